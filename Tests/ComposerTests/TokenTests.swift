import Foundation
import Mail
import Newsletter
import SeededRandom
import Testing

@testable import Composer

@Suite("Link tokens")
struct TokenTests {
  private static let first = SigningKey(id: "k1", secret: Array(0..<32))
  private static let second = SigningKey(id: "k2", secret: Array(1...32))

  private static func seal(_ earlier: Bool = false) throws -> TokenSeal {
    let first = try #require(first)
    return TokenSeal(
      keys: earlier
        ? MessageKeys(current: try #require(second), earlier: [first]) : MessageKeys(current: first)
    )
  }

  private static func tag(_ address: EmailAddress, _ key: SigningKey? = first) throws -> AddressTag
  {
    AddressTag(address.canonical, key: TokenKey(try #require(key)))
  }

  private static let alphabet = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.".utf8)

  private static func affiliate(_ dice: inout SeededGenerator) throws -> AffiliateID {
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789-_")
    let count = Int.random(in: 1...64, using: &dice)
    let text = (0..<count).map { _ in letters[Int.random(in: 0..<letters.count, using: &dice)] }
    return try #require(AffiliateID("a" + String(text.dropFirst())))
  }

  private static func number(_ dice: inout SeededGenerator) -> Int64 {
    let bits = Int64.random(in: 0...62, using: &dice)
    return Int64.random(in: 0...(Int64.max >> (62 - bits)), using: &dice)
  }

  @Test("What is sealed is opened, fits a local part and needs no quotes", arguments: 1...8)
  func roundTrip(_ seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let seal = try Self.seal()
    for _ in 0..<250 {
      let affiliate = try Self.affiliate(&dice)
      let number = Self.number(&dice)
      let address = try EmailAddress("Reader\(dice.next())@Example.ORG")
      let token = seal.token(subscriber: number, address: address, affiliate: affiliate)
      let wanted = LinkToken.subscription(
        subscriber: number, affiliate: AffiliateTag(affiliate),
        address: try Self.tag(address))
      #expect(seal.open(token) == wanted, "seed \(seed)")
      #expect(token.utf8.count <= 58 && token.utf8.allSatisfy(Self.alphabet.contains))
      #expect(try EmailAddress("leave+\(token)@example.org").localPart == "leave+\(token)")
      let letter = seal.token(letter: number, to: address)
      #expect(seal.open(letter) == .letter(number, address: try Self.tag(address)), "seed \(seed)")
      let day = LocalDate(year: 2026, month: 11, day: Int.random(in: 1...28, using: &dice))
      let edition = EditionID(affiliate, on: day, byHand: Int.random(in: 1...999, using: &dice))
      let stories = (0..<Int.random(in: 0...30, using: &dice)).map { _ in
        StoryID(Self.number(&dice))
      }
      let page = seal.token(page: edition, of: stories)
      #expect(
        seal.open(page) == .page(edition: edition, variant: VariantTag(stories)), "seed \(seed)")
      #expect(page.utf8.count <= 160 && page.utf8.allSatisfy(Self.alphabet.contains))
    }
  }

  @Test("The greatest number, the longest ids and a key id of nine characters give 58 characters")
  func longest() throws {
    let key = try #require(SigningKey(id: "k23456789", secret: Array(0..<32)))
    let seal = TokenSeal(keys: MessageKeys(current: key))
    let affiliate = try #require(AffiliateID(String(repeating: "a", count: 64)))
    let address = try EmailAddress("\(String(repeating: "x", count: 64))@example.org")
    let token = seal.token(subscriber: .max, address: address, affiliate: affiliate)
    #expect(token.utf8.count == 58)
    #expect(seal.open(token) != nil)
  }

  @Test("A token stays what it is")
  func stable() throws {
    let jpu = try #require(AffiliateID("jpu"))
    let seal = try Self.seal()
    let address = try EmailAddress("ana.silva@example.org")
    // Payload 04 96 01, e90addb457cb of "jpu" and ba5a04e9 of the address (HMAC-SHA256 over
    // "address-tag\n" and it), then 16 octets of the
    // HMAC-SHA256 over "link-token\n" and the payload, key 00 01 … 1f.
    #expect(
      seal.token(subscriber: 150, address: address, affiliate: jpu)
        == "k1.BJYB6QrdtFfLuloE6T4FhTQqZx4sQ9X3kX7V0ew")
    #expect(seal.token(letter: 7, to: address) == "k1.Age6WgTpLRj6b5P7k81MgYgMx9C-cw")
    // Payload 03, the hash of "1 2", the edition's name.
    #expect(
      seal.token(page: EditionID(text: "jpu-2026-11-20"), of: [StoryID(1), StoryID(2)])
        == "k1.A_cZmP42O5wpanB1LTIwMjYtMTEtMjDXXaNNLx7lHp2QfeWJvb2d")
  }

