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

  /// What wants somebody to look, a sentence each.
  var alarms: [String] {
    state.withLock { state in
      state.lines.values.sorted { $0.tally.edition < $1.tally.edition }.flatMap(\.alarms)
    }
  }

  /// Tells once a second how far all is, also while nothing is answered; until it is cancelled.
  func keepTelling() async {
    // A nap that is cancelled ends the loop.
    while (try? await Task.sleep(for: .seconds(1))) != nil {
      let tallies = state.withLock { $0.passing(to: .now) }
      for tally in tallies { progress(.sending(tally)) }
    }
  }

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
  /// The tallies that are not complete and were not told of late.
  fileprivate mutating func passing(to now: ContinuousClock.Instant) -> [SendingTally] {
    guard SendingBoard.isDue(lastTold, now) else { return [] }
    for edition in lines.keys { lines[edition]?.tally.pass(to: now) }
    let tallies = lines.values.map(\.tally).filter { !$0.isComplete && $0.done > 0 }
    if !tallies.isEmpty { lastTold = now }
    return tallies.sorted { $0.edition < $1.edition }
  }

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
  fileprivate var alarms: [String] {
    let edition = tally.edition
    var alarms: [String] = []
    if let pause {
      alarms.append(RejectionWatch.alarm(edition, pause))
    } else if tally.rejected >= Self.fewestToTell, tally.rejected > tally.accepted + tally.deferred
    {
      alarms.append(
        "\(edition): \(tally.rejected) of \(tally.done) were rejected;"
          + " see 'broadsheet log edition \(edition)'")
    }
    if tally.uncertain > 0 {
      let what = tally.uncertain == 1 ? "1 message is" : "\(tally.uncertain) messages are"
      alarms.append(
        "\(edition): \(what) uncertain: the connection was lost before the server had answered;"
          + " see 'broadsheet log edition \(edition)'")
    }
    return alarms
  }

  /// In a list of few people a single wrong address is no reason for an alarm.
  private static let fewestToTell = 3

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
