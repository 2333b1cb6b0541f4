import Foundation
import Mail
import Newsletter
import Testing

@testable import Composer

@Suite("Letters")
struct LetterTests {
  private static func affiliates(_ ids: String...) throws -> [AffiliateID] {
    try ids.map { try #require(AffiliateID($0)) }
  }

  private static func letter(
    _ request: LetterRequest, language: String = "en", to address: String = "Ana.Silva@example.org"
  ) throws -> Letter {
    Letter(
      id: 7, recipient: try EmailAddress(address), affiliate: AffiliateID("jpu"),
      language: language, request: request, createdAt: Press.clock)
  }

  private static func composer(
    _ masthead: Masthead? = nil, theme: [String: String] = [:], keys: MessageKeys? = nil,
    dkim: [DKIMKey] = []
  ) throws -> LetterComposer {
    let names = [
      ("jpu", "Judicial Professionals Union"), ("ar", "AFT Retirees"), ("bad", "A\r\nB"),
    ]
    let known = try names.map { (try #require(AffiliateID($0.0)), $0.1) }
    return try #require(
      LetterComposer(
        try masthead ?? Press.masthead(), names: Dictionary(uniqueKeysWithValues: known),
        theme: theme, keys: try keys ?? Press.keys(), dkim: dkim))
  }

  private static let token = "k1.Age6WgTpLRj6b5P7k81MgYgMx9C-cw"

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let language: String
    var theme: [String: String] = [:]
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "confirmation", language: "en"),
    Case(name: "confirmation-es", language: "es", theme: ["accentColor": "#f2b705"]),
    Case(name: "confirmation-of-two", language: "en", theme: ["accentColor": "#7a1f2b"]),
    Case(name: "subscriptions", language: "en", theme: ["accentColor": "#1d6b45"]),
    Case(name: "subscriptions-es", language: "es-US"),
    Case(name: "address", language: "en"),
    Case(name: "moved", language: "en", theme: ["accentColor": "#1d6b45"]),
    Case(name: "moved-es", language: "es"),
    Case(name: "address-es", language: "es", theme: ["accentColor": "#7a1f2b"]),
  ]

  private static func request(_ name: String) throws -> LetterRequest {
    if name.hasPrefix("subscriptions") { return .showSubscriptions }
    if name.hasPrefix("address") {
      return .changeAddress(from: 12, affiliates: try affiliates("jpu", "ar"))
    }
    if name.hasPrefix("moved") {
      return .moveBack(from: 12, address: "b••••@new.example", affiliates: try affiliates("jpu"))
    }
    let affiliates = try name.hasSuffix("two") ? affiliates("jpu", "ar") : affiliates("jpu")
    return .subscribe(affiliates: affiliates, name: "Ana", language: nil)
  }

  @Test("A letter stays as it was looked at", arguments: cases)
  func snapshot(_ test: Case) throws {
    let letter = try Self.letter(Self.request(test.name), language: test.language)
    let bytes = try Self.composer(theme: test.theme).message(for: letter).encoded()
    let message = try ReadMessage(bytes)
    try Snapshot("letters/\(test.name).eml").expect(bytes)
    try Snapshot("letters/\(test.name).txt").expect(message.text.content.filter { $0 != 0x0D })
    try Snapshot("letters/\(test.name).html").expect(message.html.content.filter { $0 != 0x0D })
  }

