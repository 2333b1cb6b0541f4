import GRDB
import Mail
public import Newsletter

/// Where a sync puts aside what a list file changes, until all of it has been read: few people in
/// memory, many in a private temporary database that is gone with it.
public final class SubscriptionStage {
  let affiliate: AffiliateID
  /// Made when there are many.
  private var scratch: DatabaseQueue?
  private var waiting: [Recipient] = []

  /// Rows go in by the thousand: each transaction has its price, and so has memory.
  private static let bundle = 5_000

  public init(for affiliate: AffiliateID) {
    self.affiliate = affiliate
  }

  /// Puts a person aside who is to be on the list.
  public func put(_ recipient: Recipient) throws(StorageError) {
    waiting.append(recipient)
    guard waiting.count == Self.bundle else { return }
    let bundle = waiting
    waiting.removeAll(keepingCapacity: true)
    try StorageError.wrapping("the temporary folder") {
      let scratch = try self.scratch ?? Self.makeScratch()
      self.scratch = scratch
      try scratch.write { database in
        for recipient in bundle { try Self.write(recipient, to: database) }
      }
    }
  }

  private static func makeScratch() throws -> DatabaseQueue {
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

  private static func write(_ recipient: Recipient, to database: Database) throws {
    let insert = try database.cachedStatement(
      sql: "INSERT INTO staged (canonical, address, name, language, fields) VALUES (?, ?, ?, ?, ?)")
    try insert.execute(arguments: [
      recipient.address.canonical, recipient.address.spelling, recipient.name, recipient.language,
      recipient.fieldsText(),
    ])
  }

  /// Hands over the next people after so many.
  ///
  /// - Returns: how many have been handed over by then; nil when there were no more.
  func people(
    after count: Int, limit: Int, _ body: (StagedPerson) throws -> Void
  ) throws -> Int? {
    var done = count
    try scratch?.read { database in
      let rows = try Row.fetchCursor(
        database, sql: "SELECT * FROM staged WHERE id > ? ORDER BY id LIMIT ?",
        arguments: [count, limit])
      while let row = try rows.next() {
        try body(StagedPerson(row))
        done = row[0]
      }
    }
    if done - count == limit { return done }
    // Those in memory come behind all others.
    let rest = waiting
    waiting = []
    for recipient in rest { try body(StagedPerson(recipient)) }
    return done == count && rest.isEmpty ? nil : done
  }
}

/// One person of a stage, as the tables have them.
struct StagedPerson {
  let subscriber: Subscriber
  let columns: RecipientColumns

  init(_ row: Row) {
    subscriber = Subscriber(canonical: row[1])
    columns = RecipientColumns(address: row[2], name: row[3], language: row[4], fields: row[5])
  }

  init(_ recipient: Recipient) throws {
    subscriber = Subscriber(recipient.address)
    columns = RecipientColumns(
      address: recipient.address.spelling, name: recipient.name, language: recipient.language,
      fields: try recipient.fieldsText())
  }
}
