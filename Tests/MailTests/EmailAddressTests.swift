import Diagnostics
import Foundation
import SeededRandom
import Testing

@testable import Mail

@Suite("An email address")
struct EmailAddressTests {
  @Test(
    "has a spelling that mail goes to and a canonical form that is the person's key",
    arguments: [
      ("ana@example.org", "ana@example.org", "ana@example.org"),
      ("Ana.Silva+News@Example.ORG", "Ana.Silva+News@Example.ORG", "ana.silva+news@example.org"),
      ("ana@bücher.example", "ana@xn--bcher-kva.example", "ana@xn--bcher-kva.example"),
      ("ana@BU\u{308}CHER.example", "ana@xn--bcher-kva.example", "ana@xn--bcher-kva.example"),
      ("a@例え.テスト", "a@xn--r8jz45g.xn--zckzah", "a@xn--r8jz45g.xn--zckzah"),
      ("a@пример.испытание", "a@xn--e1afmkfd.xn--80akhbyknj4f", "a@xn--e1afmkfd.xn--80akhbyknj4f"),
      ("a@faß.example", "a@xn--fa-hia.example", "a@xn--fa-hia.example"),
      ("a@例え。テスト", "a@xn--r8jz45g.xn--zckzah", "a@xn--r8jz45g.xn--zckzah"),
      ("Root@localhost", "Root@localhost", "root@localhost"),
      ("\"Ana Silva\"@example.org", "\"Ana Silva\"@example.org", "\"ana silva\"@example.org"),
      ("\"ana\"@example.org", "\"ana\"@example.org", "ana@example.org"),
      ("\"a@b\"@example.org", "\"a@b\"@example.org", "\"a@b\"@example.org"),
      (
        "!#$%&'*+-/=?^_`{|}~@example.org", "!#$%&'*+-/=?^_`{|}~@example.org",
        "!#$%&'*+-/=?^_`{|}~@example.org"
      ),
      ("a@123.example", "a@123.example", "a@123.example"),
      ("\"a\\ b\"@example.org", "\"a\\ b\"@example.org", "\"a b\"@example.org"),
      ("\"a\\\"b\"@example.org", "\"a\\\"b\"@example.org", "\"a\\\"b\"@example.org"),
      ("\"a..b\"@example.org", "\"a..b\"@example.org", "\"a..b\"@example.org"),
      ("a@例え｡テスト", "a@xn--r8jz45g.xn--zckzah", "a@xn--r8jz45g.xn--zckzah"),
      ("a@ＥＸＡＭＰＬＥ．org", "a@example.org", "a@example.org"),
      ("a@xn--bcher-kva.example", "a@xn--bcher-kva.example", "a@xn--bcher-kva.example"),
      ("a@mañana.es", "a@xn--maana-pta.es", "a@xn--maana-pta.es"),
      ("a@العربية.example", "a@xn--mgbcd4a2b0d2b.example", "a@xn--mgbcd4a2b0d2b.example"),
      ("a@MÜNCHEN.de", "a@xn--mnchen-3ya.de", "a@xn--mnchen-3ya.de"),
      ("x@a--b.example", "x@a--b.example", "x@a--b.example"),
      ("=x@example.org", "=x@example.org", "=x@example.org"),
      ("o'brien@example.ie", "o'brien@example.ie", "o'brien@example.ie"),
    ])
  func accepted(_ text: String, _ spelling: String, _ canonical: String) throws {
    let address = try EmailAddress(text)
    #expect(address.spelling == spelling)
    #expect(address.canonical == canonical)
    #expect(address.localPart + "@" + address.domain == spelling)
  }

  @Test(
    "is refused with the reason",
    arguments: [
      ("", AddressError.Reason.empty),
      ("ana.example.org", .noAt),
      ("ana@b@example.org", .severalAts),
      ("ana@example.org\r\nBcc: all@example.org", .lineBreak),
      ("ana\0@example.org", .controlCharacter),
      ("ana @example.org", .space),
      (" ana@example.org", .space),
      ("ana@example.org ", .space),
      ("ana@exam ple.org", .space),
      ("Ana <ana@example.org>", .displayName),
      ("\"Ana\" ana@example.org", .displayName),
      ("@example.org", .nothingBeforeAt),
      ("\"\"@example.org", .nothingBeforeAt),
      ("ana@", .nothingAfterAt),
      ("josé@example.org", .localPartNotASCII),
      ("a,b@example.org", .localPartCharacter(",")),
      ("a..b@example.org", .localPartDots),
      (".a@example.org", .localPartDots),
      ("a.@example.org", .localPartDots),
      ("\"ana@example.org", .unclosedQuote),
      ("ana@[192.0.2.1]", .numericAddress),
      ("ana@[IPv6:2001:db8::1]", .numericAddress),
      ("ana@[example.org]", .numericAddress),
      ("mailto:ana@example.org", .localPartCharacter(":")),
      ("ana(work)@example.org", .localPartCharacter("(")),
      ("ana;ben@example.org", .localPartCharacter(";")),
      ("ana@example.org,ben@example.org", .severalAts),
      ("ana@example,org", .domainCharacter(",")),
      ("ana@exa\u{200B}mple.org", .domainCharacter("\u{200B}")),
      ("an\u{200B}a@example.org", .localPartNotASCII),
      ("用户@例え.テスト", .localPartNotASCII),
      ("\"josé\"@example.org", .localPartNotASCII),
      ("<ana@example.org>", .displayName),
      ("ana@example.org>", .displayName),
      ("ana@.example.org", .domainDots),
      ("ana@example.123", .numericAddress),
      ("\"a\"b@example.org", .unclosedQuote),
      ("\"a\"", .noAt),
      ("@", .nothingBeforeAt),
      ("ana@192.0.2.1", .numericAddress),
      ("ana@example", .domainWithoutDot),
      ("ana@example..org", .domainDots),
      ("ana@example.org.", .domainDots),
      ("ana@exa_mple.org", .domainCharacter("_")),
      ("ana@❤.example", .domainCharacter("❤")),
      ("ana@-example.org", .labelHyphen),
      ("ana@example-.org", .labelHyphen),
    ])
  func refused(_ text: String, _ reason: AddressError.Reason) {
    let error = #expect(throws: AddressError.self) { try EmailAddress(text) }
    #expect(error?.reason == reason)
  }

