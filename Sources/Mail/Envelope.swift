/// From whom and to whom a message travels: MAIL FROM and RCPT TO, whatever its headers say.
public struct Envelope: Hashable, Sendable, Codable {
  /// Where bounces go; nil is the null reverse-path `<>`, to which nothing comes back.
  public var sender: EmailAddress?
  public var recipient: EmailAddress

  public init(sender: EmailAddress?, recipient: EmailAddress) {
    self.sender = sender
    self.recipient = recipient
  }
}
