public import Newsletter

/// The running count of one edition's deliveries while they are sent.
///
/// It reads no clock: the moments come in.
public struct SendingTally: Sendable, Equatable {
  public let edition: EditionID
  /// How many deliveries had their turn to come when the work began.
  public let total: Int
  public let started: ContinuousClock.Instant
  public private(set) var accepted = 0
  public private(set) var deferred = 0
  public private(set) var rejected = 0
  public private(set) var expired = 0
  public private(set) var uncertain = 0
  public private(set) var leftOut = 0
  /// How much was answered by some moments of the last seconds, oldest first.
  private var marks: [Mark]
  private var answered = 0
  private var now: ContinuousClock.Instant

  private struct Mark: Equatable {
    let moment: ContinuousClock.Instant
    let answered: Int
  }

  public init(
    _ edition: EditionID, of total: Int, startedAt started: ContinuousClock.Instant
  ) {
    self.edition = edition
    self.total = total
    self.started = started
    now = started
    marks = [Mark(moment: started, answered: 0)]
  }

  /// How many need nothing more for now.
  public var done: Int { accepted + deferred + rejected + expired + uncertain + leftOut }

  /// Whether all have had their turn.
  public var isComplete: Bool { done >= total }
}

// MARK: - Counting

extension SendingTally {
  /// Counts what became of one delivery.
  public mutating func count(_ event: DeliveryEvent, at moment: ContinuousClock.Instant) {
    switch event {
    case .accepted: accepted += 1
    case .deferred: deferred += 1
    case .rejected: rejected += 1
    case .uncertain: uncertain += 1
    case .leftOut: leftOut += 1
    case .expired:
      // Given up right after it was put off once more.
      expired += 1
      deferred = max(0, deferred - 1)
    case .handedOver, .returned, .retried: break
    }
    if event.isAnswer { answered += 1 }
    pass(to: moment)
  }

  /// Says that time has passed, also when nothing was answered: the rate falls.
  public mutating func pass(to moment: ContinuousClock.Instant) {
    now = max(now, moment)
    if let last = marks.last, now - last.moment >= Self.markEvery {
      marks.append(Mark(moment: now, answered: answered))
    }
    // The oldest mark that is kept is the last one that lies outside of the window.
    let firstInside = marks.firstIndex { now - $0.moment < Self.window } ?? marks.count
    if firstInside > 1 { marks.removeFirst(firstInside - 1) }
  }

  private static let window = Duration.seconds(10)
  private static let markEvery = Duration.milliseconds(250)
}

// MARK: - Figures

extension SendingTally {
  /// Messages answered a second, over about the last ten seconds.
  public var rate: Double {
    guard let first = marks.first, now > first.moment else { return 0 }
    return Double(answered - first.answered) / (now - first.moment).inSeconds
  }

  /// How long the rest takes at this rate; nil while there is none to go by.
  public var timeLeft: Duration? {
    if isComplete { return .zero }
    guard rate > 0, now - started >= Self.shortest else { return nil }
    return .seconds(Double(total - done) / rate)
  }

  /// Before this the rate says little.
  private static let shortest = Duration.seconds(1)

  public var elapsed: Duration { now - started }
}

extension DeliveryEvent {
  /// Whether a message, or an attempt to hand it over, has come to its end at the server.
  fileprivate var isAnswer: Bool {
    switch self {
    case .accepted, .deferred, .rejected, .uncertain: true
    case .handedOver, .returned, .leftOut, .expired, .retried: false
    }
  }
}

extension Duration {
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
