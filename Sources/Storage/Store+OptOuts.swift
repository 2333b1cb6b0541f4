public import Foundation
import GRDB
public import Newsletter

extension Store {
  /// What the decisions under one address add up to.
  public func optOuts(of subscriber: Subscriber) throws(StorageError) -> OptOuts {
    try read { try $0.optOuts(of: subscriber) }
  }

  /// The people who left this affiliate, or all, and have not come back.
  public func optedOut(of affiliate: AffiliateID) throws(StorageError) -> Set<Subscriber> {
    try read { try $0.optedOut(of: affiliate) }
  }

  /// Writes that a person leaves one affiliate, or all when it is nil.
  ///
  /// It holds for all addresses that the person has had or has: an old message's link speaks for
  /// the person. A decision that stands already is not written again.
  ///
  /// - Parameters:
  ///   - source: where the decision came from, such as `command`.
  /// - Returns: the addresses for which the decision is new: none when it stood already.
  @discardableResult
  public func optOut(
    _ subscriber: Subscriber, of affiliate: AffiliateID?, source: String, reason: String?,
    at now: Date
  ) throws(StorageError) -> Set<Subscriber> {
    try write { database in
      try DecisionLog(database, source: source, at: now).leave(
        subscriber, affiliate, reason: reason)
    }
  }

  /// Writes that a person is on an affiliate's list again: their own decision, which nobody else can
  /// make.
  public func rejoin(
    _ subscriber: Subscriber, _ affiliate: AffiliateID, source: String, at now: Date
  ) throws(StorageError) {
    try write { database in
      try DecisionLog(database, source: source, at: now).rejoin(subscriber, affiliate)
    }
  }

  /// Takes back that all was left; what was left one by one, or had not been come back to since all
  /// was left before, stays left.
  ///
  /// - Parameter addresses: those for which ``optOut(_:of:source:reason:at:)`` said that leaving was
  ///   new. Another of the same person's had left before, and stays out.
  public func undoLeavingAll(
    _ addresses: Set<Subscriber>, source: String, at now: Date
  ) throws(StorageError) {
    try write { database in
      let log = DecisionLog(database, source: source, at: now)
      for address in addresses.sorted(by: { $0.canonical < $1.canonical }) {
        try log.undoLeavingAll(address)
      }
    }
  }

  /// Adds why somebody left to the decision that stands.
  public func giveReason(
    _ reason: String, for subscriber: Subscriber, of affiliate: AffiliateID?, at now: Date
  ) throws(StorageError) {
    try write { database in
      try DecisionLog(database, source: "", at: now).giveReason(reason, subscriber, affiliate)
    }
  }

  /// The address that an affiliate reaches a person under now, whose former one this may be.
  public func present(
    _ subscriber: Subscriber, for affiliate: AffiliateID
  ) throws(StorageError) -> Subscriber {
    try read { try $0.present(subscriber, for: affiliate) }
  }
}

extension Database {
  /// Whether a person has left an affiliate, for a query that has both under these names: their
  /// last word on it, or on it or all, is to leave (``Newsletter/OptOuts``).
  static func hasLeft(_ canonical: String, _ affiliate: String) -> String {
    """
    (coalesce((SELECT o.isLifted = 0 FROM optOut o WHERE o.canonical = \(canonical)
      AND (o.affiliate IS NULL OR o.affiliate = \(affiliate)) ORDER BY o.id DESC LIMIT 1), 0)
    OR coalesce((SELECT o.isLifted = 0 FROM optOut o WHERE o.canonical = \(canonical)
      AND o.affiliate = \(affiliate) ORDER BY o.id DESC LIMIT 1), 0))
    """
  }

  /// Those who have left the affiliate `:affiliate`, as `x.canonical`.
  private static let everybodyWhoLeft = """
    (SELECT DISTINCT canonical FROM optOut WHERE affiliate = :affiliate OR affiliate IS NULL) x
    WHERE \(hasLeft("x.canonical", ":affiliate"))
    """

  func optOuts(of subscriber: Subscriber) throws -> OptOuts {
    OptOuts(try decisions(of: subscriber))
  }

  /// What was decided under one address, in its order.
  func decisions(of subscriber: Subscriber) throws -> [OptOutDecision] {
    let statement = try cachedStatement(
      sql: "SELECT affiliate, isLifted FROM optOut WHERE canonical = ? ORDER BY id")
    var decisions: [OptOutDecision] = []
    let rows = try Row.fetchCursor(statement, arguments: [subscriber.canonical])
    while let row = try rows.next() {
      let name: String? = row[0]
      // What names no affiliate any more concerns none.
      let affiliate = name.flatMap(AffiliateID.init)
      if name != nil, affiliate == nil { continue }
      decisions.append(OptOutDecision(affiliate, isLifted: row[1]))
    }
    return decisions
  }

  func optedOut(of affiliate: AffiliateID) throws -> Set<Subscriber> {
    let texts = try String.fetchAll(
      self, sql: "SELECT x.canonical FROM \(Self.everybodyWhoLeft)",
      arguments: ["affiliate": affiliate.text])
    return Set(texts.map(Subscriber.init(canonical:)))
  }

  /// Those of them who have a number: who has none is on no list that the store knows.
  func optedOutNumbers(of affiliate: AffiliateID) throws -> SubscriberSet {
    try numbers(
      sql: """
        SELECT p.id FROM (SELECT x.canonical FROM \(Self.everybodyWhoLeft)) y
        JOIN subscriber p ON p.canonical = y.canonical
        """, arguments: ["affiliate": affiliate.text])
  }

  func numbers(sql: String, arguments: StatementArguments = []) throws -> SubscriberSet {
    let cursor = try Int64.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
    var numbers = SubscriberSet()
    while let number = try cursor.next() { numbers.insert(number) }
    return numbers
  }
}
