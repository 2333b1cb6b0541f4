public import Mail

/// Somewhere that messages are handed to, one after the other: an SMTP server or a folder.
///
/// A delivery has two steps, because what is written between them, durably, is what makes the
/// sent-log balance: after ``offer(_:)`` said ready nothing of the message has left; once
/// ``deliver(_:)`` is called it may have.
public protocol DeliverySession: Sendable {
  /// Whether another offer can be made. After a lost delivery, a withdrawal or a refusal of the
  /// session it cannot: close, and open another session.
  var isUsable: Bool { get async }

  /// Whether the next message is announced in the same write as a message's end.
  var isPipelined: Bool { get }

  /// Announces a message; it can be delivered when the answer is `ready`.
  ///
  /// After a refusal of the address or the message the transaction is reset, so that the next
  /// offer works. Throws when the connection was lost or the server makes no sense.
  func offer(_ envelope: Envelope) async throws(TransportError) -> Offer

  /// Writes the announced message, announces the next right behind it, and waits for what becomes
  /// of both.
  ///
  /// - Parameter next: the envelope of the next message, when there is one already.
  func deliver(_ body: SMTPBody, announcing next: Envelope?) async -> Handover

  /// From now on no answer is waited for but the one to a message that was written: the process
  /// was asked to stop. Any thread may say so.
  func hurry()

  /// Takes an offer back after it was answered `ready`; the session cannot be used after it.
  func withdraw() async

  /// Ends the session in good form. It may be called more than once.
  func close() async
}

/// The answer to an offer.
public enum Offer: Sendable, Equatable {
  /// The message may come now; nothing of it was written.
  case ready
  case refused(SMTPRefusal)
}

/// What one delivery led to.
public struct Handover: Sendable, Equatable {
  public let outcome: DeliveryOutcome
  /// The answer to the envelope that was announced behind it, or how the connection was lost; nil
  /// when none was announced, or the outcome left no session to announce it in.
  public let next: Result<Offer, TransportError>?

  public init(_ outcome: DeliveryOutcome, next: Result<Offer, TransportError>? = nil) {
    self.outcome = outcome
    self.next = next
  }
}

/// What became of a message that was written.
public enum DeliveryOutcome: Sendable, Equatable {
  /// The server has it and answers for it.
  case accepted(SMTPReply)
  /// The server answered the message, and does not have it.
  case refused(SMTPRefusal)
  /// There was no answer.
  ///
  /// - Parameter dotWritten: whether the end of the message may have left this machine: if not,
  ///   the server cannot have taken it; if so, nobody here can know.
  case lost(dotWritten: Bool, TransportError)
}