  @Test("A letter is no list's, and says that a program made it")
  func headers() throws {
    let letter = try Self.letter(.showSubscriptions)
    let printed = try Self.composer().message(for: letter)
    let message = try ReadMessage(printed.encoded())
    let names = message.fields.map { $0.prefix { $0 != ":" } }
    #expect(
      names == [
        "From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted",
        "MIME-Version", "Content-Type",
      ])
    #expect(try message.value("Auto-Submitted") == "auto-generated")
    #expect(try message.value("To") == "Ana.Silva@example.org")
    #expect(try message.value("Message-ID") == "<\(printed.id.text)>")
    #expect(printed.envelope.recipient.spelling == "Ana.Silva@example.org")
    #expect(printed.envelope.sender?.spelling == "bounces@federation.example")
  }

  @Test("Its link opens its letter, and stands in both parts")
  func link() throws {
    let letter = try Self.letter(.showSubscriptions)
    let message = try ReadMessage(Self.composer().message(for: letter).encoded())
    let link = "https://news.federation.example/l/\(Self.token)"
    #expect(String(decoding: message.text.content, as: UTF8.self).contains("\r\n\(link)\r\n"))
    let html = String(decoding: message.html.content, as: UTF8.self)
    #expect(html.components(separatedBy: "href=\"\(link)\"").count == 3)
    #expect(
      TokenSeal(keys: try Press.keys()).open(Self.token)
        == .letter(
          7,
          address: AddressTag(letter.recipient.canonical, key: TokenKey(try Press.keys().current))))
  }

  @Test("Its Message-ID is half an HMAC of its number, and no edition's")
  func messageID() throws {
    let composer = try Self.composer()
    let id = composer.messageID(of: try Self.letter(.showSubscriptions))
    // HMAC-SHA256 over "letter-id\n7", key 00 01 … 1f.
    #expect(id.text == "09f23bd624da244e07d0ef5130354019@federation.example")
    let new = try #require(SigningKey(id: "k2", secret: Array(1...32)))
    let rotated = try Self.composer(keys: MessageKeys(current: new))
    #expect(rotated.messageID(of: try Self.letter(.showSubscriptions)) != id)
  }

  @Test("The same letter has the same bytes, with a signature that holds")
  func signed() throws {
    let letter = try Self.letter(.showSubscriptions)
    let composer = try Self.composer(dkim: [SigningSample.key()])
    let bytes = try composer.message(for: letter).encoded()
    #expect(try composer.message(for: letter).encoded() == bytes)
    #expect(try SigningSample.verifies(bytes))
    var changed = bytes
    changed[changed.count - 200] ^= 1
    #expect(try !SigningSample.verifies(changed))
  }

  @Test("Nothing that was typed into a form is sent but the address")
  func noEcho() throws {
    let letter = try Self.letter(
      .subscribe(
        affiliates: Self.affiliates("jpu"), name: "Buy at https://shop.example", language: "en"))
    let message = try ReadMessage(Self.composer().message(for: letter).encoded())
    for part in [message.text, message.html] {
      #expect(!String(decoding: part.content, as: UTF8.self).contains("shop.example"))
    }
  }

  @Test(
    "A letter has its own language where it has words, else the organization's",
    arguments: [
      ("es-MX", "en", "es-MX", "Sus listas"), ("", "es", "es", "Sus listas"),
      ("fr", "es-US", "es-US", "Sus listas"), ("fr", "de", "de", "Your newsletters"),
      ("EN", "es", "EN", "Your newsletters"),
    ])
  func language(_ own: String, _ organization: String, _ tag: String, _ title: String) throws {
    let masthead = try Press.masthead(language: organization)
    let letter = try Self.letter(.showSubscriptions, language: own)
    let message = try ReadMessage(Self.composer(masthead).message(for: letter).encoded())
    let html = String(decoding: message.html.content, as: UTF8.self)
    #expect(html.contains("<html lang=\"\(tag)\">"))
    #expect(html.contains("<title>\(title)</title>"))
  }

  @Test("Many newsletters are counted, one is named in the sentence, a strange one by its id")
  func newsletters() throws {
    let text = { (affiliates: [AffiliateID]) in
      let letter = try Self.letter(.changeAddress(from: 1, affiliates: affiliates))
      let message = try ReadMessage(Self.composer().message(for: letter).encoded())
      return String(decoding: message.text.content, as: UTF8.self)
    }
    let many = try (1...40).map { try #require(AffiliateID("local-\($0)")) }
    let listed = try text(many + many)
    #expect(listed.contains("- local-30\r\n- and 10 more\r\n"))
    #expect(!listed.contains("local-31"))
    #expect(try text(Self.affiliates("jpu", "jpu")).contains("that the \"Judicial"))
    #expect(try text(Self.affiliates("bad")).contains("that the \"A B\" newsletter"))
    #expect(try text([]).contains("that the \"AFT Federation of"))
  }

  @Test("What could be markup or a header is written as text")
  func hostile() throws {
    var masthead = try Press.masthead(name: "<b>\"Local\" & 5\r\nBcc: x@example.org")
    masthead.organization = "O'Neil <script>"
    masthead.postalAddress = "1 \"Main\" <St>\n\n2"
    let letter = try Self.letter(
      .subscribe(affiliates: Self.affiliates("bad"), name: nil, language: nil),
      to: "\"<i>@x\"@example.org")
    let message = try ReadMessage(Self.composer(masthead).message(for: letter).encoded())
    let html = String(decoding: message.html.content, as: UTF8.self)
    for mark in ["<b>", "<script", "<St>", "<i>"] { #expect(!html.contains(mark)) }
    #expect(html.contains("&quot;&lt;i&gt;@x&quot;@example.org"))
    #expect(!message.fields.contains { $0.hasPrefix("Bcc") })
  }

  @Test("Without a site there are no letters")
  func noSite() throws {
    let composer = LetterComposer(
      try Press.masthead(site: nil), names: [:], keys: try Press.keys())
    if composer != nil { Issue.record("there is one") }
  }
}
