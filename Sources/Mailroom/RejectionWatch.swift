public import Newsletter

/// Watches the answers to one edition for more rejections than a list in order has.
///
/// Many at once mean that something is wrong with the list, the message or our name, and each
/// further one makes it worse: the edition is to be paused until somebody has looked.
public struct RejectionWatch: Sendable {
  /// How many of the latest answers count.
  static let window = 200
  /// A fifth of them is too many, also before the window is full.
  static let share = 5
  /// Fewer rejections than this say nothing of a share.
  static let fewest = 20

  /// The latest answers, rejected or not, as a ring.
  private var answers: [Bool] = []
  private var next = 0
  private var rejected = 0

  public init() {}

  /// Notes what became of a delivery; what is no server's answer about it does not count.
  public mutating func note(_ event: DeliveryEvent) {
    switch event {
    case .accepted, .deferred: note(isRejected: false)
    case .rejected: note(isRejected: true)
    case .handedOver, .uncertain, .returned, .leftOut, .expired, .retried: break
    }
  }

  private mutating func note(isRejected: Bool) {
    if isRejected { rejected += 1 }
    guard answers.count == Self.window else { return answers.append(isRejected) }
    if answers[next] { rejected -= 1 }
    answers[next] = isRejected
    next = (next + 1) % Self.window
  }

  /// Why the edition is to be paused: "40 of the last 200 were rejected"; nil while all is well.
  public var reason: String? {
    guard rejected >= Self.fewest, rejected * Self.share >= answers.count else { return nil }
    return "\(rejected) of the last \(answers.count) were rejected"
  }

  /// The sentence for the alarm of an edition that was paused for `reason`.
  public static func alarm(_ edition: EditionID, _ reason: String) -> String {
    "\(edition) is paused: \(reason); see 'broadsheet log edition \(edition)'"
  }
}
