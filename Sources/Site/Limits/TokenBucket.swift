import Foundation

/// So many at once, and then so many a second.
struct TokenBucket: Sendable, Equatable {
  struct Rule: Sendable, Equatable {
    /// How many at once.
    var capacity: Double
    var perSecond: Double
  }

  private var level: Double
  private var at: Date

  init(_ rule: Rule, at now: Date) {
    level = rule.capacity
    at = now
  }

  /// Takes one out; else says how many seconds it takes until there is one.
  mutating func take(_ rule: Rule, at now: Date) -> Int? {
    fill(rule, at: now)
    guard level < 1 else {
      level -= 1
      return nil
    }
    return max(1, Int(((1 - level) / rule.perSecond).rounded(.up)))
  }

  /// Whether it is as good as a new one.
  func isFull(_ rule: Rule, at now: Date) -> Bool {
    level + Self.seconds(from: at, to: now) * rule.perSecond >= rule.capacity
  }

  private mutating func fill(_ rule: Rule, at now: Date) {
    level = min(rule.capacity, level + Self.seconds(from: at, to: now) * rule.perSecond)
    at = max(at, now)
  }

  /// A clock that was set back fills nothing.
  private static func seconds(from: Date, to: Date) -> Double { max(0, to.timeIntervalSince(from)) }
}
