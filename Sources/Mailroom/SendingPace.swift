import Foundation

/// How fast and how stubbornly mail is handed over.
public struct SendingPace: Sendable, Equatable {
  /// After so many messages a new session is opened.
  public var messagesPerSession: Int
  public var messagesPerSecond: Double?
  /// Counted over earlier runs too.
  public var messagesPerHour: Int?
  public var messagesPerDay: Int?
  /// How long after its first try a deferred delivery is given up.
  public var giveUpAfter: Duration
  /// How long to wait before a new session after one that failed.
  public var pauseAfterFailure: Duration

  public init(
    messagesPerSession: Int = 100, messagesPerSecond: Double? = nil, messagesPerHour: Int? = nil,
    messagesPerDay: Int? = nil, giveUpAfter: Duration = .seconds(48 * 3600),
    pauseAfterFailure: Duration = .seconds(5)
  ) {
    self.messagesPerSession = messagesPerSession
    self.messagesPerSecond = messagesPerSecond
    self.messagesPerHour = messagesPerHour
    self.messagesPerDay = messagesPerDay
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
}
