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
  /// How many more there are.
  public internal(set) var moreProblems = 0
  /// What is unusual about the file as a whole.
  public internal(set) var notes: [ListNote] = []
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
      return try sync(publication, isSure: isSure)
    }
  }

  /// People pass one by one: what a file changes is put aside until all of it has been read, and
  /// then written piece by piece, so that nobody who has to write meanwhile waits for long.
  private func sync(_ publication: Publication, isSure: Bool) throws -> SyncReport {
    let stage = SubscriptionStage(for: publication.affiliate)
    var comparison = ListComparison(of: publication, isSure: isSure)
    try comparison.compare(with: store) { try stage.put($0) }
    let report = comparison.report
    guard report.obstacle == nil else { return report }
    // Bad rows are to be told at every reading, so such a file is read every time.
    let fingerprint = report.problems.isEmpty ? comparison.fingerprint : nil
    let known = try store.listFingerprint(of: publication.affiliate)
    if report.changes.isEmpty, known == fingerprint { return report }
    try store.sync(stage, removing: comparison.removed, from: fingerprint, at: clock())
    return report
  }

  /// Whether a list file has the same octets as at its last sync, which had no bad rows, and
  /// nothing else has changed what came of it.
  func isUnchanged(_ publication: Publication) throws -> Bool {
    guard let known = try store.listFingerprint(of: publication.affiliate) else { return false }
    // A file that cannot be read is read again, which says what is wrong with it.
    return (try? publication.list.fingerprint()) == known
  }

  /// All subscriptions of a publication as they would be after a sync; it writes nothing.
  func listAfterSync(of publication: Publication) throws -> ListForecast {
    var stored: [ListedPerson] = []
    var present: [Recipient] = []
    var comparison = ListComparison(of: publication, isSure: false)
    try comparison.compare(with: store, knowing: { stored.append($0) }, { present.append($0) })
    return ListForecast(comparison, stored: stored, present: present)
  }
}

/// A list file beside the store, compared person by person.
struct ListComparison {
  let publication: Publication
  let isSure: Bool
  private(set) var report: SyncReport
  /// The people who are gone from the file, by number.
  private(set) var removed = SubscriberSet()
  /// Of the file; nil when it could not be read.
  private(set) var fingerprint: String?

  private var diff = ListDiff()
  /// The people that the comparison knows, in its order.
  private var numbers: [Int64] = []
  /// The language of each who chose one.
  private var chosenLanguages: [Subscriber: String] = [:]

  init(of publication: Publication, isSure: Bool) {
    self.publication = publication
    self.isSure = isSure
    report = SyncReport(affiliate: publication.affiliate)
  }

  /// - Parameters:
  ///   - known: hears each subscription of the affiliate as it is.
  ///   - present: hears each person whom the file adds, changes or brings back.
  mutating func compare(
    with store: Store, knowing known: (ListedPerson) -> Void = { _ in },
    _ present: (Recipient) throws -> Void
  ) throws {
    try learn(from: store, known)
    do {
      try read(barring: try BarredFromLists(publication.affiliate, in: store), present)
    } catch let error as ListError {
      report.changes = SyncChanges()
      report.obstacle = error
      return
    }
    takeMissing()
    if !isSure, !report.changes.isSafe {
      report.obstacle = UnsafeSyncError(
        affiliate: publication.affiliate, file: publication.list.name,
        removed: report.changes.removed, before: report.changes.before)
    }
  }

  private mutating func learn(from store: Store, _ known: (ListedPerson) -> Void) throws {
    try store.eachSubscription(of: publication.affiliate) { stored in
      let subscription = try stored.subscription()
      diff.know(subscription)
      numbers.append(stored.number)
      if subscription.origin == .file, subscription.status == .confirmed {
        report.changes.before += 1
      }
      if let language = subscription.chosenLanguage {
        chosenLanguages[Subscriber(subscription.recipient.address)] = language
      }
      known(ListedPerson(number: stored.number, subscription: subscription))
    }
  }

  private mutating func read(
    barring barred: BarredFromLists, _ present: (Recipient) throws -> Void
  ) throws {
    let reading = try publication.list.read { row in
      let person = Subscriber(row.recipient.address)
      let finding = diff.finding(row.recipient, isBarred: barred.contains(person))
      report.changes.count(finding)
      if finding == .added || finding == .changed || finding == .returned {
        try present(row.recipient)
      }
      if !chosenLanguages.isEmpty, let language = chosenLanguages[person],
        language != row.recipient.language
      {
        report.changes.ownLanguage += 1
      }
    }
    fingerprint = reading.fingerprint
    report.problems = reading.problems
    report.moreProblems = reading.moreProblems
    report.notes = reading.notes
  }

  private mutating func takeMissing() {
    for (place, number) in numbers.enumerated() {
      let finding = diff.finding(storedAt: place)
      report.changes.count(finding)
      if finding == .removed { removed.insert(number) }
    }
  }
}

/// Those whom no list file may bring: they left, must never be mailed, or were erased.
private struct BarredFromLists {
  private let left: Set<Subscriber>
  private let erased: ErasedPeople

  init(_ affiliate: AffiliateID, in store: Store) throws {
    left = try store.optedOut(of: affiliate).union(store.suppressed())
    erased = try store.erasedPeople()
  }

  func contains(_ person: Subscriber) -> Bool { left.contains(person) || erased.contains(person) }
}

/// A list as it would be after a sync.
struct ListForecast {
  let report: SyncReport
  private let stored: [ListedPerson]
  private let removed: SubscriberSet
  private let present: [Recipient]

  init(_ comparison: ListComparison, stored: [ListedPerson], present: [Recipient]) {
    report = comparison.report
    removed = comparison.removed
    self.stored = stored
    self.present = present
  }

  /// Everybody; those who are new to the list have no number here.
  var people: [ListedPerson] {
    if stored.isEmpty { return present.map { listed($0, beside: nil) } }
    var changes = Dictionary(
      present.map { (Subscriber($0.address), $0) }, uniquingKeysWith: { first, _ in first })
    let known = stored.map { person in
      let change = changes.removeValue(forKey: Subscriber(person.subscription.recipient.address))
      if let change { return listed(change, beside: person) }
      guard let number = person.number, removed.contains(number) else { return person }
      var gone = person.subscription
      gone.status = .removed
      return ListedPerson(number: number, subscription: gone)
    }
    let new = present.filter { changes[Subscriber($0.address)] != nil }
    return known + new.map { listed($0, beside: nil) }
  }

  private func listed(_ recipient: Recipient, beside person: ListedPerson?) -> ListedPerson {
    var recipient = recipient
    let chosen = person?.subscription.chosenLanguage
    recipient.language = chosen ?? recipient.language
    return ListedPerson(
      number: person?.number,
      subscription: Subscription(
        affiliate: report.affiliate, recipient: recipient, status: .confirmed, origin: .file,
        chosenLanguage: chosen))
  }
}

/// A subscription as it would be after a sync.
struct ListedPerson {
  /// The person's number in the store; nil when they are new to the list.
  let number: Int64?
  let subscription: Subscription
}
