public import Mail

/// A message ready to go, and the envelope that takes it.
public struct ComposedMessage: Sendable, Hashable {
  public let envelope: Envelope
  public let id: MessageID
  public let message: Message

  /// The bytes that travel; the same for the same delivery, however often it is made.
  public func encoded() -> [UInt8] { message.encoded() }
}
