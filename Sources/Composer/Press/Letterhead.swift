import Foundation
import Mail
import Newsletter

/// The header fields of an edition's messages, encoded once where all messages share them.
struct Letterhead: Sendable {
  private let from: LetterField
  private let replyTo: [LetterField]
  private let date: LetterField
  private let listID: LetterField
  private let unsubscribe: LetterField
  /// From List-Help to MIME-Version.
  private let list: [LetterField]

  init(_ edition: Edition) {
    let masthead = edition.masthead
    let zone = TimeZone(identifier: masthead.timeZone) ?? .gmt
    from = LetterField(shared: HeaderField("From", mailboxes: [masthead.sender]))
    replyTo = [masthead.replyTo].compactMap(\.self).map {
      LetterField(shared: HeaderField("Reply-To", mailboxes: [$0]))
    }
    date = LetterField(
      shared: HeaderField("Date", structured: MailDate(edition.frozenAt, in: zone).text))
    let listHeaders = ListHeaders(masthead)
    listID = LetterField(shared: listHeaders.first)
    unsubscribe = LetterField(shared: listHeaders.unsubscribe)
    let fields =
      listHeaders.rest + [
        HeaderField("Feedback-ID", structured: FeedbackID(edition).text),
        HeaderField("Auto-Submitted", structured: "auto-generated"),
        HeaderField("MIME-Version", structured: "1.0"),
      ]
    list = fields.map(LetterField.init(shared:))
  }

  /// Tells inboxes that a POST to the https address leaves the list at once (RFC 8058 section 3.1).
  private static let oneClick = LetterField(
    shared: HeaderField("List-Unsubscribe-Post", structured: "List-Unsubscribe=One-Click"))

  /// The fields of one message in the order in which they stand in it.
  ///
  /// - Parameters:
  ///   - links: the reader's own; nil in editions that have none.
  ///   - content: the body's own fields.
  func fields(
    to recipient: Recipient, subject: LetterField, id: MessageID, links: ReaderLinks?,
    content: [LetterField]
  ) -> [LetterField] {
    let name = recipient.name.flatMap { OneLine($0).nonEmpty }
    let reader = Mailbox(name: name, address: recipient.address)
    var fields: [LetterField] = []
    fields.reserveCapacity(9 + list.count + content.count)
    fields.append(from)
    fields.append(LetterField(HeaderField("To", mailboxes: [reader]).encoded()))
    fields += replyTo
    fields.append(subject)
    fields.append(date)
    fields.append(LetterField(Array("Message-ID: \(id)\r\n".utf8)))
    fields.append(listID)
    if let links {
      fields.append(LetterField(links.header))
      if links.isOneClick { fields.append(Self.oneClick) }
    } else {
      fields.append(unsubscribe)
    }
    fields += list
    fields += content
    return fields
  }
}

/// One header field as it stands in a message, and as it is signed.
struct LetterField: Sendable {
  let octets: [UInt8]
  private let prepared: DKIMHeader?

  /// A field that many messages have: what is signed of it is worked out now.
  init(shared field: HeaderField) {
    octets = field.encoded()
    prepared = DKIMHeader(octets)
  }

  /// A field that one message has.
  init(_ octets: [UInt8]) {
    self.octets = octets
    prepared = nil
  }

  var signed: DKIMHeader { prepared ?? DKIMHeader(octets) }
}
