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
    try await reporting("send", affiliates, retrying: retrying) { report in
      try await meetUnfetched(affiliates, &report)
      for publication in publications
      where (affiliates?.contains(publication.affiliate) ?? true)
        && report.obstacles[publication.affiliate] == nil
      {
        try attempt(publication, &report) { try makeEdition(of: publication, &$0) }
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

  /// Does one publication's part; a list, template or introduction that cannot be used stops that
  /// publication alone.
  func attempt(
    _ publication: Publication, _ report: inout SendReport,
    _ work: (inout SendReport) throws -> Void
  ) throws {
    do {
      try work(&report)
    } catch let error as StorageError {
      throw error
    } catch let error as any HintedError {
      report.obstacles[publication.affiliate] = error
    }
  }

  /// Begins a run: brings lists in line, finishes what is unfinished, lets `prepare` make editions,
  /// delivers them, and reports on what was touched.
  ///
  /// - Parameters:
  ///   - affiliates: whose lists are synced, beside those with unfinished editions; nil: all.
  ///   - retrying: ended deliveries in these states are put back in line first.
  func reporting(
    _ command: String, _ affiliates: Set<AffiliateID>? = nil,
    retrying: Set<DeliveryState> = [],
    _ prepare: (inout SendReport) async throws -> Void
  ) async throws -> SendReport {
    let began = ContinuousClock.now
    var report = SendReport()
    let log = try SentLog.begin(command, in: store, at: clock())
    progress(.begun)
    let before = try store.editionNames()
    if !retrying.isEmpty { _ = try log.retry(retrying, of: affiliates, at: clock()) }
    let unfinished = try store.unfinished(dueBy: clock()).map(\.edition)
    report.alarms += log.leftOpen.sorted { $0.key < $1.key }.map(Self.alarm)
    try sync(affiliates.map { $0.union(unfinished.map(\.affiliate)) }, into: &report)
    try await resume(log, &report)
    try await prepare(&report)
    if report.stopped == nil { try await resume(log, &report) }
    let touched = Set(unfinished.map(\.id)).union(log.leftOpen.keys)
      .union(try store.editionNames().subtracting(before)).union(report.resumed)
    report.editions = try store.balances(of: touched)
    report.nextTry = report.deferred > 0 ? try store.nextTry() : nil
    let elapsed = (ContinuousClock.now - began).components
    report.seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
    return report
  }

  private func sync(_ affiliates: Set<AffiliateID>?, into report: inout SendReport) throws {
    report.synced = try sync(affiliates)
    for synced in report.synced { report.obstacles[synced.affiliate] = synced.obstacle }
  }

  /// Delivers what waits, but for the affiliates that are stopped.
  private func resume(_ log: SentLog, _ report: inout SendReport) async throws {
    report.resumed.formUnion(try store.unfinished(dueBy: clock()).map(\.edition.id))
    report.stopped = try await deliver(log, except: Set(report.obstacles.keys))
  }

  private static func alarm(_ edition: EditionID, _ count: Int) -> String {
    "\(edition): an earlier run ended before it knew what became of"
      + " \(count == 1 ? "1 message, which is" : "\(count) messages, which are") uncertain now;"
      + " see 'broadsheet log edition \(edition)'"
  }
}
