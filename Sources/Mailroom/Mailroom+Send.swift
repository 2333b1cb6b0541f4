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
    // Who sends by hand has looked at what was paused.
    _ = try store.liftPauses(of: affiliates)
    return try await reporting("send", affiliates, retrying: retrying) { report in
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
    let id = try nextID(byHand: publication)
    let draft = try draft(id, of: publication)
    guard !draft.digest.stories.isEmpty else {
      report.quiet[publication.affiliate] = "nothing new"
      return
    }
    try freeze(draft, of: publication, as: id)
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
    let now = clock()
    let log = try SentLog.begin(command, in: store, at: now)
    progress(.begun)
    let before = try store.editionNames()
    if !retrying.isEmpty { _ = try log.retry(retrying, of: affiliates, at: clock()) }
    // A paused edition was told of when it was paused; `log balance` has it until it goes on.
    let unfinished = try deliverable(dueBy: clock(), except: []).map(\.edition)
    report.alarms += log.leftOpen.sorted { $0.key < $1.key }.map(Self.alarm)
    try sync(affiliates.map { $0.union(unfinished.map(\.affiliate)) }, into: &report)
    let first = try await resume(log, &report)
    if Task.isCancelled {
      // Who asked to stop gets no new editions.
      report.stopped = SendingStopped(.interrupted)
    } else {
      try await prepare(&report)
    }
    // One recipient whom no session outlives must not hold up the edition that has just been made.
    let isNew = try store.editionNames() != before
    if report.stopped == nil || (isNew && first.wasOpened && !Task.isCancelled) {
      try await resume(log, &report)
    }
    try await stay(from: now, log, &report)
    if report.stopped == nil, let limits = report.limits {
      report.stopped = SendingStopped(.limitReached(limits))
    }
    let touched = Set(unfinished.map(\.id)).union(log.leftOpen.keys)
      .union(try store.editionNames().subtracting(before)).union(report.resumed)
    report.editions = try store.balances(of: touched)
    report.nextTry = report.deferred > 0 ? try store.nextTry() : nil
    let elapsed = (ContinuousClock.now - began).components
    report.seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
    return report
  }

  private func sync(_ affiliates: Set<AffiliateID>?, into report: inout SendReport) throws {
    report.synced = try sync(affiliates, skipsUnchanged: true)
    for synced in report.synced { report.obstacles[synced.affiliate] = synced.obstacle }
  }

  /// Delivers what waits, but for the affiliates that are stopped.
  @discardableResult
  private func resume(_ log: SentLog, _ report: inout SendReport) async throws -> DeliveryRound {
    report.resumed.formUnion(try deliverable(dueBy: clock(), except: []).map(\.edition.id))
    let round = try await deliver(log, except: Set(report.obstacles.keys))
    report.stopped = round.stopped
    report.limits = round.limits
    report.alarms += round.alarms
    return round
  }

  /// Stays for deliveries that a server put off, as long as `stayFor` says, and tries them again
  /// when their time has come.
  private func stay(
    from began: Date, _ log: SentLog, _ report: inout SendReport
  ) async throws {
    let until = began.addingTimeInterval(pace.stayFor.inSeconds)
    var last: Date?
    while report.stopped == nil {
      let stopped = Set(report.obstacles.keys)
      // What was due and is due still has been kept back by a limit.
      guard let next = try store.nextTry(except: stopped), next <= until, next != last else {
        return
      }
      last = next
      progress(.waiting(deferred: try store.deferredCount(except: stopped), until: next))
      guard await sleep(until: next) else {
        report.stopped = SendingStopped(.interrupted)
        return
      }
      try await resume(log, &report)
    }
  }

  /// Sleeps until a moment of the mailroom's clock; false when the run is asked to stop.
  private func sleep(until moment: Date) async -> Bool {
    while !Task.isCancelled {
      let left = moment.timeIntervalSince(clock())
      guard left > 0 else { return true }
      // In naps: the machine may have slept, or its clock been set.
      // A nap that is cancelled ends the loop.
      try? await Task.sleep(for: .seconds(min(left, 5)))
    }
    return false
  }

  private static func alarm(_ edition: EditionID, _ count: Int) -> String {
    "\(edition): an earlier run ended before it knew what became of"
      + " \(count == 1 ? "1 message, which is" : "\(count) messages, which are") uncertain now;"
      + " see 'broadsheet log edition \(edition)'"
  }
}
