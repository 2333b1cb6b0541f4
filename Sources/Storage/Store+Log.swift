public import Foundation
import GRDB
public import Newsletter

/// One delivery as the log shows it.
public struct LoggedDelivery: Sendable, Equatable {
  public let edition: EditionID
  public let address: String
  public let isCopy: Bool
  public let state: DeliveryState
  /// Why it was left out, when it was.
  public let reason: SkipReason?
  /// The server's last reply, or what happened to the connection.
  public let reply: String?
  public let nextTry: Date?
  /// The titles of its stories, in the order they are shown.
  public let stories: [String]
  public let attempts: [LoggedAttempt]
}

/// One change of a delivery's state.
public struct LoggedAttempt: Sendable, Equatable {
  public let at: Date
  public let run: Int64
  public let state: DeliveryState
  public let detail: String?
}

/// All that the log holds of one person.
public struct AddressLog: Sendable, Equatable {
  public let subscriber: Subscriber
  public let subscriptions: [LoggedSubscription]
  public let deliveries: [LoggedDelivery]
  /// Stories that were given back and wait for the next edition, or waited for too long.
  public let owed: [OwedStory]
  public let optOuts: [LoggedOptOut]
  public let isSuppressed: Bool
}

/// One subscription as the log shows it.
public struct LoggedSubscription: Sendable, Equatable {
  public let affiliate: String
  public let status: String
  public let since: Date
}

/// A decision to leave, or to be on again.
public struct LoggedOptOut: Sendable, Equatable {
  /// Nil means all affiliates.
  public let affiliate: String?
  /// Whether it is the later decision to be on again.
  public let isLifted: Bool
  public let at: Date
  public let source: String
  public let reason: String?
}

/// A story that somebody has not received though it was reserved for them once.
public struct OwedStory: Sendable, Equatable {
  public let title: String
  public let since: Date
  /// Whether it has waited longer than stories are owed: it will not be sent any more.
  public let isUndelivered: Bool
}

extension Store {
  /// Hands over each delivery of an edition, in the order of freezing, one at a time.
  public func eachDelivery(
    of edition: EditionID, _ body: (LoggedDelivery) throws -> Void
  ) throws(StorageError) {
    try read { database in
      let number = try database.number(of: edition)
      let rows = try Row.fetchCursor(
        database, sql: Self.deliverySQL + " WHERE d.edition = ? ORDER BY d.id",
        arguments: [number])
      var titles = StoryTitles()
      while let row = try rows.next() { try body(LoggedDelivery(row, database, &titles)) }
    }
  }

  /// All that is known of one person.
  public func log(of subscriber: Subscriber, at now: Date) throws(StorageError) -> AddressLog {
    try read { database in
      let name: StatementArguments = [subscriber.canonical]
      let deliveries = try Row.fetchAll(
        database, sql: Self.deliverySQL + " WHERE p.canonical = ? ORDER BY d.id", arguments: name)
      var titles = StoryTitles()
      return AddressLog(
        subscriber: subscriber, subscriptions: try database.loggedSubscriptions(name),
        deliveries: try deliveries.map { try LoggedDelivery($0, database, &titles) },
        owed: try database.owedStories(name, at: now), optOuts: try database.loggedOptOuts(name),
        isSuppressed: try database.isSuppressed(subscriber))
    }
  }

  /// How many stories wait for people they were promised to, and how many waited too long.
  public func owedCounts(at now: Date) throws(StorageError) -> (waiting: Int, undelivered: Int) {
    try read { database in
      let limit = now.addingTimeInterval(-Self.owedFor).seconds
      let all = try Int.fetchOne(database, sql: "SELECT count(*) FROM owed") ?? 0
      let old = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM owed WHERE since < ?", arguments: [limit])
      return (all - (old ?? 0), old ?? 0)
    }
  }

  private static let deliverySQL = """
    SELECT d.*, e.id AS editionID, v.stories FROM delivery d
    JOIN edition e ON e.number = d.edition JOIN subscriber p ON p.id = d.subscriber
    LEFT JOIN variant v ON v.id = d.variant
    """
}

