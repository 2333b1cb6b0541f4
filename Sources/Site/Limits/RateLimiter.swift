import Foundation
import Web

/// How much one client, one person and all together may ask for.
///
/// It is in memory and starts anew with the process; how many letters an address gets is kept in
/// the store.
actor RateLimiter {
  /// What is counted.
  enum Kind: Hashable, Sendable {
    /// Requests of one client.
    case requests(ClientAddress)
    /// Forms of one client that may make a letter.
    case letters(ClientAddress)
    /// Forms of everybody that may make a letter.
    case allLetters
    /// How often one person goes back and forth.
    case changes(subscriber: Int64)

    var rule: TokenBucket.Rule {
      switch self {
      case .requests: TokenBucket.Rule(capacity: 240, perSecond: 4)
      case .letters: TokenBucket.Rule(capacity: 30, perSecond: 1 / 60)
      case .allLetters: TokenBucket.Rule(capacity: 300, perSecond: 1 / 6)
      case .changes: TokenBucket.Rule(capacity: 30, perSecond: 1 / 120)
      }
    }
  }

  private var buckets: [Kind: TokenBucket] = [:]
  private let mostBuckets: Int

  init(mostBuckets: Int = 20_000) {
    self.mostBuckets = mostBuckets
  }

  var count: Int { buckets.count }

  /// Counts one; when that is too many, says how many seconds to wait.
  func take(_ kind: Kind, at now: Date) -> Int? {
    if buckets[kind] == nil { makeRoom(at: now) }
    var bucket = buckets[kind] ?? TokenBucket(kind.rule, at: now)
    defer { buckets[kind] = bucket }
    return bucket.take(kind.rule, at: now)
  }

  private func makeRoom(at now: Date) {
    guard buckets.count >= mostBuckets else { return }
    // A full one is as good as none.
    buckets = buckets.filter { !$0.value.isFull($0.key.rule, at: now) }
    guard buckets.count >= mostBuckets else { return }
    // Somebody has more addresses than we keep in mind: a part is forgotten, never what counts all.
    for key in buckets.keys.prefix(mostBuckets / 4) where key != .allLetters {
      buckets[key] = nil
    }
  }
}
