import GRDB
import Mail
public import Newsletter

/// Where a sync puts aside what a list file changes, until all of it has been read: a private
/// temporary database that is gone with it.
public final class SubscriptionStage {
  let affiliate: AffiliateID
  private let scratch: DatabaseQueue
  private var waiting: [Recipient] = []

  /// Rows go in by the thousand: each transaction has its price, and so has memory.
  private static let bundle = 5_000

  public init(for affiliate: AffiliateID) throws(StorageError) {
    self.affiliate = affiliate
    scratch = try StorageError.wrapping("the temporary folder") {
      // An empty name is a file of SQLite's own that nobody else can open.
      let scratch = try DatabaseQueue(path: "")
      try scratch.writeWithoutTransaction { database in
        try database.execute(
          sql: """
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            CREATE TABLE staged (
              id INTEGER PRIMARY KEY, canonical TEXT, address TEXT, name TEXT, language TEXT,
              fields TEXT);
            """)
      }
      return scratch
    }
  }

  /// Puts a person aside who is to be on the list.
  public func put(_ recipient: Recipient) throws(StorageError) {
    waiting.append(recipient)
    if waiting.count == Self.bundle { try flush() }
  }

  private func flush() throws(StorageError) {
    guard !waiting.isEmpty else { return }
    let bundle = waiting
    waiting.removeAll(keepingCapacity: true)
    try StorageError.wrapping("the temporary folder") {
      try scratch.write { database in
        let insert = try database.cachedStatement(
          sql: """
            INSERT INTO staged (canonical, address, name, language, fields) VALUES (?, ?, ?, ?, ?)
            """)
        for recipient in bundle {
          try insert.execute(arguments: [
            recipient.address.canonical, recipient.address.spelling, recipient.name,
            recipient.language, recipient.fieldsText(),
          ])
        }
      }
    }
  }

  /// Hands over the next rows after the last one: its number, then canonical address, address,
  /// name, language, fields.
  func rows(after last: Int64, limit: Int, _ body: (Row) throws -> Void) throws {
    try flush()
    try scratch.read { database in
      let rows = try Row.fetchCursor(
        database, sql: "SELECT * FROM staged WHERE id > ? ORDER BY id LIMIT ?",
        arguments: [last, limit])
      while let row = try rows.next() { try body(row) }
    }
  }
}
