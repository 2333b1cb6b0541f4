import Foundation
import Lists
import Mail
import Newsletter
import Storage

/// Brings the people of an imported file into the store, a page of them at a time.
struct ListIntake {
  private static let pageSize = 5_000

  let affiliate: AffiliateID
  let isTrial: Bool
  private(set) var imported = 0
  /// On the list before, and left as they were.
  private(set) var alreadyThere = 0
  private(set) var hadLeft = 0
  private(set) var suppressed = 0
  /// Rows of people who are no subscribers there, by standing.
  private(set) var notTaken: [ImportStanding: Int] = [:]
  /// Decisions to leave that are new here.
  private(set) var optOuts = 0

  /// New addresses that look like slips of the pen, the first of them.
  private(set) var slips: [(line: Int, slip: AddressSlip)] = []
  private(set) var moreSlips = 0
  /// No more are told one by one.
  static let mostSlips = 20

  private let file: ImportFile
  private let store: Store
  private let now: Date
  private let barred: BarredPeople
  /// Who is on the list already, and who came in this run.
  private var present = ListDiff()
  private var page: [Subscription] = []
  private var leaving: [ImportRow] = []

  init(
    _ file: ImportFile, _ affiliate: AffiliateID, _ store: Store, isTrial: Bool, at now: Date
  ) throws {
    self.file = file
    self.affiliate = affiliate
    self.store = store
    self.isTrial = isTrial
    self.now = now
    barred = try BarredPeople(of: affiliate, in: store)
  }

  /// Reads the file and writes what it brings; nothing when it is a trial.
  mutating func run() throws -> ListReading {
    var present = ListDiff()
    try store.eachSubscription(of: affiliate) { present.know(try $0.subscription()) }
    self.present = present
    let reading = try file.read { row in try take(row) }
    try turnPage()
    // Those who left come last: a file may have a row of theirs from before.
    for row in leaving { try leave(row) }
    return reading
  }

  private mutating func take(_ row: ImportRow) throws {
    guard row.standing == .subscribed else {
      notTaken[row.standing, default: 0] += 1
      if row.standing.isDecision { leaving.append(row) }
      return
    }
    let person = Subscriber(row.recipient.address)
    if barred.hasLeft(person) {
      hadLeft += 1
    } else if barred.isSuppressed(person) {
      suppressed += 1
    } else {
      try subscribe(row)
    }
  }

  private mutating func subscribe(_ row: ImportRow) throws {
    guard present.finding(row.recipient, isBarred: false).isNews else {
      alreadyThere += 1
      return
    }
    let consent = Consent(
      origin: row.consentFrom ?? file.name, at: row.consentAt ?? now, how: .import)
    let subscription = Subscription(
      affiliate: affiliate, recipient: row.recipient, status: .confirmed, origin: .import,
      consent: consent)
    // A second row of the same person finds them there.
    present.know(subscription)
    imported += 1
    if let slip = AddressSlip(row.recipient.address) {
      if slips.count < Self.mostSlips { slips.append((row.line, slip)) } else { moreSlips += 1 }
    }
    page.append(subscription)
    if page.count == Self.pageSize { try turnPage() }
  }

  private mutating func turnPage() throws {
    if !isTrial, !page.isEmpty { try store.save(page, at: now) }
    page.removeAll(keepingCapacity: true)
  }

  /// Writes that somebody left, unless that is known, or older than their own word to be on.
  private mutating func leave(_ row: ImportRow) throws {
    let person = Subscriber(row.recipient.address)
    let standing = "\(row.standing.rawValue) in "
    let reason = standing + file.name + (row.leftReason.map { ": \($0)" } ?? "")
    let departures = try store.departures(of: person, from: affiliate)
    // Without a date it may be the farewell that is known, in a file of another name.
    let isKnown = departures.contains {
      $0.source == "import"
        && ($0.reason == reason || (row.leftAt == nil && $0.reason?.hasPrefix(standing) ?? false))
    }
    if barred.hasLeft(person) || isKnown { return }
    if let leftAt = row.leftAt, let joinedAt = try ownWord(of: person), joinedAt > leftAt { return }
    optOuts += 1
    if isTrial { return }
    _ = try store.optOut(person, of: affiliate, source: "import", reason: reason, at: now)
  }

  /// When the person themselves confirmed that they want to be on the list.
  private func ownWord(of person: Subscriber) throws -> Date? {
    let subscription = try store.subscriptions(of: person).first { $0.affiliate == affiliate }
    guard subscription?.consent?.how == .web else { return nil }
    return subscription?.consent?.at
  }
}

extension ListDiff.Finding {
  /// Whether the store has no such subscription that could be mailed.
  fileprivate var isNews: Bool { self == .added || self == .returned }
}
