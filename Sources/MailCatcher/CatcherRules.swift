/// How a catcher answers: everything well, or as a test wants it.
///
/// The closure is asked before every answer and told after every one. It may wait: nothing is
/// sent meanwhile, so a test can end the sender at exactly that point.
///
///     CatcherRules { event in
///       if case .recipient("ana@example.org") = event.moment { return .reply(550, "5.1.1 Unknown") }
///       return .usual
///     }
public struct CatcherRules: Sendable {
  /// Lines added to the answer to EHLO, such as `AUTH PLAIN`.
  public var extensions: [String]
  let answer: @Sendable (CatcherEvent) async -> CatcherAnswer

  public init(
    extensions: [String] = [],
    answer: @escaping @Sendable (CatcherEvent) async -> CatcherAnswer = { _ in .usual }
  ) {
    self.extensions = extensions
    self.answer = answer
  }

  /// Every message is taken.
  public static let accepting = CatcherRules()
}

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

/// What the catcher does at a moment.
public enum CatcherAnswer: Sendable, Equatable {
  /// What a server does that accepts.
  case usual
  /// This code and text, which may have several lines.
  case reply(Int, String)
  /// The reply, then the connection is closed, as servers do with 421.
  case replyAndDisconnect(Int, String)
  /// The connection is closed without a word.
  case disconnect
  /// No answer to this or anything later; the connection stays open.
  case silence
}

/// What the catcher takes at most.
public struct CatcherLimits: Sendable, Equatable {
  /// Octets in a command line.
  public var commandLine: Int
  /// Octets in a message.
  public var message: Int
  /// Recipients of a message.
  public var recipients: Int

  public init(commandLine: Int, message: Int, recipients: Int) {
    self.commandLine = commandLine
    self.message = message
    self.recipients = recipients
  }

  public static let standard = CatcherLimits(
    commandLine: 2048, message: 32 * 1024 * 1024, recipients: 100)
}
