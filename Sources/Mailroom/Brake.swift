import Foundation
import Storage

/// Keeps the rates of the configuration, for all recipients or for those of one domain.
struct Brake: Sendable {
  /// When the next message may go; nil: at once.
  private(set) var next: ContinuousClock.Instant?
  private let interval: Duration?
  private var remaining: Int
  private let setting: String

  /// - Parameter domain: whose limit it is, when it is not everybody's.
  init(_ limit: RateLimit, _ store: Store, domain: String? = nil, at now: Date) throws {
    let domains = domain.map(RecipientDomains.only) ?? .all
    var left = (count: Int.max, setting: "")
    for window in limit.windows {
      let since = now.addingTimeInterval(-window.seconds)
      let count = window.most - (try store.handedOver(since: since, to: domains))
      guard count < left.count else { continue }
      left = (
        max(0, count), "\(window.setting) \(window.most)" + (domain.map { " for \($0)" } ?? "")
      )
    }
    remaining = left.count
    setting = left.setting
    interval = limit.interval
  }

  /// The setting that lets no more go in this run; nil while some may.
  var limitReached: String? { remaining == 0 ? setting : nil }

  /// Counts one out again that was taken and not handed over.
  mutating func giveBack() { remaining += 1 }

  mutating func take(at now: ContinuousClock.Instant) {
    remaining -= 1
    guard let interval else { return }
    // Counted from when it was due, so that a late one does not make the rest later.
    next = max(next ?? now, now - interval).advanced(by: interval)
  }
}
