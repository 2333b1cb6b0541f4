import Foundation
public import Mail
public import Newsletter

import struct Crypto.HMAC
import struct Crypto.SHA256
import struct Crypto.SymmetricKey

/// Writes letters: one message to one person, outside any edition.
///
///     let composer = LetterComposer(masthead, names: names, theme: theme, keys: keys)
///     let printed = try composer?.message(for: letter)
///
/// Pure: the same letter has the same bytes, however often it is made, as long as the same key is
/// current. A letter shows nothing that was typed into a form but the address it goes to: else
/// anybody could send anything to anybody in the federation's name.
public struct LetterComposer: Sendable {
  private let masthead: Masthead
  private let names: [AffiliateID: String]
  private let theme: [String: String]
  private let site: SiteAddress
  private let keys: MessageKeys
  private let dkim: [DKIMKey]

  /// Nil when there is no site: a letter is there for its link.
  ///
  /// - Parameters:
  ///   - masthead: of the affiliate in whose name letters go out.
  ///   - names: of all affiliates, by which a letter says what it is about.
  ///   - theme: the affiliate's colours.
  ///   - dkim: those that fit the From domain sign each letter.
  public init?(
    _ masthead: Masthead, names: [AffiliateID: String], theme: [String: String] = [:],
    keys: MessageKeys, dkim: [DKIMKey] = []
  ) {
    guard let site = LinkPrinter.site(of: masthead) else { return nil }
    self.masthead = masthead
    self.names = names
    self.theme = theme
    self.site = site
    self.keys = keys
    self.dkim = dkim
  }

  /// The letter as it travels.
  ///
  /// - Throws: what the cryptographic library says when it cannot sign.
  public func message(for letter: Letter) throws -> PrintedMessage {
    let view = LetterView(
      letter, masthead, names: names, site: site,
      link: site.letter(TokenSeal(keys: keys).token(letter: letter.id, to: letter.recipient)),
      theme: theme)
    let id = messageID(of: letter)
    let body = MIMEPart.alternative(
      [.text(LetterText(view).text), .text(LetterHTML(view).text, subtype: "html")],
      boundary: "=_" + half(of: "letter-boundary", letter))
    let fields = headers(letter, view, id) + body.headers
    return PrintedMessage(
      envelope: Envelope(sender: masthead.bounceAddress, recipient: letter.recipient), id: id,
      body: SMTPBody(try signed(fields.map { $0.encoded() }, body.body, at: letter.createdAt)))
  }

  /// The Message-ID that a letter has or will have.
  public func messageID(of letter: Letter) -> MessageID {
    MessageID(unique: half(of: "letter-id", letter), domain: masthead.sender.address.domain)
  }

  private func headers(_ letter: Letter, _ view: LetterView, _ id: MessageID) -> [HeaderField] {
    let zone = TimeZone(identifier: masthead.timeZone) ?? .gmt
    let replyTo = [masthead.replyTo].compactMap(\.self)
    return [
      HeaderField("From", mailboxes: [masthead.sender]),
      HeaderField("To", mailboxes: [Mailbox(name: nil, address: letter.recipient)]),
    ] + replyTo.map { HeaderField("Reply-To", mailboxes: [$0]) } + [
      HeaderField("Subject", text: view.words.subject),
      HeaderField("Date", structured: MailDate(letter.createdAt, in: zone).text),
      HeaderField("Message-ID", structured: "\(id)"),
      // Made by a program, and no answer to a message: `auto-replied` is for those (RFC 3834
      // section 5). Out-of-office programs answer neither.
      HeaderField("Auto-Submitted", structured: "auto-generated"),
      HeaderField("MIME-Version", structured: "1.0"),
    ]
  }

  private func signed(_ fields: [[UInt8]], _ body: [UInt8], at date: Date) throws -> [UInt8] {
    let signer = DKIMSigner(keys: dkim, from: masthead.sender.address.domain, at: date)
    var hash = DKIMBodyHash()
    hash.update(body)
    return try signer.fields(for: fields, body: hash) + fields.flatMap(\.self) + [0x0D, 0x0A] + body
  }

  /// Half an HMAC of the letter's number, in hexadecimal: nobody else can guess it.
  private func half(of purpose: String, _ letter: Letter) -> String {
    var code = HMAC<SHA256>(key: SymmetricKey(data: keys.current.secret))
    code.update(data: Array("\(purpose)\n\(letter.id)".utf8))
    return Hexadecimal.text(code.finalize().prefix(16))
  }
}
