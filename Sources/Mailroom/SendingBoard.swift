import Newsletter
import Synchronization

/// The running counts of all editions that are being sent, and a watch on their rejections.
final class SendingBoard: Sendable {
  fileprivate struct State {
    var tallies: [EditionID: SendingTally] = [:]
    var watches: [EditionID: RejectionWatch] = [:]
    var pauses: [EditionID: String] = [:]
    var lastTold: ContinuousClock.Instant?
  }

  private let state = Mutex(State())
  private let progress: @Sendable (MailroomProgress) -> Void

  /// No more than so often is told how far it is.
  private static let interval = Duration.milliseconds(200)

  init(_ progress: @escaping @Sendable (MailroomProgress) -> Void) { self.progress = progress }

  /// Begins the count of an edition.
  func begin(_ edition: EditionID, of total: Int) {
    state.withLock {
      $0.tallies[edition] = SendingTally(edition, of: total, startedAt: .now)
      $0.watches[edition] = RejectionWatch()
    }
  }

  /// Whether anything became of anything.
  var hasBegun: Bool { state.withLock { $0.tallies.values.contains { $0.done > 0 } } }

  /// The editions that had too many rejections, and why each was paused.
  var pauses: [EditionID: String] { state.withLock { $0.pauses } }

  func isPaused(_ edition: EditionID) -> Bool { state.withLock { $0.pauses[edition] != nil } }

  /// Counts what became of a delivery; why the edition is to be paused, when this was one rejection
  /// too many.
  func count(_ event: DeliveryEvent, in edition: EditionID) -> String? {
    let (tally, reason) = state.withLock { $0.count(event, in: edition, at: .now) }
    if let tally { progress(.sending(tally)) }
    return reason
  }

  fileprivate static func isDue(_ last: ContinuousClock.Instant?, _ now: ContinuousClock.Instant)
    -> Bool
  {
    last.map { now - $0 >= interval } ?? true
  }
}

extension SendingBoard.State {
  /// The tally, when it is time to tell it, and the reason for a pause, when there is a new one.
  fileprivate mutating func count(
    _ event: DeliveryEvent, in edition: EditionID, at now: ContinuousClock.Instant
  ) -> (SendingTally?, String?) {
    tallies[edition]?.count(event, at: now)
    watches[edition]?.note(event)
    var reason: String?
    if pauses[edition] == nil, let tooMany = watches[edition]?.reason {
      pauses[edition] = tooMany
      reason = tooMany
    }
    guard let tally = tallies[edition], tally.isComplete || SendingBoard.isDue(lastTold, now)
    else { return (nil, reason) }
    lastTold = now
    return (tally, reason)
  }
}
