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
  /// - Parameters:
  ///   - isSure: apply even what would remove many people.
  ///   - skipsUnchanged: a file that is as it was at its last sync is not read again; what that
  ///     sync found is not told again either, but for bad rows.
  public func sync(
    _ affiliates: Set<AffiliateID>? = nil, isSure: Bool = false, skipsUnchanged: Bool = false
  ) throws -> [SyncReport] {
    try publications.filter { affiliates?.contains($0.affiliate) ?? true }.map { publication in
      if skipsUnchanged, try isUnchanged(publication) {
        return SyncReport(affiliate: publication.affiliate)
      }
      let comparison = try comparison(of: publication, isSure: isSure)
      if comparison.report.obstacle == nil { try apply(comparison) }
      return comparison.report
    }
  }

  private func apply(_ comparison: ListComparison) throws {
    let affiliate = comparison.report.affiliate
    // Bad rows are to be told at every reading, so such a file is read every time.
    let fingerprint = comparison.report.problems.isEmpty ? comparison.fingerprint : nil
    if try comparison.report.changes.isEmpty && store.listFingerprint(of: affiliate) == fingerprint
    {
      return
    }
    try store.sync(comparison.changed, of: affiliate, from: fingerprint, at: clock())
  }

  /// Whether a list file has the same octets as at its last sync, which had no bad rows, and
  /// nothing else has changed what came of it.
  func isUnchanged(_ publication: Publication) throws -> Bool {
    guard let known = try store.listFingerprint(of: publication.affiliate) else { return false }
    // A file that cannot be read is read again, which says what is wrong with it.
    return (try? publication.list.fingerprint()) == known
  }

  /// Compares a list file with the store and writes nothing.
  func comparison(of publication: Publication, isSure: Bool = false) throws -> ListComparison {
    var stored: [Subscription] = []
    var numbers: [Int64] = []
    try store.eachSubscription(of: publication.affiliate) {
      stored.append(try $0.subscription())
      numbers.append($0.number)
    }
    var fingerprint: String?
    var report = SyncReport(affiliate: publication.affiliate)
    do {
      let reading = try publication.list.read()
      let barred = try store.optedOut(of: publication.affiliate)
      fingerprint = reading.fingerprint
      report.problems = reading.problems
      report.changes = ListSync.changes(
        file: reading.rows.lazy.map(\.recipient), stored: stored,
        barred: Set(barred.map(\.canonical)))
    } catch let error as ListError {
      report.obstacle = error
    }
    if !isSure, !report.changes.isSafe {
      report.obstacle = UnsafeSyncError(
        affiliate: publication.affiliate, file: publication.list.name,
        removed: report.changes.removed.count, before: report.changes.before)
    }
    return ListComparison(
      report: report, stored: stored, numbers: numbers, fingerprint: fingerprint)
  }
}

/// A list file beside the store: what differs, and what the subscriptions would be after a sync.
struct ListComparison {
  let report: SyncReport
  let stored: [Subscription]
  /// The number of each of those people.
  let numbers: [Int64]
  /// Of the file; nil when it could not be read.
  let fingerprint: String?

  /// The subscriptions that a sync writes, made one by one: a first sync writes the whole list.
  var changed: some Sequence<Subscription> {
    let changes = report.changes
    let present = [changes.added, changes.updated, changes.returned].joined().lazy.map {
      Subscription(
        affiliate: report.affiliate, recipient: $0, status: .confirmed, origin: .file)
    }
    let gone = Set(changes.removed)
    let removed = stored.lazy.filter { gone.contains($0.recipient.address.canonical) }.map {
      var removed = $0
      removed.status = .removed
      return removed
    }
    return [AnySequence(present), AnySequence(removed)].joined()
  }

  /// All subscriptions as they would be after a sync; those who are new to the list have no number
  /// here.
  var after: [ListedPerson] {
    if stored.isEmpty { return changed.map { ListedPerson(number: nil, subscription: $0) } }
    var changes = Dictionary(
      changed.map { ($0.recipient.address.canonical, $0) }, uniquingKeysWith: { first, _ in first })
    let known = zip(numbers, stored).map { number, subscription in
      let change = changes.removeValue(forKey: subscription.recipient.address.canonical)
      return ListedPerson(number: number, subscription: change ?? subscription)
    }
    let new = changed.filter { changes[$0.recipient.address.canonical] != nil }
    return known + new.map { ListedPerson(number: nil, subscription: $0) }
  }
}

/// A subscription as it would be after a sync.
struct ListedPerson {
  /// The person's number in the store; nil when they are new to the list.
  let number: Int64?
  let subscription: Subscription
}
