import Foundation
import Mail
import Newsletter
import Testing

@testable import Composer

@Suite("The headers of a list")
struct ListHeadersTests {
  /// The whole field with its folds, without its name.
  private func field(_ name: String, of message: PrintedMessage) -> String? {
    let text = String(decoding: message.encoded(), as: UTF8.self)
    guard let start = text.range(of: "\r\n\(name): ") else { return nil }
    let rest = text[start.upperBound...].components(separatedBy: "\r\n")
    return ([rest[0]] + rest.dropFirst().prefix { $0.hasPrefix(" ") }).joined(separator: "\r\n")
  }

  private func message(
    site: String?, leave: String = "leave@federation.example", subscriber: Int64 = Press.number
  ) throws -> PrintedMessage {
    let masthead = try Press.masthead(site: site, leave: leave)
    return try Press.print(
      Press.edition([Sample.story(1)], masthead: masthead), subscriber: subscriber)
  }

  @Test("The page comes first, the address second, each on a line of its own")
  func both() throws {
    let message = try message(site: "https://news.federation.example/")
    #expect(
      field("List-Unsubscribe", of: message)
        == "<https://news.federation.example/u/\(Press.token)>,\r\n "
        + "<mailto:leave+\(Press.token)@federation.example?subject=unsubscribe>")
    #expect(field("List-Unsubscribe-Post", of: message) == "List-Unsubscribe=One-Click")
  }

  @Test("Without a site there is the address alone, and no one-click")
  func mailOnly() throws {
    let message = try message(site: nil)
    #expect(
      field("List-Unsubscribe", of: message)
        == "<mailto:leave+\(Press.token)@federation.example?subject=unsubscribe>")
    #expect(field("List-Unsubscribe-Post", of: message) == nil)
  }

  @Test("A site that is not https is linked, and takes no one-click")
  func plainHTTP() throws {
    let message = try message(site: "http://127.0.0.1:8080")
    let value = field("List-Unsubscribe", of: message)
    #expect(value?.hasPrefix("<http://127.0.0.1:8080/u/\(Press.token)>,\r\n ") == true)
    #expect(field("List-Unsubscribe-Post", of: message) == nil)
  }

  @Test(
    "What is no address of a site is none",
    arguments: [
      "ftp://news.example.org", "mailto:x@example.org", "news.example.org",
      "https://\(String(repeating: "a.", count: 300))example",
    ])
  func noSite(_ site: String) throws {
    let message = try message(site: site)
    #expect(field("List-Unsubscribe", of: message)?.hasPrefix("<mailto:") == true)
  }

  @Test("No line of the header passes 998 octets, however long the site's address is")
  func longest() throws {
    let site = "https://" + String(repeating: "a", count: 60) + ".example/"
    let message = try message(
      site: site + String(repeating: "x", count: 320), subscriber: .max)
    let lines = try #require(field("List-Unsubscribe", of: message)).components(separatedBy: "\r\n")
    #expect(lines.count == 2 && lines.allSatisfy { $0.utf8.count < 900 })
  }

  @Test(
    "The token goes into the subject where the address takes none",
    arguments: [
      "news+leave@federation.example", "\"leave me\"@federation.example",
      "\(String(repeating: "x", count: 30))@federation.example",
      "leave@\(String(repeating: "abcdefghi.", count: 20))example",
    ])
  func subject(_ address: String) throws {
    let message = try message(site: nil, leave: address)
    let plain = MailtoAddress(try EmailAddress(address)).text
    #expect(
      field("List-Unsubscribe", of: message)
        == "<\(plain)?subject=unsubscribe%20\(Press.token)>")
  }

  @Test("With a token the local part has at most 64 octets, and may have all of them")
  func room() throws {
    let mail = { (count: Int) in
      LeaveMail(try EmailAddress("\(String(repeating: "x", count: count))@example.org"))
    }
    let token = String(repeating: "t", count: 43)
    #expect(try mail(20).url(token).contains("+\(token)@"))
    #expect(try mail(21).url(token).hasSuffix("?subject=unsubscribe%20\(token)"))
    #expect(try mail(20).takesToken(ofLength: 43) && !mail(20).takesToken(ofLength: 44))
  }

  @Test("The links of the two parts are the header's, and open to this reader and affiliate")
  func links() throws {
    let edition = try Press.edition((1...7).map { Sample.story($0) })
    let parts = try Press.render(edition)
    let page = "https://news.federation.example/u/\(Press.token)"
    let choices = "https://news.federation.example/s/\(Press.token)"
    for body in [parts.text, parts.html] {
      #expect(body.components(separatedBy: page).count == 3)
      #expect(body.components(separatedBy: choices).count == 2)
    }
    let jpu = try #require(AffiliateID("jpu"))
    #expect(
      TokenSeal(keys: try Press.keys()).open(Press.token)
        == .subscription(
          subscriber: 150, affiliate: AffiliateTag(jpu),
          address: AddressTag("ana.silva@example.org", key: TokenKey(try Press.keys().current))))
  }

  @Test("Without a site the visible link writes the mail, with the reader's token")
  func visibleMailto() throws {
    let edition = try Press.edition([Sample.story(1)], masthead: Press.masthead(site: nil))
    let parts = try Press.render(edition)
    let mailto = "mailto:leave+\(Press.token)@federation.example?subject=unsubscribe"
    #expect(parts.text.contains("\n\(mailto)\n"))
    #expect(parts.html.contains("href=\"\(mailto)\""))
    #expect(!parts.text.contains("preferences") && !parts.html.contains("preferences"))
  }

  @Test(
    "The way to leave stands at the top too when there is much to read",
    arguments: [
      (6, 20, false), (7, 20, true), (1, 1_400, false), (3, 1_400, true),
    ])
  func top(_ count: Int, _ length: Int, _ isAtTop: Bool) throws {
    let stories = (1...count).map { number in
      var story = Sample.story(number)
      story.listing.summary = String(repeating: "Seven a ", count: length / 8)
      return story
    }
    let edition = try Press.edition(stories)
    let parts = try Press.render(edition)
    let page = "https://news.federation.example/u/\(Press.token)"
    #expect(parts.text.components(separatedBy: page).count == (isAtTop ? 3 : 2))
    #expect(parts.html.components(separatedBy: page).count == (isAtTop ? 3 : 2))
  }

  @Test("An edition's own key makes its tokens, whatever key is current now")
  func ownKey() throws {
    var edition = try Press.edition([Sample.story(1)])
    edition.keyID = "k1"
    let new = try #require(SigningKey(id: "k2", secret: Array(1...32)))
    let rotated = MessageKeys(current: new, earlier: [try Press.keys().current])
    #expect(
      try Press.print(edition, keys: rotated).encoded() == Press.print(edition).encoded())
    edition.keyID = "k2"
    let value = try field("List-Unsubscribe", of: Press.print(edition, keys: rotated))
    #expect(value?.contains("/u/k2.") == true)
  }

  @Test("Every one of these fields is signed, and another value breaks the signature")
  func signed() throws {
    let key = try SigningSample.key()
    let edition = try Press.edition([Sample.story(1)])
    let bytes = try Press.print(edition, dkim: [key]).encoded()
    let text = String(decoding: bytes, as: UTF8.self)
    let names = try #require(text.range(of: "h=")).upperBound
    let signed = text[names...].prefix { $0 != ";" }.replacing("\r\n ", with: "").split(
      separator: ":")
    for name in [
      "list-unsubscribe", "list-unsubscribe-post", "list-help", "list-owner", "list-id", "from",
    ] { #expect(signed.contains { $0 == name }, "\(name)") }
    #expect(try SigningSample.verifies(bytes))
    for (old, new) in [
      ("/u/\(Press.token)", "/u/\(Press.token.dropLast())1"),
      ("leave+\(Press.token)", "leave+\(Press.token.dropLast())1"), ("=One-Click", "=One-Clack"),
      ("<mailto:editor@", "<mailto:editar@"),
    ] {
      let changed = text.replacing(old, with: new, maxReplacements: 1)
      #expect(changed != text)
      #expect(try !SigningSample.verifies(Array(changed.utf8)), "\(old)")
    }
  }
}
