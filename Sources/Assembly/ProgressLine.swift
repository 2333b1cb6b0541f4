import Mailroom

/// The one line that a terminal shows while work goes on.
enum ProgressLine {
  /// Nil for steps that are too quick to watch.
  static func text(_ progress: MailroomProgress) -> String? {
    switch progress {
    case .fetched(let affiliate, let done, let total):
      "\(bar(done, total)) fetched \(done) of \(total)  \(affiliate)"
    case .delivered(let edition, let done, let total):
      "\(bar(done, total)) sent \(done) of \(total)  \(edition)"
    case .begun, .frozen, .ready, .handedOver, .recorded: nil
    }
  }

  private static func bar(_ done: Int, _ total: Int, width: Int = 24) -> String {
    let filled = total > 0 ? min(width, done * width / total) : width
    return "[" + String(repeating: "#", count: filled)
      + String(repeating: "·", count: width - filled) + "]"
  }
}