  @Test("has at most 64 octets before the @ and 254 in all")
  func lengths() throws {
    let local = String(repeating: "a", count: 64)
    #expect(try EmailAddress(local + "@example.org").localPart == local)
    let error = #expect(throws: AddressError.self) {
      try EmailAddress("a" + local + "@example.org")
    }
    #expect(error?.reason == .localPartTooLong)

    let label = String(repeating: "b", count: 63)
    let long = "\(local)@\(label).\(label).\(String(repeating: "c", count: 57)).ch"
    #expect(try EmailAddress(long).spelling.utf8.count == 254 - 1)
    let longer = #expect(throws: AddressError.self) { try EmailAddress(long + "xx") }
    #expect(longer?.reason == .tooLong)
    let label64 = #expect(throws: AddressError.self) { try EmailAddress("a@b\(label).org") }
    #expect(label64?.reason == .labelTooLong)
  }

  @Test("is refused quickly when it is megabytes long")
  func enormous() {
    for text in ["a", "ü", "a@ü", "\"\\"] {
      let error = #expect(throws: AddressError.self) {
        try EmailAddress(String(repeating: text, count: 1_000_000))
      }
      #expect(error?.message.utf8.count ?? .max < 1000)
    }
  }

  @Test("reads a plain one as every other: the short way gives what all the rules give")
  func plain() {
    var generator = SeededGenerator(seed: 11)
    let pieces = [
      "a", "Z", "9", "0", ".", "-", "_", "+", "@", "@", "example", "ORG", "xn--a", "localhost",
      "1.2", "\"", " ", "é", "ß", "!", "\\", "[", String(repeating: "b", count: 63),
    ]
    for _ in 0..<30_000 {
      let count = Int.random(in: 1...8, using: &generator)
      let text = (0..<count).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
      expectSame(text)
      expectSame("ana.\(text)@example.org")
      expectSame("Ana@\(text)")
      expectSame("ana@\(text).org")
    }
  }

  private func expectSame(_ text: String) {
    let short = Result { () throws(AddressError) in try EmailAddress(text) }
    let long = Result { () throws(AddressError) in try EmailAddress(parsing: text) }
    switch (short, long) {
    case (.success(let short), .success(let long)):
      #expect(Array(short.spelling.utf8) == Array(long.spelling.utf8))
      #expect(Array(short.canonical.utf8) == Array(long.canonical.utf8))
    case (.failure(let short), .failure(let long)): #expect(short == long)
    default: Issue.record("\(text) is read as \(short) and \(long)")
    }
  }

  @Test("is plain nearly always")
  func plainness() {
    for text in ["ana@example.org", "Ana.Silva+x@a-1.Example", "a@1.b", "a@b.x--y"] {
      #expect(PlainAddress(text)?.canonical == text.lowercased())
    }
    for text in ["a@b.1", "a@b", "a@b.", "a@-b.c", "a@b-.c", ".a@b.c", "a..b@c.d", "a@b@c.d"] {
      #expect(PlainAddress(text) == nil, "\(text)")
    }
  }

  @Test("says in one line what is wrong and what to write")
  func words() {
    let error = #expect(throws: AddressError.self) { try EmailAddress("ana.example.org") }
    #expect(error?.message == "'ana.example.org' is not an email address: it has no @")
    #expect(error?.hint == "write it as name@example.org")
    #expect(error?.exitCode == .badData)
    let broken = #expect(throws: AddressError.self) { try EmailAddress("a\u{1B}[2J\n@b.org") }
    #expect(
      broken?.message
        == "'a\\u{1B}[2J\\n@b.org' is not an email address: it has a line break in it")
  }

  @Test("shows what is invisible in a refused one")
  func invisible() {
    let error = #expect(throws: AddressError.self) { try EmailAddress("a@exa\u{200B}mple.org") }
    #expect(
      error?.message
        == "'a@exa\\u{200B}mple.org' is not an email address: '\\u{200B}' cannot stand in a domain")
  }

  @Test("is one string in JSON, and refused there with the same words")
  func json() throws {
    let address = try EmailAddress("Ana@example.org")
    let data = try JSONEncoder().encode([address])
    #expect(String(decoding: data, as: UTF8.self) == #"["Ana@example.org"]"#)
    #expect(try JSONDecoder().decode([EmailAddress].self, from: data) == [address])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([EmailAddress].self, from: Data(#"["ana"]"#.utf8))
    }
  }

  @Test("shows its first letter alone in a log")
  func redacted() throws {
    #expect(try EmailAddress("ana@example.org").redacted == "a…@example.org")
  }
}
