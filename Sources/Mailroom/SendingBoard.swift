import Newsletter
import Synchronization

/// The running counts of all editions that are being sent, and a watch on their rejections.
final class SendingBoard: Sendable {
  fileprivate struct State {
    var lines: [EditionID: Line] = [:]
    var lastTold: ContinuousClock.Instant?
  }

  /// What the board has of one edition.
  fileprivate struct Line {
    var tally: SendingTally
    var watch = RejectionWatch()
    /// Why it was paused, when it was.
    var pause: String?
  }

  private let state = Mutex(State())
  private let progress: @Sendable (MailroomProgress) -> Void

  /// No more than so often is told how far it is.
  private static let interval = Duration.milliseconds(200)

  init(_ progress: @escaping @Sendable (MailroomProgress) -> Void) { self.progress = progress }

  /// Begins the count of an edition.
  func begin(_ edition: EditionID, of total: Int) {
    state.withLock {
      $0.lines[edition] = Line(tally: SendingTally(edition, of: total, startedAt: .now))
    }
  }

  /// Whether anything became of anything.
  var hasBegun: Bool { state.withLock { $0.lines.values.contains { $0.tally.done > 0 } } }

  /// The editions that had too many rejections, and why each was paused.
  var pauses: [EditionID: String] { state.withLock { $0.lines.compactMapValues(\.pause) } }

  func isPaused(_ edition: EditionID) -> Bool { state.withLock { $0.lines[edition]?.pause != nil } }

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
    let isDue = SendingBoard.isDue(lastTold, now)
    guard let (tally, reason) = lines[edition]?.count(event, at: now, tellsIt: isDue) else {
      return (nil, nil)
    }
    if tally != nil { lastTold = now }
    return (tally, reason)
  }
}

extension SendingBoard.Line {
  /// - Parameter tellsIt: whether it is time to tell the tally; it is told too when it is complete.
  fileprivate mutating func count(
    _ event: DeliveryEvent, at now: ContinuousClock.Instant, tellsIt: Bool
  ) -> (SendingTally?, String?) {
    tally.count(event, at: now)
    watch.note(event)
    var reason: String?
    if pause == nil, let tooMany = watch.reason {
      pause = tooMany
      reason = tooMany
    }
    return (tellsIt || tally.isComplete ? tally : nil, reason)
  }
}
