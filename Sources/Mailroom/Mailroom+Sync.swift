public import Diagnostics
import Foundation
public import Lists
import Mail
public import Newsletter
import Storage

/// What syncing one affiliate's list did or would do.
public struct SyncReport: Sendable {
  public let affiliate: AffiliateID
  /// The list's bad rows.
  public internal(set) var problems: [ListProblem] = []
  public internal(set) var changes = SyncChanges()
  /// Why this affiliate cannot be mailed for now; nil when its list is as it should be.
  public internal(set) var obstacle: (any HintedError)?
}

/// A sync would remove many people at once.
public struct UnsafeSyncError: HintedError, Equatable {
  public let affiliate: AffiliateID
  public let file: String
  public let removed: Int
  public let before: Int

  public var message: String {
    "\(file) lacks \(removed) of the \(before) people on the list of \(affiliate): nothing was"
      + " changed, and nothing is sent to it"
  }
  public var hint: String? {
    "if that is meant, run 'broadsheet lists sync \(affiliate) --yes'"
  }
  public var exitCode: ExitCode { .tryAgain }
}

extension Mailroom {
  /// Brings the store in line with the list files. A list that cannot be read, or that would remove
  /// many people, stops its own affiliate and no other.
  ///
  /// - Parameter isSure: apply even what would remove many people.
  public func sync(
    _ affiliates: Set<AffiliateID>? = nil, isSure: Bool = false
  ) throws -> [SyncReport] {
    try publications.filter { affiliates?.contains($0.affiliate) ?? true }.map { publication in
      let comparison = try comparison(of: publication, isSure: isSure)
      if comparison.report.obstacle == nil, !comparison.report.changes.isEmpty {
        try store.save(comparison.changed, at: clock())
      }
      return comparison.report
    }
  }

  /// Compares a list file with the store and writes nothing.
  func comparison(of publication: Publication, isSure: Bool = false) throws -> ListComparison {
    let stored = try store.subscriptions(of: publication.affiliate)
    var report = SyncReport(affiliate: publication.affiliate)
    do {
      let reading = try publication.list.read()
      let barred = try store.optedOut(of: publication.affiliate)
      report.problems = reading.problems
      report.changes = ListSync.changes(
        file: reading.recipients, stored: stored, barred: Set(barred.map(\.canonical)))
    } catch let error as ListError {
      report.obstacle = error
    }
    if !isSure, !report.changes.isSafe {
      report.obstacle = UnsafeSyncError(
        affiliate: publication.affiliate, file: publication.list.name,
        removed: report.changes.removed.count, before: report.changes.before)
    }
    return ListComparison(report: report, stored: stored)
  }
}

/// A list file beside the store: what differs, and what the subscriptions would be after a sync.
struct ListComparison {
  let report: SyncReport
  let stored: [Subscription]

  /// The subscriptions that a sync writes.
  var changed: [Subscription] {
    let changes = report.changes
    let present = (changes.added + changes.updated + changes.returned).map {
      Subscription(
        affiliate: report.affiliate, recipient: $0, status: .confirmed, origin: .file)
    }
    let gone = Set(changes.removed)
    return present
      + stored.filter { gone.contains($0.recipient.address.canonical) }.map { subscription in
        var removed = subscription
        removed.status = .removed
        return removed
      }
  }

  /// All subscriptions as they would be after a sync.
  var after: [Subscription] {
    let changed = changed
    guard !changed.isEmpty else { return stored }
    let names = Set(changed.map { $0.recipient.address.canonical })
    return stored.filter { !names.contains($0.recipient.address.canonical) } + changed
  }
}
