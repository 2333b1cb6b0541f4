public import Foundation
import GRDB
public import Newsletter

/// Why somebody is out of an affiliate: their last decision about it or about all.
public struct Departure: Sendable, Equatable {
  /// Nil means all affiliates.
  public let affiliate: AffiliateID?
  public let at: Date
  /// Where the decision came from, such as `command`.
  public let source: String
  public let reason: String?
}

extension Store {
  /// The people as an affiliate's list has them, whatever became of their subscriptions; nil for
  /// those who have none. The language is that of the list, whatever they chose since.
  public func listed(
    _ people: [Subscriber], on affiliate: AffiliateID
  ) throws(StorageError) -> [Recipient?] {
    try read { database in
      let find = try database.cachedStatement(
        sql: """
          SELECT s.* FROM subscriber p JOIN subscription s
            ON s.affiliate = ? AND s.subscriber = p.id
          WHERE p.canonical = ?
          """)
      return try people.map { person in
        try Row.fetchOne(find, arguments: [affiliate.text, person.canonical]).map(Recipient.init)
      }
    }
  }

  /// The decisions to leave that a person has taken about an affiliate or all, newest first.
  public func departures(
    of subscriber: Subscriber, from affiliate: AffiliateID
  ) throws(StorageError) -> [Departure] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM optOut WHERE canonical = ? AND (affiliate = ? OR affiliate IS NULL)
            AND isLifted = 0
          ORDER BY id DESC
          """, arguments: [subscriber.canonical, affiliate.text]
      ).map(Departure.init)
    }
  }
}

extension Departure {
  fileprivate init(_ row: Row) {
    self.init(
      affiliate: (row["affiliate"] as String?).flatMap { AffiliateID($0) },
      at: Date(seconds: row["at"]), source: row["source"], reason: row["reason"])
  }
}

extension Store {
  /// Hands over each subscription of an affiliate, whatever its status, in the order of the
  /// canonical addresses.
  public func eachSubscriptionByAddress(
    of affiliate: AffiliateID, _ body: (StoredSubscription) throws -> Void
  ) throws(StorageError) {
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT \(StoredSubscription.columns) FROM subscription s
          JOIN subscriber p ON p.id = s.subscriber
          WHERE s.affiliate = ? ORDER BY p.canonical
          """, arguments: [affiliate.text])
      while let row = try rows.next() {
        try body(StoredSubscription(affiliate: affiliate, row: row))
      }
    }
  }
}
