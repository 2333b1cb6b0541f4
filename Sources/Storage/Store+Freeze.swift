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

  public init(edition: Edition, copies: [EmailAddress], slot: LocalDate?) {
    self.edition = edition
    self.copies = copies
    self.slot = slot
  }
}

extension Store {
  /// How long a story that was given back rides along with later editions.
  public static let owedFor: TimeInterval = 28 * 86400

  /// Freezes an edition: its stories, texts, audience, deliveries and reservations, in one
  /// transaction.
  public func freeze(_ order: FreezeOrder) throws(StorageError) {
    try write { database in
      let edition = order.edition
      let owed = try database.owed(through: edition.affiliate, at: edition.frozenAt)
      let owedIDs = Set(owed.values.joined())
      let audience = Audience(
        subscriptions: try database.subscriptions(of: edition.affiliate), copies: order.copies,
        suppressed: try database.suppressed(),
        optedOut: try database.optedOut(of: edition.affiliate))
      let ids = edition.stories.map(\.id)
      var ledger = StoryLedger(reserved: try database.reserved(Array(owedIDs) + ids))
      let allotments = ledger.allot(ids, owed: owed, to: audience)
      let number = try database.insert(
        edition, owed: try database.stories(owedIDs.subtracting(ids)))
      try database.insert(allotments, into: number)
      if let slot = order.slot {
        try database.settle(slot, of: edition.affiliate, as: .edition(edition.id), edition.frozenAt)
      }
    }
  }

  /// Who has each of these stories already.
  public func reserved(_ stories: [StoryID]) throws(StorageError) -> [StoryID: Set<Subscriber>] {
    try read { try $0.reserved(stories) }
  }

  /// The stories that were given back and that this affiliate may bring again, by person.
  public func owed(
    through affiliate: AffiliateID, at now: Date
  ) throws(StorageError) -> [Subscriber: [StoryID]] {
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

  func reserved(_ stories: [StoryID]) throws -> [StoryID: Set<Subscriber>] {
    var reserved: [StoryID: Set<Subscriber>] = [:]
    for story in stories {
      let texts = try String.fetchAll(
        self,
        sql: """
          SELECT p.canonical FROM reservation r JOIN subscriber p ON p.id = r.subscriber
          WHERE r.story = ?
          """, arguments: [story.number])
      reserved[story] = Set(texts.map(Subscriber.init(canonical:)))
    }
    return reserved
  }

  func owed(through affiliate: AffiliateID, at now: Date) throws -> [Subscriber: [StoryID]] {
    let rows = try Row.fetchAll(
      self,
      sql: """
        SELECT p.canonical, o.story FROM owed o
        JOIN editionStory es ON es.story = o.story AND es.affiliate = ?
        JOIN subscriber p ON p.id = o.subscriber
        JOIN story s ON s.id = o.story AND s.state <> 'skipped'
        WHERE o.since >= ? ORDER BY o.story DESC
        """,
      arguments: [affiliate.text, now.addingTimeInterval(-Store.owedFor).seconds])
    var owed: [Subscriber: [StoryID]] = [:]
    for row in rows {
      owed[Subscriber(canonical: row["canonical"]), default: []].append(StoryID(row["story"]))
    }
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

  fileprivate func insert(_ allotments: [Allotment], into edition: Int64) throws {
    var seal = AudienceSeal()
    var variants: [[StoryID]: Int64] = [:]
    for allotment in allotments {
      let subscriber = try number(of: allotment.member.subscriber)
      seal.include(subscriber)
      var variant: Int64?
      if case .stories(let stories) = allotment.share {
        variant = try variants[stories] ?? insertVariant(stories, of: edition)
        variants[stories] = variant
      }
      let delivery = try insert(allotment, subscriber: subscriber, variant: variant, into: edition)
      if case .stories(let stories) = allotment.share, !allotment.member.isCopy {
        try reserve(stories, for: subscriber, through: delivery)
      }
    }
    try execute(
      sql: "UPDATE edition SET audienceCount = ?, audienceHash = ? WHERE number = ?",
      arguments: [seal.count, seal.hash, edition])
  }

  private func insertVariant(_ stories: [StoryID], of edition: Int64) throws -> Int64 {
    try execute(
      sql: "INSERT INTO variant (edition, stories) VALUES (?, ?)",
      arguments: [edition, StoredJSON.text(stories)])
    return lastInsertedRowID
  }

  private func insert(
    _ allotment: Allotment, subscriber: Int64, variant: Int64?, into edition: Int64
  ) throws -> Int64 {
    var reason: SkipReason?
    if case .leftOut(let why) = allotment.share { reason = why }
    let recipient = allotment.member.recipient
    let statement = try cachedStatement(
      sql: """
        INSERT INTO delivery (edition, subscriber, isCopy, variant, address, name, language, fields,
          state, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      edition, subscriber, allotment.member.isCopy, variant, recipient.address.spelling,
      recipient.name, recipient.language, recipient.fieldsText(),
      (reason?.state ?? .planned).rawValue, reason?.rawValue,
    ])
    return lastInsertedRowID
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
