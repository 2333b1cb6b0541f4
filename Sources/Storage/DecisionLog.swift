import Foundation
import GRDB
import Newsletter

/// Writes what people decide, inside a transaction: rows are added, never changed.
struct DecisionLog {
  let database: Database
  let source: String
  let now: Date

  init(_ database: Database, source: String, at now: Date) {
    self.database = database
    self.source = source
    self.now = now
  }

  /// Writes a decision to leave under this address and under those that the person has had or has.
  ///
  /// - Returns: the addresses for which it is new; no other is on again when it is undone.
  func leave(
    _ subscriber: Subscriber, _ affiliate: AffiliateID?, reason: String?
  ) throws -> Set<Subscriber> {
    var changed: Set<Subscriber> = []
    for address in try database.addresses(of: database.held(subscriber)) {
      let optOuts = try database.optOuts(of: address)
      let stands =
        affiliate.map(optOuts.left.contains) ?? (optOuts.leftAll && optOuts.returned.isEmpty)
      if stands { continue }
      try write(address, affiliate, isLifted: false, reason: reason)
      changed.insert(address)
    }
    return changed
  }

  /// Writes a decision to be on again, under the address that is the present one.
  func rejoin(_ subscriber: Subscriber, _ affiliate: AffiliateID) throws {
    let present = try database.present(database.held(subscriber), for: affiliate)
    guard try database.optOuts(of: present).hasLeft(affiliate) else { return }
    try lift(present, affiliate)
  }

  /// Makes what it was before they left all the last time: who had left all before that as well is
  /// on again where they had come back to, and nowhere else.
  func undoLeavingAll(_ address: Subscriber) throws {
    try database.forgetReadings()
    let address = try database.held(address)
    let decisions = try database.decisions(of: address)
    guard let before = OptOuts.beforeLeavingAll(decisions) else { return }
    guard before.leftAll else { return try write(address, nil, isLifted: true) }
    for affiliate in before.returned.subtracting(OptOuts(decisions).left).sorted() {
      try write(address, affiliate, isLifted: true)
    }
  }

  /// Writes that this very address is on an affiliate's list by its owner's decision.
  func lift(_ address: Subscriber, _ affiliate: AffiliateID) throws {
    try write(address, affiliate, isLifted: true)
    // Their row in the list file was kept out, and the file has not changed.
    try database.keepReading(nil, of: affiliate, at: now)
  }

  /// Repeats the decision that stands, with a reason.
  func giveReason(
    _ reason: String, _ subscriber: Subscriber, _ affiliate: AffiliateID?
  ) throws {
    for address in try database.addresses(of: database.held(subscriber)) {
      // Only the last word may be said again: an older one would undo what came after it.
      let last = try Row.fetchOne(
        database,
        sql: """
          SELECT affiliate, isLifted, source FROM optOut
          WHERE canonical = ? AND (?2 IS NULL OR affiliate = ?2 OR affiliate IS NULL)
          ORDER BY id DESC LIMIT 1
          """, arguments: [address.canonical, affiliate?.text])
      guard let last, !(last["isLifted"] as Bool), last["affiliate"] == affiliate?.text,
        last["source"] != Self.addressChange
      else { continue }
      try DecisionLog(database, source: last["source"], at: now)
        .write(address, affiliate, isLifted: false, reason: reason)
    }
  }

  /// The source of what a change of address writes for the former one.
  static let addressChange = "address change"

  func write(
    _ subscriber: Subscriber, _ affiliate: AffiliateID?, isLifted: Bool, reason: String? = nil
  ) throws {
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO optOut (canonical, affiliate, at, source, reason, isLifted)
        VALUES (?, ?, ?, ?, ?, ?)
        """)
    try insert.execute(arguments: [
      subscriber.canonical, affiliate?.text, now.seconds, source, reason, isLifted,
    ])
  }
}

extension Database {
  /// All addresses that a person has had, this one first: one person, one decision.
  func addresses(of subscriber: Subscriber) throws -> [Subscriber] {
    let others = try String.fetchAll(
      self,
      sql: """
        SELECT q.canonical FROM subscriber p JOIN subscriber q ON q.person = p.person
        WHERE p.canonical = ? AND p.person IS NOT NULL AND q.id <> p.id ORDER BY q.id
        """, arguments: [subscriber.canonical])
    return [subscriber] + others.map(Subscriber.init(canonical:))
  }

  /// Under what a person's decisions are kept: of an erased one the name that took the address's
  /// place, so that the address is not written again.
  func held(_ subscriber: Subscriber) throws -> Subscriber {
    guard try knownNumber(of: subscriber) == nil,
      let number = try erasedNumber(of: subscriber),
      let name = try String.fetchOne(
        self, sql: "SELECT canonical FROM subscriber WHERE id = ?", arguments: [number])
    else { return subscriber }
    return Subscriber(canonical: name)
  }

  /// Where an affiliate reaches the person of an address. An address that a change was taken back
  /// from is a person of its own, whose links speak for nobody else.
  func present(_ subscriber: Subscriber, for affiliate: AffiliateID) throws -> Subscriber {
    let statement = try cachedStatement(
      sql: """
        SELECT q.canonical FROM subscriber p JOIN addressChange c ON c.former = p.id
        JOIN subscriber q ON q.id = c.present AND q.person = p.person
        WHERE p.canonical = ? AND c.affiliate = ?
        """)
    let canonical = try String.fetchOne(
      statement, arguments: [subscriber.canonical, affiliate.text])
    return canonical.map(Subscriber.init(canonical:)) ?? subscriber
  }

  /// All list files have to be read again.
  func forgetReadings() throws { try execute(sql: "DELETE FROM listReading") }
}
