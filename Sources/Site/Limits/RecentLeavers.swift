import Foundation
import Newsletter

/// Who has just left through a page: to them it can be undone, and they may say why.
///
/// In memory: after a restart who wants to come back signs up again.
actor RecentLeavers {
  struct Key: Hashable, Sendable {
    let subscriber: Int64
    /// Nil means all affiliates.
    let affiliate: AffiliateID?
  }

  private struct Leaving {
    let at: Date
    let addresses: Set<Subscriber>
    let page: String
    var reasons = 0
  }

  private var leavings: [Key: Leaving] = [:]
  private let most: Int

  /// How long it can be undone, in seconds.
  static let window: TimeInterval = 3600
  /// Somebody may correct themselves.
  static let mostReasons = 3

  init(most: Int = 10_000) {
    self.most = most
  }

  /// - Parameters:
  ///   - addresses: those that had not left before.
  ///   - page: the stamp of the page on which they left.
  func remember(_ key: Key, _ addresses: Set<Subscriber>, from page: String, at now: Date) {
    if leavings.count >= most { leavings = leavings.filter { Self.isRecent($0.value, at: now) } }
    if leavings.count >= most, let any = leavings.keys.first { leavings[any] = nil }
    leavings[key] = Leaving(at: now, addresses: addresses, page: page)
  }

  /// The addresses that left, when they may come back; nil when they may not.
  func addresses(_ key: Key, at now: Date) -> Set<Subscriber>? {
    contains(key, at: now) ? leavings[key]?.addresses : nil
  }

  /// Whether it was this very page on which they left: pressed twice, or reloaded, it looks the same.
  func contains(_ key: Key, from page: String, at now: Date) -> Bool {
    contains(key, at: now) && leavings[key]?.page == page
  }

  func contains(_ key: Key, at now: Date) -> Bool {
    leavings[key].map { Self.isRecent($0, at: now) } ?? false
  }

  /// Whether a reason may be written; counts it.
  func takeReason(_ key: Key, at now: Date) -> Bool {
    guard contains(key, at: now), leavings[key]?.reasons ?? 0 < Self.mostReasons else {
      return false
    }
    leavings[key]?.reasons += 1
    return true
  }

  func forget(_ key: Key) { leavings[key] = nil }

  private static func isRecent(_ leaving: Leaving, at now: Date) -> Bool {
    now.timeIntervalSince(leaving.at) < window
  }
}
