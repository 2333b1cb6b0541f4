import Composer
import Diagnostics
import Foundation
public import Newsletter
import Storage

extension Mailroom {
  /// Resumes what is unfinished, then makes an edition of what is new for each affiliate and sends
  /// it. It settles no slot.
  ///
  /// The caller holds the ``RunLock``.
  ///
  /// - Parameter retrying: ended deliveries in these states are put back in line first.
  public func send(
    _ affiliates: Set<AffiliateID>? = nil, retrying: Set<DeliveryState> = []
  ) async throws -> SendReport {
    try await reporting("send") { log, report in
      report.synced = try sync(affiliates)
      if !retrying.isEmpty { _ = try log.retry(retrying, of: affiliates, at: clock()) }
      try await meetUnfetched(affiliates, &report)
      let blocked = Set(report.synced.filter { $0.obstacle != nil }.map(\.affiliate))
      for publication in publications where affiliates?.contains(publication.affiliate) ?? true {
        guard !blocked.contains(publication.affiliate) else { continue }
        try makeEdition(of: publication, &report)
      }
    }
  }

  /// An affiliate that was never fetched has no stories to choose from: it is fetched first.
  private func meetUnfetched(_ affiliates: Set<AffiliateID>?, _ report: inout SendReport)
    async throws
  {
    let unfetched = try publications.map(\.affiliate).filter {
      try (affiliates?.contains($0) ?? true) && store.firstFetch(of: $0) == nil
    }
    guard !unfetched.isEmpty else { return }
    report.fetched = try await fetch(Set(unfetched))
    report.alarms += report.fetched.flatMap(\.alarms)
  }

  private func makeEdition(of publication: Publication, _ report: inout SendReport) throws {
    let digest = try digest(for: publication)
    guard !digest.stories.isEmpty else {
      report.quiet[publication.affiliate] = "nothing new"
      return
    }
    try freeze(digest, of: publication, as: try nextID(byHand: publication))
  }

  /// Begins a run, lets `prepare` make editions, delivers, and reports on what was touched.
  func reporting(
    _ command: String, _ prepare: (SentLog, inout SendReport) async throws -> Void
  ) async throws -> SendReport {
    let began = ContinuousClock.now
    var report = SendReport()
    let log = try SentLog.begin(command, in: store, at: clock())
    progress(.begun)
    let before = try store.editionNames()
    try await prepare(log, &report)
    let unfinished = try store.unfinished(dueBy: clock()).map(\.edition.id)
    report.stopped = try await deliver(log)
    let made = try store.editionNames().subtracting(before)
    report.editions = try store.balances(of: made.union(unfinished))
    report.nextTry = report.deferred > 0 ? try store.nextTry() : nil
    report.alarms += report.synced.compactMap { $0.obstacle?.message }
    let elapsed = (ContinuousClock.now - began).components
    report.seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
    return report
  }
}
