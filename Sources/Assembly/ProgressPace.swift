import Mailroom

/// Decides which of many steps are told: the first, one in each interval, and each edition's last.
struct ProgressPace {
  private let interval: Duration
  private var told: ContinuousClock.Instant?
  /// The latest tally that was not told yet.
  private var held: SendingTally?

  init(every interval: Duration) { self.interval = interval }

  /// What is to be told now that `step` was heard, in order.
  mutating func steps(after step: MailroomProgress, at now: ContinuousClock.Instant)
    -> [MailroomProgress]
  {
    guard case .sending(let tally) = step else { return flush(before: step) + [step] }
    var earlier: [MailroomProgress] = []
    if let held, held.edition != tally.edition { earlier = [.sending(held)] }
    held = nil
    let isDue = told.map { now - $0 >= interval } ?? true
    guard isDue || tally.isComplete else {
      held = tally
      return earlier
    }
    told = now
    return earlier + [step]
  }

  /// The last of an edition that did not come to its end: before the run waits or is over.
  private mutating func flush(before step: MailroomProgress) -> [MailroomProgress] {
    switch step {
    case .waiting, .recorded:
      defer { held = nil }
      return held.map { [.sending($0)] } ?? []
    case .fetched, .begun, .frozen, .ready, .handedOver, .delivered, .sending: return []
    }
  }
}