extension Database {
  fileprivate func loggedSubscriptions(_ name: StatementArguments) throws -> [LoggedSubscription] {
    try Row.fetchAll(
      self,
      sql: """
        SELECT s.* FROM subscription s JOIN subscriber p ON p.id = s.subscriber
        WHERE p.canonical = ? ORDER BY affiliate
        """, arguments: name
    ).map {
      LoggedSubscription(
        affiliate: $0["affiliate"], status: $0["status"], since: Date(seconds: $0["since"]))
    }
  }

  fileprivate func loggedOptOuts(_ name: StatementArguments) throws -> [LoggedOptOut] {
    try Row.fetchAll(
      self, sql: "SELECT * FROM optOut WHERE canonical = ? ORDER BY id", arguments: name
    ).map {
      LoggedOptOut(
        affiliate: $0["affiliate"], isLifted: $0["isLifted"], at: Date(seconds: $0["at"]),
        source: $0["source"], reason: $0["reason"])
    }
  }

  fileprivate func owedStories(_ name: StatementArguments, at now: Date) throws -> [OwedStory] {
    try Row.fetchAll(
      self,
      sql: """
        SELECT s.*, o.since FROM owed o JOIN subscriber p ON p.id = o.subscriber
        JOIN story s ON s.id = o.story WHERE p.canonical = ? ORDER BY o.since, s.id
        """, arguments: name
    ).map { row in
      let since = Date(seconds: row["since"])
      return OwedStory(
        title: try Story(row).title, since: since,
        isUndelivered: now.timeIntervalSince(since) > Store.owedFor)
    }
  }
}

extension LoggedDelivery {
  fileprivate init(_ row: Row, _ database: Database, _ titles: inout StoryTitles) throws {
    let select = try database.cachedStatement(
      sql: "SELECT * FROM attempt WHERE delivery = ? ORDER BY id")
    let attempts = try Row.fetchAll(select, arguments: [row["id"] as Int64])
    self.init(
      edition: EditionID(text: row["editionID"]), address: row["address"], isCopy: row["isCopy"],
      state: DeliveryState(rawValue: row["state"]) ?? .planned,
      reason: (row["reason"] as String?).flatMap(SkipReason.init), reply: row["reply"],
      nextTry: (row["nextTryAt"] as Int64?).map(Date.init(seconds:)),
      stories: try titles.of(variant: row["variant"], row["stories"], row["edition"], database),
      attempts: attempts.map(LoggedAttempt.init))
  }
}

/// The titles that editions have frozen; a variant's are read once, however many share it.
private struct StoryTitles {
  private var editions: [Int64: StoredEdition] = [:]
  private var variants: [Int64: [String]] = [:]

  /// More variants than this are not kept: an edition has few, unless much is owed.
  private static let variantsKept = 1_000

  /// - Parameters:
  ///   - variant: nil for who was left out.
  ///   - stories: the ids of its stories, as they are stored.
  mutating func of(
    variant: Int64?, _ stories: String?, _ edition: Int64, _ database: Database
  ) throws -> [String] {
    guard let variant, let stories else { return [] }
    if let known = variants[variant] { return known }
    let ids = try StoredJSON.value([StoryID].self, from: stories)
    let titles = try self.edition(edition, database)?.stories(ids).map(\.title) ?? []
    if variants.count >= Self.variantsKept { variants.removeAll() }
    variants[variant] = titles
    return titles
  }

  private mutating func edition(_ number: Int64, _ database: Database) throws -> StoredEdition? {
    if let known = editions[number] { return known }
    let row = try Row.fetchOne(
      database, sql: "SELECT content, owedStories FROM edition WHERE number = ?",
      arguments: [number])
    editions[number] = try row.map(StoredEdition.init)
    return editions[number]
  }
}

extension LoggedAttempt {
  fileprivate init(_ row: Row) {
    self.init(
      at: Date(seconds: row["at"]), run: row["run"],
      state: DeliveryState(rawValue: row["toState"]) ?? .planned, detail: row["detail"])
  }
}
