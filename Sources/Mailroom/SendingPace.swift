import Foundation

/// How fast and how stubbornly mail is handed over.
public struct SendingPace: Sendable, Equatable {
  /// How many connections at once.
  public var sessions: Int
  /// After so many messages a new session is opened.
  public var messagesPerSession: Int
  /// The limit of all mail together.
  public var limit: RateLimit
  /// The limits of single recipient domains: lower case, A-labels, without the domains below them.
  public var domainLimits: [String: RateLimit]
  /// How long one run stays for deliveries that are deferred.
  public var stayFor: Duration
  /// How long after its first try a deferred delivery is given up.
  public var giveUpAfter: Duration
  /// How long to wait before a new session after one that failed.
  public var pauseAfterFailure: Duration

  public init(
    sessions: Int = 4, messagesPerSession: Int = 100, limit: RateLimit = RateLimit(),
    domainLimits: [String: RateLimit] = [:], stayFor: Duration = .seconds(30 * 60),
    giveUpAfter: Duration = .seconds(48 * 3600), pauseAfterFailure: Duration = .seconds(5)
  ) {
    self.sessions = sessions
    self.messagesPerSession = messagesPerSession
    self.limit = limit
    self.domainLimits = domainLimits
    self.stayFor = stayFor
    self.giveUpAfter = giveUpAfter
    self.pauseAfterFailure = pauseAfterFailure
  }

  /// How many sessions in a row may fail before the run ends.
  static let sessionFailuresAllowed = 3

  /// How long a delivery waits after its `tries`th deferral: 5 and 15 minutes, 1 hour, then 4 hours.
  static func wait(afterTries tries: Int) -> TimeInterval {
    let steps: [TimeInterval] = [300, 900, 3600]
    return steps.indices.contains(tries) ? steps[tries] : 4 * 3600
  }

  /// How long one delivery waits: the step of its `tries`, made longer by up to a fifth.
  ///
  /// A server that puts off a thousand messages in one second would else see all of them come back
  /// in one second. How much longer follows from the delivery and its tries, so that the same log
  /// gives the same times.
  static func wait(afterTries tries: Int, for delivery: Int64) -> TimeInterval {
    let step = wait(afterTries: tries)
    let share = Double(mix(delivery, tries) >> 11) / Double(1 << 53)
    return (step * (1 + share / 5)).rounded()
  }

  /// SplitMix64's finalizer: neighbours come out far apart.
  private static func mix(_ delivery: Int64, _ tries: Int) -> UInt64 {
    var z =
      UInt64(bitPattern: delivery) &* 0x9e37_79b9_7f4a_7c15 &+ UInt64(truncatingIfNeeded: tries)
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
