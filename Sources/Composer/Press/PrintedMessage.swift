public import Mail

/// A message ready to go, and the envelope that takes it.
public struct PrintedMessage: Sendable, Hashable {
  public let envelope: Envelope
  public let id: MessageID
  /// As it travels after DATA; no line of it begins with a dot but the last.
  public var body: SMTPBody

  /// The message as RFC 5322 has it: the same for the same delivery, however often it is made.
  public func encoded() -> [UInt8] { body.message }
}
