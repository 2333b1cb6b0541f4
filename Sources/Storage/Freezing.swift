import GRDB
import Mail
import Newsletter

/// The audience of one edition on its way into the tables, person by person.
struct Freezing {
  let edition: Int64
  /// The edition's own, in its order.
  let stories: [StoryID]
  /// What each person is owed, by number.
  let owed: [Int64: [StoryID]]
  var ledger: StoryLedger
  let database: Database
  private var seal = AudienceSeal()
  private var variants: [[StoryID]: Int64] = [:]

  init(
    edition: Int64, stories: [StoryID], owed: [Int64: [StoryID]], ledger: StoryLedger,
    database: Database
  ) {
    self.edition = edition
    self.stories = stories
    self.owed = owed
    self.ledger = ledger
    self.database = database
  }

  /// Writes a row for each subscription of the affiliate, whatever its status, and for the copies.
  ///
  /// - Parameter segment: whom it is for; nil: everybody.
  mutating func takeEverybody(
    of affiliate: AffiliateID, in segment: Segment?, copies: [EmailAddress]
  ) throws {
    let numbers = try copies.map { try database.number(of: Subscriber($0)) }
    var audience = Audience(
      copies: numbers, suppressed: try database.suppressedNumbers(),
      optedOut: try database.optedOutNumbers(of: affiliate))
    try database.eachSubscription(of: affiliate) { subscription in
      let member = try audience.member(subscription.number, subscription.status) {
        try segment.map(subscription.isIn) ?? true
      }
      if let member { try take(member, subscription.columns) }
    }
    for member in audience.copies {
      guard let index = numbers.firstIndex(of: member.subscriber) else { continue }
      try take(member, .address(copies[index]))
    }
    try database.reserveStories(of: edition)
    try database.execute(
      sql: "UPDATE edition SET audienceCount = ?, audienceHash = ? WHERE number = ?",
      arguments: [seal.count, seal.hash, edition])
  }

  private mutating func take(_ member: AudienceMember, _ columns: RecipientColumns) throws {
    seal.include(member.subscriber)
    var reason: SkipReason?
    var variant: Int64?
    switch ledger.share(of: stories, owed: owed[member.subscriber] ?? [], for: member) {
    case .leftOut(let why): reason = why
    case .stories(let stories): variant = try self.variant(of: stories)
    }
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO delivery (edition, subscriber, isCopy, variant, address, name, language, fields,
          state, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try insert.execute(arguments: [
      edition, member.subscriber, member.isCopy, variant, columns.address, columns.name,
      columns.language, columns.fields, (reason?.state ?? .planned).rawValue, reason?.rawValue,
    ])
  }

  private mutating func variant(of stories: [StoryID]) throws -> Int64 {
    if let known = variants[stories] { return known }
    try database.execute(
      sql: "INSERT INTO variant (edition, stories) VALUES (?, ?)",
      arguments: [edition, StoredJSON.text(stories)])
    variants[stories] = database.lastInsertedRowID
    return database.lastInsertedRowID
  }
}

extension Database {
  /// Reserves, for each planned delivery of a new edition but the copies, the stories of its
  /// variant; what was owed of them is owed no more.
  fileprivate func reserveStories(of edition: Int64) throws {
    try execute(
      sql: """
        INSERT INTO reservation (subscriber, story, delivery)
          SELECT d.subscriber, story.value, d.id FROM delivery d
          JOIN variant v ON v.id = d.variant, json_each(v.stories) AS story
          WHERE d.edition = ? AND NOT d.isCopy ORDER BY d.id
        """, arguments: [edition])
    try execute(
      sql: """
        DELETE FROM owed WHERE EXISTS (
          SELECT 1 FROM reservation r JOIN delivery d ON d.id = r.delivery
          WHERE r.subscriber = owed.subscriber AND r.story = owed.story AND d.edition = ?)
        """, arguments: [edition])
  }
}