  @Test("Each changed bit is refused, and each other length")
  func tampered() throws {
    let seal = try Self.seal()
    let jpu = try #require(AffiliateID("jpu"))
    let ana = try EmailAddress("ana@example.org")
    let tokens = [
      seal.token(subscriber: 150, address: ana, affiliate: jpu),
      seal.token(subscriber: 1, address: ana, affiliate: jpu),
      seal.token(letter: 7, to: ana), seal.token(letter: 70_000, to: ana),
      seal.token(page: EditionID(text: "jpu-2026-11-20"), of: [StoryID(1), StoryID(2)]),
    ]
    for token in tokens {
      let octets = Array(token.utf8)
      for index in octets.indices {
        for bit in 0..<8 {
          var changed = octets
          changed[index] ^= 1 << UInt8(bit)
          #expect(seal.open(String(decoding: changed, as: UTF8.self)) == nil)
        }
        #expect(seal.open(String(decoding: octets[..<index], as: UTF8.self)) == nil)
      }
      for end in ["A", "=", " ", "\n", "."] { #expect(seal.open(token + end) == nil) }
      #expect(seal.open(" " + token) == nil)
    }
  }

  @Test("A key that is known no more opens nothing, and an earlier one still opens")
  func rotation() throws {
    let jpu = try #require(AffiliateID("jpu"))
    let address = try EmailAddress("ana@example.org")
    let old = try Self.seal().token(subscriber: 5, address: address, affiliate: jpu)
    let rotated = try Self.seal(true)
    let opened = { (key: SigningKey?) in
      LinkToken.subscription(
        subscriber: 5, affiliate: AffiliateTag(jpu), address: try Self.tag(address, key))
    }
    #expect(try rotated.open(old) == opened(Self.first))
    let new = rotated.token(subscriber: 5, address: address, affiliate: jpu)
    #expect(new.hasPrefix("k2."))
    #expect(try rotated.open(new) == opened(Self.second))
    #expect(try Self.seal().open(new) == nil)
    // Another key that has the same name.
    let impostor = try #require(SigningKey(id: "k1", secret: Array(9..<41)))
    #expect(TokenSeal(keys: MessageKeys(current: impostor)).open(old) == nil)
    let first = try #require(Self.first)
    #expect(rotated.token(subscriber: 5, address: address, affiliate: jpu, key: first) == old)
  }

  @Test("Garbage is refused, whatever it is", arguments: 1...4)
  func garbage(_ seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let seal = try Self.seal()
    for _ in 0..<2000 {
      let count = Int.random(in: 0...120, using: &dice)
      let octets = (0..<count).map { _ in UInt8.random(in: 0...255, using: &dice) }
      let text = String(decoding: octets, as: UTF8.self)
      #expect(seal.open(text) == nil && seal.open("k1." + text) == nil, "seed \(seed)")
    }
    for text in [
      "", ".", "k1", "k1.", "k1..", "é", "k1.\u{0}", String(repeating: "k", count: 1 << 20),
    ] {
      #expect(seal.open(text) == nil)
    }
  }

  @Test("A payload that is sealed but says nothing is refused")
  func payloads() throws {
    let key = TokenKey(try #require(Self.first))
    let subscription: [UInt8] = [4, 5] + Array(repeating: 7, count: 10)
    #expect(LinkToken(payload: subscription, key: key) != nil)
    // Of an edition that was frozen earlier.
    #expect(LinkToken(payload: [1] + subscription.dropFirst(), key: key) != nil)
    let tag: [UInt8] = [7, 7, 7, 7]
    let bad: [[UInt8]] = [
      [], [1], [2], [4], [1, 5] + tag, [0, 5], [3, 5], [2, 0x80], [2, 0x80, 0] + tag,
      [2, 5] + tag + [0],
      [2, 5] + tag.dropLast(), [2, 5], subscription + [0], subscription.dropLast(),
      [2] + Array(repeating: 0xFF, count: 9) + tag,
      [2] + Array(repeating: 0xFF, count: 10) + [1] + tag,
      [3] + Array(repeating: 1, count: 8), [3] + Array(repeating: 1, count: 8) + [0x20],
      [3] + Array(repeating: 0x61, count: 8 + LinkToken.longestEdition + 1),
    ]
    for payload in bad { #expect(LinkToken(payload: payload, key: key) == nil, "\(payload)") }
    let address = AddressTag(octets: tag, key: key)
    #expect(
      LinkToken(payload: [2] + Array(repeating: 0xFF, count: 8) + [0x7F] + tag, key: key)
        == .letter(.max, address: address))
    #expect(
      LinkToken(payload: LinkToken.letter(-5, address: address).payload, key: key)
        == .letter(0, address: address))
  }

  @Test("Tags match what they were made of, and nothing else")
  func tags() throws {
    let jpu = try #require(AffiliateID("jpu"))
    let ar = try #require(AffiliateID("ar"))
    #expect(AffiliateTag(jpu).matches(jpu) && !AffiliateTag(jpu).matches(ar))
    let ana = try Self.tag(try EmailAddress("ana@example.org"))
    #expect(ana.matches("ana@example.org") && !ana.matches("ana@example.net"))
    let stories = [1, 2, 3].map(StoryID.init)
    #expect(VariantTag(stories).matches(stories) && !VariantTag(stories).matches([]))
    #expect(!VariantTag(stories).matches([2, 1, 3].map(StoryID.init)))
    #expect(!VariantTag([StoryID(12)]).matches([StoryID(1), StoryID(2)]))
  }

  @Test("Links of editions that were frozen earlier are still opened")
  func earlier() throws {
    let opened = try Self.seal().open("k1.AZYB6QrdtFfLSeumPuaFN8we44rzIRGyNazQQH0")
    guard case .subscription(150, _, let address) = opened else {
      Issue.record("\(String(describing: opened))")
      return
    }
    #expect(address.matches("ana.silva@example.org") && !address.matches("ana@example.org"))
  }

  @Test("Nobody without the key can tell which address a tag is of")
  func keyed() throws {
    let ana = try EmailAddress("ana.silva@example.org")
    let tag = try Self.tag(ana)
    #expect(try Self.tag(ana, Self.second) != tag)
    // SHA-256 of the address begins so; of guesses, anybody could compute it.
    #expect(tag.octets != [0x49, 0xEB, 0xA6, 0x3E])
  }

  @Test("The site's addresses begin where the site does", arguments: ["", "/", "//"])
  func addresses(_ end: String) throws {
    let site = SiteAddress(try #require(URL(string: "https://news.example.org" + end)))
    let jpu = try #require(AffiliateID("jpu"))
    #expect(
      [site.leave("k1.x"), site.subscription("k1.x"), site.letter("k1.x"), site.signUp(jpu)] == [
        "https://news.example.org/u/k1.x", "https://news.example.org/s/k1.x",
        "https://news.example.org/l/k1.x", "https://news.example.org/subscribe/jpu",
      ])
    #expect(site.find == "https://news.example.org/find")
    #expect(site.page("k1.x") == "https://news.example.org/e/k1.x")
    #expect(site.page("k1.x", language: "es") == "https://news.example.org/e/k1.x?lang=es")
  }
}
