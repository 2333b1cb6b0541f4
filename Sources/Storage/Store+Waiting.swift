public import Foundation
import GRDB
public import Newsletter

extension Store {
  /// The editions that still have deliveries to send, in the order they were frozen.
  ///
  /// - Parameter dueBy: deferred deliveries count when their next try is due by then.
  public func unfinished(dueBy: Date) throws(StorageError) -> [StoredEdition] {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT content, owedStories FROM edition e WHERE EXISTS (
            SELECT 1 FROM delivery d WHERE d.edition = e.number AND \(Database.openDeliveries)
            AND (d.state = 'planned' OR (d.state = 'deferred' AND d.nextTryAt <= ?)))
          ORDER BY number
          """, arguments: [dueBy.seconds])
      return try rows.map(StoredEdition.init)
    }
  }

  /// The next deliveries of an edition whose turn has come, by number.
  public func waiting(
    in edition: EditionID, to domains: RecipientDomains = .all, after last: Int64, dueBy: Date,
    limit: Int
  ) throws(StorageError) -> WaitingPage {
    // Read first: what comes between makes the page look older than it is, never newer.
    let mark = try StorageError.wrapping(database.path) {
      try database.writeWithoutTransaction { try LeavingMark($0) }
    }
    return try read { database in
      // Kept: a page takes less time than to find out how best to read it.
      let select = try database.cachedStatement(
        sql: """
          SELECT \(WaitingPage.columns), \(Database.leavingColumns) FROM delivery d
          JOIN edition e ON e.number = d.edition JOIN variant v ON v.id = d.variant
          JOIN subscriber p ON p.id = d.subscriber \(Database.leavingJoin)
          WHERE d.edition = (SELECT number FROM edition WHERE id = ?) AND d.id > ?
            AND \(Database.openDeliveries)
            AND (d.state = 'planned' OR (d.state = 'deferred' AND d.nextTryAt <= ?))
            \(domains.condition)
          ORDER BY d.id LIMIT ?
          """)
      let rows = try Row.fetchCursor(
        select,
        arguments: [edition.text, last, dueBy.seconds] + domains.arguments + [limit])
      return try WaitingPage(rows, mark)
    }
  }

  /// How many of an edition's deliveries wait.
  public func waitingCount(in edition: EditionID, dueBy: Date) throws(StorageError) -> Int {
    try read { database in
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM delivery
          WHERE edition = (SELECT number FROM edition WHERE id = ?) AND \(Database.openDeliveries)
            AND (state = 'planned' OR (state = 'deferred' AND nextTryAt <= ?))
          """, arguments: [edition.text, dueBy.seconds]) ?? 0
    }
  }

  /// When the earliest deferred delivery is due.
  ///
  /// - Parameter stopped: affiliates that do not count, as paused editions do not.
  public func nextTry(except stopped: Set<AffiliateID> = []) throws(StorageError) -> Date? {
    try deferred("min(nextTryAt)", except: stopped).map(Date.init(seconds:))
  }

  /// How many deliveries are deferred.
  public func deferredCount(except stopped: Set<AffiliateID> = []) throws(StorageError) -> Int {
    Int(try deferred("count(*)", except: stopped) ?? 0)
  }

  private func deferred(
    _ figure: String, except stopped: Set<AffiliateID>
  ) throws(StorageError) -> Int64? {
    try read { database in
      try Int64.fetchOne(
        database,
        sql: """
          SELECT \(figure) FROM delivery
          WHERE \(Database.openDeliveries) AND state = 'deferred' AND edition IN (
            SELECT number FROM edition WHERE pausedAt IS NULL
              AND affiliate NOT IN (SELECT value FROM json_each(?)))
          """, arguments: [StoredJSON.text(stopped.map(\.text))])
    }
  }

  /// How many messages were handed over since `moment`, by this run and earlier ones.
  public func handedOver(
    since moment: Date, to domains: RecipientDomains = .all
  ) throws(StorageError) -> Int {
    try read { database in
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM attempt a JOIN delivery d ON d.id = a.delivery
          JOIN subscriber p ON p.id = d.subscriber
          WHERE a.toState = 'handedOver' AND a.at > ? \(domains.condition)
          """, arguments: [moment.seconds] + domains.arguments) ?? 0
    }
  }
}

extension Database {
  /// The condition of the index of open deliveries, to stand in every query that should use it.
  static let openDeliveries = "(state = 'planned' OR state = 'deferred' OR state = 'handedOver')"
}

extension StoredEdition {
  init(_ row: Row) throws {
    self.init(
      edition: try StoredJSON.value(Edition.self, from: row["content"]),
      owedStories: try StoredJSON.value([Story].self, from: row["owedStories"]))
  }
}
