/// A moment in a connection.
public struct CatcherEvent: Sendable, Equatable {
  /// Which connection, counted from 1.
  public let connection: Int
  public let moment: Moment

  public enum Moment: Sendable, Equatable {
    /// Before the greeting.
    case connected
    /// EHLO or HELO was read.
    case hello(String)
    case login(username: String, password: String)
    case sender(String)
    case recipient(String)
    /// DATA was read; 354 comes next.
    case data
    /// The final dot was read. Unless the answer is a refusal, the message is kept, and before
    /// anything is sent: a server that dies or falls silent here has it.
    case message(CaughtMessage)
    case reset
    case quit
    /// A reply was handed to the system; the answer to this moment can only disconnect.
    case replied(to: String, code: Int)
  }
}
