import Composer
import Foundation
import Newsletter
import Storage
import Transport

extension Mailroom {
  /// Sends all that waits and whose time has come, in the order of freezing.
  ///
  /// - Parameter stopped: affiliates whose editions wait until their lists are in order.
  /// - Returns: why it stopped early, when it did.
  func deliver(_ log: SentLog, except stopped: Set<AffiliateID>) async throws -> SendingStopped? {
    let horizon = clock()
    var courier = Courier(self, log)
    let result = await Self.result {
      var brake = try Brake(pace, store, at: horizon)
      for edition in try store.unfinished(dueBy: horizon)
      where !stopped.contains(edition.edition.affiliate) {
        try await deliver(edition, dueBy: horizon, &courier, &brake)
      }
    }
    // Whatever happened, what is known is written and the server is told goodbye.
    let finished = await Self.result { try await courier.finish() }
    return try Self.stop(result) ?? Self.stop(finished)
  }

  private func deliver(
    _ stored: StoredEdition, dueBy horizon: Date, _ courier: inout Courier,
    _ brake: inout Brake
  ) async throws {
    let press = try EditionPress(stored, keys: keys)
    let total = try store.waitingCount(in: stored.edition.id, dueBy: horizon)
    var done = 0
    var last: Int64 = 0
    while true {
      let page = try store.waiting(
        in: stored.edition.id, after: last, dueBy: horizon, limit: Self.pageSize)
      guard let final = page.last else { return }
      for delivery in page {
        try await brake.wait()
        try await courier.carry(
          delivery,
          press.message(
            to: delivery.recipient, variant: delivery.variant, stories: delivery.stories))
        done += 1
        progress(.delivered(stored.edition.id, done: done, of: total))
      }
      last = final.id
    }
  }

  private static let pageSize = 200

  private static func result(_ work: () async throws -> Void) async -> Result<Void, any Error> {
    do {
      return .success(try await work())
    } catch {
      return .failure(error)
    }
  }

  /// Turns what ends a run in good order into a value; anything else is thrown on.
  private static func stop(_ result: Result<Void, any Error>) throws -> SendingStopped? {
    do {
      try result.get()
      return nil
    } catch let stopped as SendingStopped {
      return stopped
    } catch is CancellationError {
      return SendingStopped(.interrupted)
    }
  }
}

/// Keeps the rates of the configuration.
struct Brake {
  private var remaining: Int
  private let limit: String
  private let interval: Duration?
  private var next: ContinuousClock.Instant?

  init(_ pace: SendingPace, _ store: Store, at now: Date) throws {
    var left = (count: Int.max, setting: "")
    for window in pace.limit.windows {
      let since = now.addingTimeInterval(-window.seconds)
      let count = window.most - (try store.handedOver(since: since))
      if count < left.count { left = (max(0, count), "\(window.setting) \(window.most)") }
    }
    remaining = left.count
    limit = left.setting
    interval = pace.limit.interval
  }

  /// Waits until one more message may go; throws when no more may go in this run.
  mutating func wait() async throws {
    guard remaining > 0 else { throw SendingStopped(.limitReached(limit)) }
    remaining -= 1
    guard let interval else { return }
    let now = ContinuousClock.now
    if let next, next > now { try await Task.sleep(until: next, clock: .continuous) }
    next = max(next ?? now, now).advanced(by: interval)
  }
}
