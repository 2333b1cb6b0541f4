import MailCatcher

/// A kind of moment in the catcher's work, told apart no further than the tests need.
enum Cue: Sendable {
  case connected, hello, sender, recipient, data, readyReplied, message, dotReplied, quit

  init?(_ moment: CatcherEvent.Moment) {
    switch moment {
    case .connected: self = .connected
    case .hello: self = .hello
    case .sender: self = .sender
    case .recipient: self = .recipient
    case .data: self = .data
    case .replied(_, code: 354): self = .readyReplied
    case .message: self = .message
    case .replied("dot", _): self = .dotReplied
    case .quit: self = .quit
    case .login, .reset, .replied: return nil
    }
  }
}

/// The moments at which something was told to happen.
actor CueCounter {
  private var counts: [Cue: Int] = [:]

  /// The how many-th of its kind a moment is; nil for the kinds that nobody counts.
  func next(_ moment: CatcherEvent.Moment) -> (cue: Cue, number: Int)? {
    guard let cue = Cue(moment) else { return nil }
    counts[cue, default: 0] += 1
    return (cue, counts[cue, default: 0])
  }
}
