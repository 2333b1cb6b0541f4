import Foundation
import SeededRandom
import Testing

@testable import Mail

@Suite("A message")
struct MessageTests {
  @Test("is these bytes")
  func snapshot() throws {
    let zone = try #require(TimeZone(identifier: "America/New_York"))
    let message = Message(
      headers: [
        HeaderField(
          "From",
          mailboxes: [Mailbox(name: "Joint Unión", address: try EmailAddress("news@example.org"))]),
        HeaderField(
          "To", mailboxes: [Mailbox(name: nil, address: try EmailAddress("ana@example.org"))]),
        HeaderField("Subject", text: "Three stories"),
        HeaderField(
          "Date", structured: MailDate(Date(timeIntervalSince1970: 1_763_647_200), in: zone).text),
        HeaderField(
          "Message-ID", structured: "\(MessageID(unique: "abc", domain: "example.org"))"),
      ],
      body: .alternative(
        [.text("Hello\nyou "), .text("<p>Café</p>\n", subtype: "html")], boundary: "=_1"))
    let wanted = """
      From: =?utf-8?Q?Joint_Uni=C3=B3n?= <news@example.org>
      To: ana@example.org
      Subject: Three stories
      Date: Thu, 20 Nov 2025 09:00:00 -0500
      Message-ID: <abc@example.org>
      MIME-Version: 1.0
      Content-Type: multipart/alternative; boundary="=_1"

      --=_1
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      Hello
      you=20
      --=_1
      Content-Type: text/html; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      <p>Caf=C3=A9</p>

      --=_1--

      """
    #expect(
      String(decoding: message.encoded(), as: UTF8.self)
        == wanted.replacingOccurrences(of: "\n", with: "\r\n"))
  }

  @Test(
    "carries a text in the plainest encoding that arrives unchanged",
    arguments: [
      ("plain\n", "7bit"), ("tab\tin", "7bit"), ("", "7bit"),
      (String(repeating: "x", count: 998), "7bit"),
      (String(repeating: "x", count: 999), "quoted-printable"),
      ("trailing \n", "quoted-printable"), ("From here\n", "quoted-printable"),
      ("nul\0", "quoted-printable"), ("café", "quoted-printable"), ("日本語日本語", "base64"),
    ])
  func encodings(_ text: String, _ wanted: String) {
    #expect(TransferEncoding.best(for: CanonicalText.octets(text)).rawValue == wanted)
  }

  @Test("gives every text back, with CRLF line ends, in lines that fit", arguments: 1...200)
  func roundTrip(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let octets = CanonicalText.octets(random.text(upTo: 200))
    let quoted = QuotedPrintable.encoded(octets)
    #expect(TransferDecoding.quotedPrintable(quoted) == octets, "seed \(seed)")
    let base64 = Base64.lines(octets)
    #expect(TransferDecoding.base64(base64) == octets, "seed \(seed)")
    #expect(base64.count == Base64.sizeOfLines(for: octets.count))
    for line in (quoted + [0x0A] + base64).split(separator: 0x0A) {
      let bare = line.last == 0x0D ? line.dropLast() : line
      #expect(bare.count <= 76, "seed \(seed)")
      #expect(bare.last != 0x20 && bare.last != 0x09, "seed \(seed)")
      #expect(!bare.contains(0x0D) && bare.allSatisfy { $0 < 0x7F && $0 >= 0x09 }, "seed \(seed)")
      #expect(!bare.starts(with: "From ".utf8), "seed \(seed)")
    }
  }

  @Test("has a boundary that no line of its parts begins with")
  func boundary() {
    let part = MIMEPart.text("--b\n--b.1x\n")
    let whole = MIMEPart.alternative([part], boundary: "b")
    #expect(
      String(decoding: whole.headers[0].encoded(), as: UTF8.self)
        == "Content-Type: multipart/alternative; boundary=b.2\r\n")
  }

  @Test(
    "writes dates in the given zone",
    arguments: [
      (0.0, "UTC", "Thu, 01 Jan 1970 00:00:00 +0000"),
      (951_782_400.0, "UTC", "Tue, 29 Feb 2000 00:00:00 +0000"),
      (1_763_647_200.0, "Asia/Kolkata", "Thu, 20 Nov 2025 19:30:00 +0530"),
      (1_767_225_599.9, "America/New_York", "Wed, 31 Dec 2025 18:59:59 -0500"),
      (-1.0, "UTC", "Wed, 31 Dec 1969 23:59:59 +0000"),
      (-2_208_988_800.0, "UTC", "Mon, 01 Jan 1900 00:00:00 +0000"),
      (4_107_542_400.0, "UTC", "Mon, 01 Mar 2100 00:00:00 +0000"),
    ])
  func dates(_ seconds: Double, _ zone: String, _ wanted: String) throws {
    let timeZone = try #require(TimeZone(identifier: zone))
    #expect(MailDate(Date(timeIntervalSince1970: seconds), in: timeZone).text == wanted)
  }

  @Test("has a Message-ID of safe characters, which is read back with and without brackets")
  func messageID() {
    let id = MessageID(unique: "a b>\r\n..c", domain: "example.org")
    #expect(id.description == "<a-b---.c@example.org>")
    #expect(MessageID(id.description) == id)
    #expect(MessageID(id.text) == id)
    #expect(MessageID("<a@b@c>") == nil)
    #expect(MessageID("<a b@c>") == nil)
    #expect(MessageID("<>") == nil)
  }
}
