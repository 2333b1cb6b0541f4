import Foundation
import Mail
import Newsletter

/// The header fields of an edition's messages, encoded once where all messages share them.
struct Letterhead: Sendable {
  private let from: [UInt8]
  private let replyTo: [[UInt8]]
  private let date: [UInt8]
  /// From List-Id to MIME-Version.
  private let list: [[UInt8]]

  init(_ edition: Edition) {
    let masthead = edition.masthead
    let zone = TimeZone(identifier: masthead.timeZone) ?? .gmt
    from = HeaderField("From", mailboxes: [masthead.sender]).encoded()
    replyTo = masthead.replyTo.map { [HeaderField("Reply-To", mailboxes: [$0]).encoded()] } ?? []
    date = HeaderField("Date", structured: MailDate(edition.frozenAt, in: zone).text).encoded()
    let fields =
      ListHeaders(masthead).fields + [
        HeaderField("Feedback-ID", structured: FeedbackID(edition).text),
        HeaderField("Auto-Submitted", structured: "auto-generated"),
        HeaderField("MIME-Version", structured: "1.0"),
      ]
    list = fields.map { $0.encoded() }
  }

  /// The fields of one message in the order in which they stand in it.
  ///
  /// - Parameters:
  ///   - subject: the whole field.
  ///   - content: the body's own fields.
  func fields(
    to recipient: Recipient, subject: [UInt8], id: MessageID, content: [[UInt8]]
  ) -> [[UInt8]] {
    let name = recipient.name.flatMap { OneLine($0).nonEmpty }
    let reader = Mailbox(name: name, address: recipient.address)
    var fields: [[UInt8]] = []
    fields.reserveCapacity(8 + replyTo.count + list.count + content.count)
    fields.append(from)
    fields.append(HeaderField("To", mailboxes: [reader]).encoded())
    fields += replyTo
    fields.append(subject)
    fields.append(date)
    fields.append(Array("Message-ID: \(id)\r\n".utf8))
    fields += list
    fields += content
    return fields
  }
}
