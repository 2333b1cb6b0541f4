import Foundation

/// How many messages may go out in a second, an hour and a day; nil: as many as there are.
public struct RateLimit: Sendable, Equatable {
  public var perSecond: Double?
  /// Counted over earlier runs too, as is a day's.
  public var perHour: Int?
  public var perDay: Int?

  public init(perSecond: Double? = nil, perHour: Int? = nil, perDay: Int? = nil) {
    self.perSecond = perSecond
    self.perHour = perHour
    self.perDay = perDay
  }

  /// Whether it limits anything.
  public var isSet: Bool { self != RateLimit() }

  /// The time between two messages that the limit of a second asks for.
  var interval: Duration? { perSecond.map { .seconds(1 / $0) } }

  /// The limits that earlier runs count for.
  var windows: [Window] {
    [
      perHour.map { Window(setting: "messagesPerHour", most: $0, seconds: 3600) },
      perDay.map { Window(setting: "messagesPerDay", most: $0, seconds: 86_400) },
    ].compactMap { $0 }
  }

  /// At most `most` messages in any `seconds`.
  struct Window: Equatable {
    /// The setting's name in the configuration.
    let setting: String
    let most: Int
    let seconds: TimeInterval
  }
}
