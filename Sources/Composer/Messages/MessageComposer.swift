import Foundation
public import Mail
public import Newsletter

/// Puts an edition's rendered parts into messages: pure, the same delivery gives the same bytes.
///
///     let composer = MessageComposer(edition, keys: keys)
///     let parts = EncodedParts(renderer.render(stories))
///     let composed = composer.message(parts, to: recipient)
///     try transport.send(composed.encoded(), composed.envelope)
public struct MessageComposer: Sendable {
  private let edition: Edition
  private let key: SigningKey
  /// The fields that all of the edition's messages share.
  private let listFields: [HeaderField]

  public init(_ edition: Edition, keys: MessageKeys) {
    self.edition = edition
    key = edition.keyID.flatMap(keys.key) ?? keys.current
    listFields =
      ListHeaders(edition.masthead).fields + [
        HeaderField("Feedback-ID", structured: FeedbackID(edition).text),
        HeaderField("Auto-Submitted", structured: "auto-generated"),
      ]
  }

  /// The message that takes a variant to one of its readers.
  public func message(_ parts: EncodedParts, to recipient: Recipient) -> ComposedMessage {
    let masthead = edition.masthead
    let mark = DeliveryMark(edition.id, recipient.address, key: key)
    let id = MessageID(unique: mark.unique, domain: masthead.sender.address.domain)
    let body = MIMEPart.alternative(parts.alternatives, boundary: mark.boundary)
    let envelope = Envelope(sender: masthead.bounceAddress, recipient: recipient.address)
    let headers = addressing(recipient, subject: parts.subject, id: id) + listFields
    return ComposedMessage(
      envelope: envelope, id: id, message: Message(headers: headers, body: body))
  }

  /// For a message of its own, such as a preview or one that names its reader.
  public func message(_ parts: RenderedParts, to recipient: Recipient) -> ComposedMessage {
    message(EncodedParts(parts), to: recipient)
  }

  /// The Message-ID that a delivery has or will have.
  public func messageID(for recipient: Recipient) -> MessageID {
    let mark = DeliveryMark(edition.id, recipient.address, key: key)
    return MessageID(unique: mark.unique, domain: edition.masthead.sender.address.domain)
  }

  private func addressing(
    _ recipient: Recipient, subject: String, id: MessageID
  ) -> [HeaderField] {
    let masthead = edition.masthead
    let zone = TimeZone(identifier: masthead.timeZone) ?? .gmt
    let name = recipient.name.flatMap { OneLine($0).nonEmpty }
    let reader = Mailbox(name: name, address: recipient.address)
    let replyTo = masthead.replyTo.map { HeaderField("Reply-To", mailboxes: [$0]) }
    return [
      HeaderField("From", mailboxes: [masthead.sender]),
      HeaderField("To", mailboxes: [reader]),
    ] + [replyTo].compactMap { $0 } + [
      HeaderField("Subject", text: subject),
      HeaderField("Date", structured: MailDate(edition.frozenAt, in: zone).text),
      HeaderField("Message-ID", structured: id.description),
    ]
  }
}
