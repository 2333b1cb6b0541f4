import Foundation
import GRDB
public import Newsletter

/// A story that is held back because it looks like a known one under a new address.
public struct HeldStory: Sendable, Equatable {
  public let story: Story
  public let resembles: StoryID
  /// The source that listed it.
  public let source: String
}

extension Store {
  /// Every story that an affiliate's sources have listed, and how it stands there.
  public func candidates(of affiliate: AffiliateID) throws(StorageError) -> [Candidate] {
    try read { try $0.candidates(of: affiliate) }
  }

  /// All stories that are held, by number.
  public func heldStories() throws(StorageError) -> [HeldStory] {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT s.*, min(a.source) AS source FROM story s
          JOIN affiliateStory a ON a.story = s.id WHERE s.state = 'held' GROUP BY s.id ORDER BY s.id
          """)
      return try rows.map {
        HeldStory(
          story: try Story($0), resembles: StoryID($0["resembles"] ?? 0), source: $0["source"])
      }
    }
  }

  /// Takes the held stories of a source as the stories they resemble, which get their keys.
  ///
  /// - Returns: how many were adopted.
  public func adoptHeldStories(of source: String) throws(StorageError) -> Int {
    try write { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT DISTINCT s.id, s.resembles FROM story s
          JOIN affiliateStory a ON a.story = s.id WHERE s.state = 'held' AND a.source = ?
          """, arguments: [source])
      for row in rows { try database.adopt(row["id"], as: row["resembles"]) }
      return rows.count
    }
  }

  /// Takes held stories as new ones after all.
  public func release(_ stories: [StoryID]) throws(StorageError) {
    try set(stories, to: "live")
  }

  /// Leaves stories out of every coming edition.
  public func skip(_ stories: [StoryID]) throws(StorageError) {
    try set(stories, to: "skipped")
  }

  private func set(_ stories: [StoryID], to state: String) throws(StorageError) {
    try write { database in
      for story in stories {
        try database.execute(
          sql: "UPDATE story SET state = ? WHERE id = ?", arguments: [state, story.number])
        guard database.changesCount == 1 else { throw StorageError(.unknownStory(story.number)) }
      }
    }
  }
}

extension Database {
  func candidates(of affiliate: AffiliateID) throws -> [Candidate] {
    let rows = try Row.fetchAll(
      self,
      sql: """
        SELECT s.id, s.listing, s.state, a.firstSeenAt, a.position, a.isBaseline, a.source,
          e.id AS edition
        FROM affiliateStory a JOIN story s ON s.id = a.story
        LEFT JOIN editionStory es ON es.affiliate = a.affiliate AND es.story = a.story
        LEFT JOIN edition e ON e.number = es.edition
        WHERE a.affiliate = ? ORDER BY s.id
        """, arguments: [affiliate.text])
    return try rows.map { row in
      Candidate(
        story: try Story(row), firstSeen: Date(seconds: row["firstSeenAt"]),
        position: row["position"], standing: Candidate.Standing(row), source: row["source"])
    }
  }

  /// Which of these keys are known, and whose they are.
  func stories(with keys: [StoryKey]) throws -> [StoryKey: StoryID] {
    let statement = try cachedStatement(sql: "SELECT story FROM storyKey WHERE key = ?")
    var stories: [StoryKey: StoryID] = [:]
    for key in keys {
      if let id = try Int64.fetchOne(statement, arguments: [key.description]) {
        stories[key] = StoryID(id)
      }
    }
    return stories
  }

  /// The live stories that a source has listed, by title and teaser.
  func fingerprints(listedBy source: String) throws -> [Fingerprint: StoryID] {
    let rows = try Row.fetchAll(
      self,
      sql: """
        SELECT DISTINCT s.id, s.fingerprint FROM story s JOIN affiliateStory a ON a.story = s.id
        WHERE a.source = ? AND s.state <> 'held' ORDER BY s.id
        """, arguments: [source])
    var known: [Fingerprint: StoryID] = [:]
    for row in rows { known[Fingerprint(stored: row["fingerprint"])] = StoryID(row["id"]) }
    return known
  }

  /// Writes what a sighting says and gives the story's number.
  func keep(_ sighting: Sighting, at now: Date) throws -> StoryID {
    let id: StoryID
    switch sighting.standing {
    case .known(let story):
      id = story
      try update(story, with: sighting.listing)
    case .new: id = try insert(sighting.listing, state: "live", resembles: nil, at: now)
    case .held(let resembled):
      id = try insert(sighting.listing, state: "held", resembles: resembled, at: now)
    }
    for key in sighting.keys {
      try execute(
        sql: "INSERT INTO storyKey (key, story) VALUES (?, ?) ON CONFLICT DO NOTHING",
        arguments: [key.description, id.number])
    }
    return id
  }

  private func insert(
    _ listing: Listing, state: String, resembles: StoryID?, at now: Date
  ) throws -> StoryID {
    try execute(
      sql: """
        INSERT INTO story (listing, fingerprint, state, resembles, firstSeenAt)
        VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [
        StoredJSON.text(listing), listing.fingerprint.text, state, resembles?.number, now.seconds,
      ])
    return StoryID(lastInsertedRowID)
  }

  /// An edited story is updated in place; editions have their own frozen text.
  private func update(_ story: StoryID, with listing: Listing) throws {
    let stored = try String.fetchOne(
      self, sql: "SELECT listing FROM story WHERE id = ?", arguments: [story.number])
    guard let stored else { return }
    let merged = listing.laid(over: try StoredJSON.value(Listing.self, from: stored))
    let text = try StoredJSON.text(merged)
    guard text != stored else { return }
    try execute(
      sql: "UPDATE story SET listing = ?, fingerprint = ? WHERE id = ?",
      arguments: [text, merged.fingerprint.text, story.number])
  }

  fileprivate func adopt(_ held: Int64, as known: Int64) throws {
    try execute(sql: "UPDATE storyKey SET story = ? WHERE story = ?", arguments: [known, held])
    try execute(
      sql: """
        INSERT INTO affiliateStory
          SELECT affiliate, ?, source, firstSeenAt, position, isBaseline FROM affiliateStory
          WHERE story = ? ON CONFLICT DO NOTHING
        """, arguments: [known, held])
    try execute(sql: "DELETE FROM affiliateStory WHERE story = ?", arguments: [held])
    try execute(sql: "DELETE FROM story WHERE id = ?", arguments: [held])
  }
}

extension Story {
  init(_ row: Row) throws {
    self.init(
      id: StoryID(row["id"]),
      listing: try StoredJSON.value(Listing.self, from: row["listing"]))
  }
}

extension Candidate.Standing {
  fileprivate init(_ row: Row) {
    let state: String = row["state"]
    if let edition: String = row["edition"] {
      self = .sent(EditionID(text: edition))
    } else if state == "held" {
      self = .held
    } else if state == "skipped" {
      self = .skipped
    } else {
      self = row["isBaseline"] ? .baseline : .new
    }
  }
}
