public import Foundation
import GRDB
public import Mail
public import Newsletter

/// What freezing an edition needs beside its audience.
public struct FreezeOrder: Sendable {
  public var edition: Edition
  /// Addresses that get the full edition.
  public var copies: [EmailAddress]
  /// The slot that this edition settles; nil when it was made by hand.
  public var slot: LocalDate?
  /// Whom of the list it is for; nil: everybody.
  public var segment: Segment?

  public init(
    edition: Edition, copies: [EmailAddress], slot: LocalDate?, segment: Segment? = nil
  ) {
    self.edition = edition
    self.copies = copies
    self.slot = slot
    self.segment = segment
  }
}

extension Store {
  /// How long a story that was given back rides along with later editions.
  public static let owedFor: TimeInterval = 28 * 86400

  /// Freezes an edition: its stories, texts, audience, deliveries and reservations, in one
  /// transaction.
  ///
  /// People pass one by one, so a list of a million takes hardly more memory than one of ten: what
  /// is kept of each is a bit for each story. SQLite's cache spills into its write-ahead log.
  public func freeze(_ order: FreezeOrder) throws(StorageError) {
    try write { database in
      let edition = order.edition
      let ids = edition.stories.map(\.id)
      let owed = try database.owed(through: edition.affiliate, at: edition.frozenAt)
      let owedIDs = Set(owed.values.joined()).subtracting(ids)
      let number = try database.insert(edition, owed: try database.stories(owedIDs))
      var freezing = Freezing(
        edition: number, stories: ids, owed: owed,
        ledger: StoryLedger(reserved: try database.reserved(ids + owedIDs)), database: database)
      try freezing.takeEverybody(
        of: edition.affiliate, in: order.segment, copies: order.copies)
      if let slot = order.slot {
        try database.settle(slot, of: edition.affiliate, as: .edition(edition.id), edition.frozenAt)
      }
    }
  }

  /// Who has each of these stories already.
  public func reserved(_ stories: [StoryID]) throws(StorageError) -> [StoryID: SubscriberSet] {
    try read { try $0.reserved(stories) }
  }

  /// The stories that were given back and that this affiliate may bring again, by the person's
  /// number.
  public func owed(
    through affiliate: AffiliateID, at now: Date
  ) throws(StorageError) -> [Int64: [StoryID]] {
    try read { try $0.owed(through: affiliate, at: now) }
  }

  /// The stories with these numbers, by number.
  public func stories(_ ids: Set<StoryID>) throws(StorageError) -> [Story] {
    try read { try $0.stories(ids) }
  }

  /// The names of all editions.
  public func editionNames() throws(StorageError) -> Set<EditionID> {
    try read { database in
      Set(try String.fetchAll(database, sql: "SELECT id FROM edition").map(EditionID.init(text:)))
    }
  }

  /// The names of an affiliate's editions.
  public func editionIDs(of affiliate: AffiliateID) throws(StorageError) -> Set<EditionID> {
    try read { database in
      let ids = try String.fetchAll(
        database, sql: "SELECT id FROM edition WHERE affiliate = ?", arguments: [affiliate.text])
      return Set(ids.map(EditionID.init(text:)))
    }
  }
}

extension Database {
  func stories(_ ids: Set<StoryID>) throws -> [Story] {
    try ids.sorted().compactMap { id in
      try Row.fetchOne(self, sql: "SELECT * FROM story WHERE id = ?", arguments: [id.number])
        .map(Story.init)
    }
  }

  func reserved(_ stories: [StoryID]) throws -> [StoryID: SubscriberSet] {
    var reserved: [StoryID: SubscriberSet] = [:]
    for story in stories {
      let numbers = try Int64.fetchCursor(
        self, sql: "SELECT subscriber FROM reservation WHERE story = ?", arguments: [story.number])
      var set = SubscriberSet()
      while let number = try numbers.next() { set.insert(number) }
      // What came to a former address has come to the person.
      let others = try Int64.fetchCursor(
        self, sql: Self.reservedElsewhere, arguments: [story.number])
      while let number = try others.next() { set.insert(number) }
      reserved[story] = set
    }
    return reserved
  }

  /// The other addresses of those who have a story: few people have several, so they come first.
  ///
  /// Where a change was taken back the two are not one person any more, but what came to the one
  /// instead of the other has come.
  private static let reservedElsewhere = """
    SELECT q.id FROM subscriber p CROSS JOIN reservation r ON r.subscriber = p.id AND r.story = ?1
    JOIN subscriber q ON q.person = p.person WHERE p.person IS NOT NULL
    UNION ALL
    SELECT c.present FROM addressChange c
    CROSS JOIN reservation r ON r.subscriber = c.former AND r.story = ?1
    JOIN delivery d ON d.id = r.delivery
    JOIN edition e ON e.number = d.edition AND e.affiliate = c.affiliate
    """

  func owed(through affiliate: AffiliateID, at now: Date) throws -> [Int64: [StoryID]] {
    let rows = try Row.fetchCursor(
      self,
      sql: """
        SELECT o.subscriber, o.story FROM owed o
        JOIN editionStory es ON es.story = o.story AND es.affiliate = ?
        JOIN story s ON s.id = o.story AND s.state <> 'skipped'
        WHERE o.since >= ? ORDER BY o.story DESC
        """,
      arguments: [affiliate.text, now.addingTimeInterval(-Store.owedFor).seconds])
    var owed: [Int64: [StoryID]] = [:]
    while let row = try rows.next() { owed[row[0], default: []].append(StoryID(row[1])) }
    return owed
  }

  fileprivate func insert(_ edition: Edition, owed: [Story]) throws -> Int64 {
    try execute(
      sql: """
        INSERT INTO edition
          (id, affiliate, frozenAt, content, owedStories, audienceCount, audienceHash)
        VALUES (?, ?, ?, ?, ?, 0, 0)
        """,
      arguments: [
        edition.id.text, edition.affiliate.text, edition.frozenAt.seconds,
        StoredJSON.text(edition), StoredJSON.text(owed),
      ])
    let number = lastInsertedRowID
    for story in edition.stories {
      try execute(
        sql: "INSERT INTO editionStory (affiliate, story, edition) VALUES (?, ?, ?)",
        arguments: [edition.affiliate.text, story.id.number, number])
    }
    return number
  }

  /// Makes stories one person's through one delivery; what was owed is owed no more.
  func reserve(_ stories: [StoryID], for subscriber: Int64, through delivery: Int64) throws {
    let reserve = try cachedStatement(
      sql: "INSERT INTO reservation (subscriber, story, delivery) VALUES (?, ?, ?)")
    let settle = try cachedStatement(sql: "DELETE FROM owed WHERE subscriber = ? AND story = ?")
    for story in stories {
      try reserve.execute(arguments: [subscriber, story.number, delivery])
      try settle.execute(arguments: [subscriber, story.number])
    }
  }
}
