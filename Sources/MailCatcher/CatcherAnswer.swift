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
