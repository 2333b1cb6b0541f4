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
    in edition: EditionID, after last: Int64, dueBy: Date, limit: Int
  ) throws(StorageError) -> [WaitingDelivery] {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT d.*, v.stories FROM delivery d JOIN variant v ON v.id = d.variant
          WHERE d.edition = (SELECT number FROM edition WHERE id = ?) AND d.id > ?
            AND \(Database.openDeliveries)
            AND (d.state = 'planned' OR (d.state = 'deferred' AND d.nextTryAt <= ?))
          ORDER BY d.id LIMIT ?
          """, arguments: [edition.text, last, dueBy.seconds, limit])
      return try rows.map(WaitingDelivery.init)
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

  /// Why a delivery must not go out any more, when somebody left since the freeze.
  public func objection(to delivery: Int64) throws(StorageError) -> SkipReason? {
    try read { try $0.objection(to: delivery) }
  }

  /// When the earliest deferred delivery is due.
  public func nextTry() throws(StorageError) -> Date? {
    try read { database in
      try Int64.fetchOne(
        database,
        sql: """
          SELECT min(nextTryAt) FROM delivery
          WHERE \(Database.openDeliveries) AND state = 'deferred'
          """
      ).map(Date.init(seconds:))
    }
  }

  /// How many messages were handed over since `moment`, by this run and earlier ones.
  public func handedOver(since moment: Date) throws(StorageError) -> Int {
    try read { database in
      try Int.fetchOne(
        database, sql: "SELECT count(*) FROM attempt WHERE toState = 'handedOver' AND at > ?",
        arguments: [moment.seconds]) ?? 0
    }
  }
}

extension Database {
  /// The condition of the index of open deliveries, to stand in every query that should use it.
  static let openDeliveries = "state IN ('planned', 'deferred', 'handedOver')"
}

extension StoredEdition {
  init(_ row: Row) throws {
    self.init(
      edition: try StoredJSON.value(Edition.self, from: row["content"]),
      owedStories: try StoredJSON.value([Story].self, from: row["owedStories"]))
  }
}

extension WaitingDelivery {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: row["id"], recipient: try Recipient(row),
      stories: try StoredJSON.value([StoryID].self, from: row["stories"]),
      variant: row["variant"], tries: row["tries"],
      firstTriedAt: (row["firstTriedAt"] as Int64?).map(Date.init(seconds:)))
  }
}
