import Foundation
import Mail
import Newsletter
import Testing

@testable import Composer

@Suite("EditionPress")
struct EditionPressTests {
  /// The header lines, unfolded.
  private func headers(_ message: PrintedMessage) throws -> [String] {
    let text = String(decoding: message.encoded(), as: UTF8.self)
    let head = try #require(text.components(separatedBy: "\r\n\r\n").first)
    return head.replacingOccurrences(of: "\r\n ", with: " ").components(separatedBy: "\r\n")
  }

  @Test("A message carries what the inbox providers ask for, and no more")
  func fields() throws {
    let message = try Press.print(Press.edition([Sample.story(1)]))
    let fields = try headers(message)
    #expect(fields.last?.hasPrefix("Content-Type: multipart/alternative; boundary=") == true)
    #expect(
      fields.dropLast() == [
        "From: Example Federation <news@federation.example>",
        "To: Ana Silva <Ana.Silva@example.org>",
        "Reply-To: editor@federation.example",
        "Subject: Story 1",
        "Date: Fri, 20 Nov 2026 09:00:00 -0500",
        "Message-ID: <\(message.id.text)>",
        "List-Id: \"Judicial Professionals Union\" <jpu.federation.example>",
        "List-Unsubscribe: <https://news.federation.example/u/\(Press.token)>, "
          + "<mailto:leave+\(Press.token)@federation.example?subject=unsubscribe>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "List-Help: <mailto:editor@federation.example?subject=help%20jpu>",
        "List-Owner: <mailto:editor@federation.example>",
        "List-Archive: <https://federation.example>",
        "List-Post: NO",
        "Feedback-ID: jpu-2026-11-20:jpu:broadsheet:federationexamp",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
      ])
    #expect(message.envelope.sender?.spelling == "bounces@federation.example")
    #expect(message.envelope.recipient.spelling == "Ana.Silva@example.org")
  }

  @Test("The text comes first, the HTML last")
  func order() throws {
    let text = String(
      decoding: try Press.print(Press.edition([Sample.story(1)])).encoded(), as: UTF8.self)
    let plain = try #require(text.range(of: "Content-Type: text/plain; charset=utf-8"))
    let html = try #require(text.range(of: "Content-Type: text/html; charset=utf-8"))
    #expect(plain.lowerBound < html.lowerBound)
  }

  @Test("The same delivery gives the same bytes, in whatever case its address is written")
  func deterministic() throws {
    let edition = try Press.edition([Sample.story(1)])
    let first = try Press.print(edition)
    #expect(try Press.print(edition).encoded() == first.encoded())
    let shouted = Recipient(address: try EmailAddress("ANA.SILVA@EXAMPLE.ORG"))
    #expect(try Press.print(edition, to: shouted).id == first.id)
  }

  @Test("Another reader, edition or key gives another Message-ID; the boundary is the edition's")
  func distinct() throws {
    let edition = try Press.edition([Sample.story(1)])
    let other = try Press.edition([Sample.story(1)], masthead: Press.masthead("ar"))
    let keys = MessageKeys(current: try #require(SigningKey(id: "k2", secret: Array(1...32))))
    let messages = [
      try Press.print(edition), try Press.print(other),
      try Press.print(edition, to: Recipient(address: EmailAddress("bo@example.org"))),
      try Press.print(edition, keys: keys),
    ]
    #expect(Set(messages.map(\.id)).count == 4)
    let boundaries = try messages.map { try headers($0).last }
    #expect(Set(boundaries).count == 3)
    #expect(boundaries[0] == boundaries[2])
  }

  @Test("A test has a Message-ID of its own, another one each time; all else is the message")
  func trial() throws {
    let edition = try Press.edition([Sample.story(1)])
    let trial = { (edition: Edition) in
      try EditionPress(
        StoredEdition(edition: edition, owedStories: []), keys: try Press.keys(), isTrial: true
      ).message(
        to: try Press.reader(), subscriber: Press.number, variant: 0,
        stories: edition.stories.map(\.id))
    }
    let real = try Press.print(edition)
    let test = try trial(edition)
    #expect(test.id != real.id && test.id.text.hasSuffix("@federation.example"))
    let later = Edition(
      id: edition.id, frozenAt: edition.frozenAt + 1, masthead: edition.masthead,
      templates: edition.templates, stories: edition.stories)
    #expect(try trial(later).id != test.id)
    #expect(try Press.print(later).id == real.id)
    let text = String(decoding: test.encoded(), as: UTF8.self)
    #expect(
      text.replacingOccurrences(of: test.id.text, with: real.id.text)
        == String(decoding: real.encoded(), as: UTF8.self))
  }

  @Test("A Message-ID is half an HMAC at the sender's domain, and stays what it is")
  func messageID() throws {
    let id = try Press.print(Press.edition([])).id
    // HMAC-SHA256 over "message-id\njpu-2026-11-20\nana.silva@example.org", key 00 01 … 1f.
    #expect(id.text == "483a92816cea8cc421d4ecbf48a8efce@federation.example")
  }

  @Test("A name beyond ASCII is encoded, and no name can begin a header")
  func names() throws {
    let masthead = try Press.masthead("jpu", name: "Unión, \"Local\" 5\r\nBcc: x@example.org")
    var reader = try Press.reader()
    reader.name = "Ana\r\nBcc: y@example.org"
    let fields = try headers(
      Press.print(Press.edition([Sample.story(1)], masthead: masthead), to: reader))
    #expect(
      fields.contains {
        $0.hasPrefix("List-Id: =?utf-8?") && $0.hasSuffix(" <jpu.federation.example>")
      })
    #expect(!fields.contains { $0.lowercased().hasPrefix("bcc") })
  }

  @Test("A message is signed over the body that it has, with and without merge fields")
  func signed() throws {
    let key = try SigningSample.key()
    var templates = try Press.templates()
    for _ in 0..<2 {
      let edition = try Press.edition([Sample.story(1)], templates: templates)
      let bytes = try Press.print(edition, dkim: [key]).encoded()
      let unsigned = try Press.print(edition).encoded()
      #expect(bytes.suffix(unsigned.count) == unsigned[...])
      var hash = DKIMBodyHash()
      let body = try #require(String(decoding: unsigned, as: UTF8.self).range(of: "\r\n\r\n"))
      hash.update(Array(String(decoding: unsigned, as: UTF8.self)[body.upperBound...].utf8))
      let field = String(decoding: bytes.dropLast(unsigned.count), as: UTF8.self)
        .replacingOccurrences(of: "\r\n ", with: "")
      #expect(field.hasPrefix("DKIM-Signature: "))
      #expect(try SigningSample.verifies(bytes))
      #expect(field.contains("bh=\(Data(hash.finished()).base64EncodedString());"))
      templates.text += "\n{{subscriber.name}}  \n"
    }
  }

  @Test("A secret is long enough and is never printed")
  func secrets() throws {
    #expect(SigningKey(id: "k1", secret: Array(0..<15)) == nil)
    let key = try #require(SigningKey(id: "k1", secret: Array(repeating: 171, count: 32)))
    var dumped = ""
    dump(MessageKeys(current: key), to: &dumped)
    #expect(!dumped.contains("171"))
    #expect("\(key)" == "SigningKey(k1)")
  }

  @Test(
    "Feedback-ID ends with 5 to 15 characters that name the sender",
    arguments: [
      ("federation.example", "federationexamp"), ("a.io", "aio-m"), ("aft-ct.org", "aftctorg"),
    ])
  func feedbackID(_ domain: String, _ wanted: String) throws {
    var edition = try Press.edition([])
    edition.masthead.sender.address = try EmailAddress("news@\(domain)")
    #expect(FeedbackID(edition).text == "jpu-2026-11-20:jpu:broadsheet:\(wanted)")
  }

  @Test("mailto addresses encode what an address may hold and a URL may not")
  func mailto() throws {
    let address = try EmailAddress("leave+me%you/x@example.org")
    #expect(
      MailtoAddress(address, subject: "unsubscribe a_b&c").text
        == "mailto:leave+me%25you%2Fx@example.org?subject=unsubscribe%20a_b%26c")
  }
}
