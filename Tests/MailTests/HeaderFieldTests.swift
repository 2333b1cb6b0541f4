import Foundation
import SeededRandom
import Testing

@testable import Mail

@Suite("A header field")
struct HeaderFieldTests {
  @Test(
    "writes text as it is, or in the shorter kind of encoded-word",
    arguments: [
      ("News of the week", "Subject: News of the week\r\n"),
      ("Café", "Subject: =?utf-8?B?Q2Fmw6k=?=\r\n"),
      ("Two cafés open", "Subject: Two =?utf-8?B?Y2Fmw6lz?= open\r\n"),
      ("One café after the other", "Subject: One =?utf-8?B?Y2Fmw6k=?= after the other\r\n"),
      (
        "Über unsere neuen Büros am Markt",
        "Subject: =?utf-8?Q?=C3=9Cber_unsere_neuen_B=C3=BCros?= am Markt\r\n"
      ),
      ("日本語の件名", "Subject: =?utf-8?B?5pel5pys6Kqe44Gu5Lu25ZCN?=\r\n"),
      ("a  b", "Subject: =?utf-8?Q?a__b?=\r\n"),
      ("=?utf-8?Q?no?=", "Subject: =?utf-8?B?PT91dGYtOD9RP25vPz0=?=\r\n"),
      ("", "Subject:\r\n"),
    ])
  func text(_ value: String, _ wanted: String) {
    #expect(written(HeaderField("Subject", text: value)) == wanted)
  }

  @Test(
    "never begins a second field, whatever its value and name hold",
    arguments: [
      "x\r\nBcc: all@example.org", "x\nBcc: all@example.org", "x\rBcc: all@example.org",
      "x\0\u{B}\u{C}\u{85}\u{2028}\u{2029}Bcc: all@example.org", "\r\n\r\nBcc: all@example.org",
    ])
  func injection(_ value: String) throws {
    let address = try EmailAddress("ana@example.org")
    for field in [
      HeaderField("Subject", text: value), HeaderField("List-Id", structured: value),
      HeaderField("To", mailboxes: [Mailbox(name: value, address: address)]),
      HeaderField("X", structured: "a", parameters: [.init("name", value), .init(value, "v")]),
      HeaderField(value, text: "x"),
    ] {
      let text = written(field)
      #expect(text.hasSuffix("\r\n"))
      let lines = text.dropLast(1).split(separator: "\r\n")
      #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(" ") })
      #expect(!text.utf8.contains(0))
    }
  }

  @Test("folds before column 78 and never inside a word")
  func folds() {
    let words = (1...30).map { "word\($0)" }.joined(separator: " ")
    let lines = written(HeaderField("Subject", text: words)).split(separator: "\r\n")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.utf8.count <= 78 })
    #expect(lines.joined() == "Subject: " + words)
  }

  @Test("has no line of more than 998 octets, even of a value that cannot be folded")
  func hardLimit() {
    let field = HeaderField("List-Id", structured: String(repeating: "x", count: 5000))
    let lines = written(field).split(separator: "\r\n")
    #expect(lines.map(\.utf8.count).max() == 998)
  }

  @Test(
    "writes names as atoms, quoted, or encoded, as they need",
    arguments: [
      ("Ana Silva", "To: Ana Silva <ana@example.org>\r\n"),
      ("Local 2221, Office", "To: \"Local 2221, Office\" <ana@example.org>\r\n"),
      ("The \"Local\" \\ 1", "To: \"The \\\"Local\\\" \\\\ 1\" <ana@example.org>\r\n"),
      ("José", "To: =?utf-8?B?Sm9zw6k=?= <ana@example.org>\r\n"),
      ("  ", "To: ana@example.org\r\n"),
    ])
  func names(_ name: String, _ wanted: String) throws {
    let mailbox = Mailbox(name: name, address: try EmailAddress("ana@example.org"))
    #expect(written(HeaderField("To", mailboxes: [mailbox])) == wanted)
  }

  @Test("of a plain mailbox is what the whole encoder makes of it", arguments: 1...200)
  func plainMailbox(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let words = ["Ana", "Silva", "O'Neil", "J.", "=?", "=", "?", "\"", "\\", ",", " ", "é", "\r\n"]
    let name = (0..<Int.random(in: 0...9, using: &random))
      .map { _ in words[Int.random(in: words.indices, using: &random)] }
      .joined(separator: Bool.random(using: &random) ? " " : "")
    let local = String(repeating: "a", count: Int.random(in: 1...60, using: &random))
    let mailbox = Mailbox(name: name, address: try EmailAddress(local + "@example.org"))
    let field = HeaderField("To", mailboxes: [mailbox])
    #expect(field.encoded() == field.folded(), "seed \(seed)")
  }

  @Test(
    "writes parameters by RFC 2231 where they are long or not ASCII",
    arguments: [
      ("utf-8", "X: a; n=utf-8\r\n"),
      ("a b", "X: a; n=\"a b\"\r\n"),
      ("é", "X: a; n*=utf-8''%C3%A9\r\n"),
      (
        String(repeating: "é", count: 10),
        "X: a; n*0*=utf-8''%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9;\r\n n*1*=%C3%A9%C3%A9\r\n"
      ),
    ])
  func parameters(_ value: String, _ wanted: String) {
    #expect(written(HeaderField("X", structured: "a", parameters: [.init("n", value)])) == wanted)
  }

  @Test("gives back every text it encoded, in words of at most 75 octets", arguments: 1...200)
  func roundTrip(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let text = random.text(upTo: 60)
    let encoded = written(HeaderField("Subject", text: text))
    #expect(decoded(encoded) == HeaderText.plain(text), "seed \(seed)")
    for word in encoded.split(whereSeparator: { " \r\n".contains($0) || $0 == "\r\n" }) {
      #expect(word.utf8.count <= 75, "seed \(seed)")
    }
  }

  private func written(_ field: HeaderField) -> String {
    String(decoding: field.encoded(), as: UTF8.self)
  }

  /// RFC 2047, read back by the letter: each word must be whole UTF-8 by itself.
  private func decoded(_ field: String) -> String {
    let unfolded = field.replacingOccurrences(of: "\r\n", with: "").dropFirst("Subject:".count)
    var result = ""
    var previousWasEncoded = false
    for word in unfolded.dropFirst().split(separator: " ", omittingEmptySubsequences: false) {
      let parts = word.split(separator: "?", omittingEmptySubsequences: false)
      let isEncoded = parts.count == 5 && parts[0] == "=" && parts[4] == "="
      if !result.isEmpty, !(isEncoded && previousWasEncoded) { result += " " }
      result += isEncoded ? decoded(parts[2], parts[3]) : String(word)
      previousWasEncoded = isEncoded
    }
    return result
  }

  private func decoded(_ kind: Substring, _ payload: Substring) -> String {
    let data = kind == "B" ? Data(base64Encoded: String(payload)) : nil
    let bytes =
      data.map(Array.init)
      ?? TransferDecoding.quotedPrintable(
        Array(payload.replacing("_", with: " ").utf8))
    return String(validating: bytes, as: UTF8.self) ?? "(a scalar was split)"
  }
}
