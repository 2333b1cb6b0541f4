public import Foundation
import GRDB
public import Newsletter

/// What recording one affiliate's fetch did.
public struct FetchRecord: Sendable, Equatable {
  public let affiliate: AffiliateID
  /// How many distinct listings were read.
  public internal(set) var listings = 0
  /// How many sources said that nothing has changed since they were read.
  public internal(set) var unchanged = 0
  /// How many sources could not be read.
  public internal(set) var failed = 0
  /// How many stories the affiliate had not listed before and that wait for its next edition.
  public internal(set) var new = 0
  /// How many were taken as already seen.
  public internal(set) var baseline = 0
  public internal(set) var held = 0
  /// One sentence each; an alarm wants somebody to look.
  public internal(set) var warnings: [String] = []
  public internal(set) var alarms: [String] = []
}

extension Store {
  /// Records what one fetch of one affiliate gave, in one transaction.
  ///
  /// - Parameters:
  ///   - backlog: how many of the stories found at the first fetch count as new.
  ///   - allAsBaseline: take everything found as already seen.
  public func record(
    _ reports: [SourceReport], of affiliate: AffiliateID, backlog: Backlog, allAsBaseline: Bool,
    at now: Date
  ) throws(StorageError) -> FetchRecord {
    try write { database in
      var ingestion = try Ingestion(
        database, affiliate: affiliate, allAsBaseline: allAsBaseline, at: now)
      try ingestion.meet(reports.map(\.source))
      for report in reports { try ingestion.take(report) }
      try ingestion.open(backlog)
      return try ingestion.finished()
    }
  }
}

/// One affiliate's fetch on its way into the tables.
private struct Ingestion {
  let database: Database
  let affiliate: AffiliateID
  let now: Date
  let allAsBaseline: Bool
  var record: FetchRecord
  /// The stories of first readings, which the backlog is chosen from.
  var found: [StoryID] = []

  init(_ database: Database, affiliate: AffiliateID, allAsBaseline: Bool, at now: Date) throws {
    self.database = database
    self.affiliate = affiliate
    self.allAsBaseline = allAsBaseline
    self.now = now
    record = FetchRecord(affiliate: affiliate)
    try database.execute(
      sql: """
        INSERT INTO affiliate (id, firstFetchedAt) VALUES (?, ?)
        ON CONFLICT (id) DO UPDATE SET firstFetchedAt = coalesce(firstFetchedAt, excluded.firstFetchedAt)
        """, arguments: [affiliate.text, now.seconds])
  }

  /// Makes a row for each source that is new; those of the first fetch are marked so.
  func meet(_ sources: [SourceKey]) throws {
    let met = try Int.fetchOne(
      database, sql: "SELECT count(*) FROM source WHERE affiliate = ?", arguments: [affiliate.text])
    for source in sources {
      try database.execute(
        sql: """
          INSERT INTO source (affiliate, address, rules, isFirst, attemptedAt)
          VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
          """,
        arguments: [
          affiliate.text, source.address, source.rules, met == 0 && !allAsBaseline, now.seconds,
        ])
    }
  }

  mutating func take(_ report: SourceReport) throws {
    switch report.outcome {
    case .failed(let text): try fail(report.source, text)
    case .notModified:
      record.unchanged += 1
      try settle(report.source)
    case .read(let document, let etag, let lastModified):
      try take(document, from: report.source, etag, lastModified)
    }
  }

  private mutating func fail(_ source: SourceKey, _ text: String) throws {
    record.failed += 1
    record.alarms.append("\(affiliate): \(text)")
    try database.execute(
      sql: "UPDATE source SET attemptedAt = ?, failure = ? WHERE affiliate = ? AND address = ?",
      arguments: [now.seconds, text, affiliate.text, source.address])
  }

  private func settle(_ source: SourceKey) throws {
    try database.execute(
      sql: """
        UPDATE source SET attemptedAt = ?, readAt = ?, failure = NULL
        WHERE affiliate = ? AND address = ?
        """, arguments: [now.seconds, now.seconds, affiliate.text, source.address])
  }

  private mutating func take(
    _ document: SourceDocument, from source: SourceKey, _ etag: String?, _ lastModified: String?
  ) throws {
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM source WHERE affiliate = ? AND address = ?",
      arguments: [affiliate.text, source.address])
    let before: Int = row?["listings"] ?? 0
    guard !document.listings.isEmpty || before == 0 || allAsBaseline else {
      let text = "\(source.address) has no stories now, where it had \(before)"
      return try fail(source, text)
    }
    record.warnings += document.warnings.map { "\(source.address): \($0)" }
    // Read by other rules than last time, it is a source that was never read: what it lists now
    // may have stood there for years.
    let wasRead = (row?["readAt"] as Int64?) != nil && row?["rules"] == source.rules
    let isFirstReading = (row?["isFirst"] ?? false) && !wasRead && !allAsBaseline
    try ingest(
      document.listings, from: source, asBaseline: !wasRead || allAsBaseline,
      opensBacklog: isFirstReading)
    try database.execute(
      sql: """
        UPDATE source SET attemptedAt = ?, readAt = ?, failure = NULL, etag = ?, lastModified = ?,
          rules = ?, listings = ? WHERE affiliate = ? AND address = ?
        """,
      arguments: [
        now.seconds, now.seconds, etag, lastModified, source.rules, document.listings.count,
        affiliate.text, source.address,
      ])
  }

  private mutating func ingest(
    _ listings: [Listing], from source: SourceKey, asBaseline: Bool, opensBacklog: Bool
  ) throws {
    let entries = CatalogEntry.entries(of: listings, host: source.host)
    let catalog = Catalog(
      stories: try database.stories(with: entries.flatMap(\.keys)),
      fingerprints: try database.fingerprints(listedBy: source.address))
    record.listings += entries.count
    for (position, sighting) in catalog.sightings(of: entries).enumerated() {
      if let warning = sighting.warning { record.warnings.append(warning) }
      let story = try database.keep(sighting, at: now)
      try database.execute(
        sql: """
          INSERT INTO affiliateStory (affiliate, story, source, firstSeenAt, position, isBaseline)
          VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
          """,
        arguments: [
          affiliate.text, story.number, source.address, now.seconds, position, asBaseline,
        ])
      guard database.changesCount > 0 else { continue }
      if case .held = sighting.standing {
        record.held += 1
        continue
      }
      if opensBacklog { found.append(story) }
      if asBaseline { record.baseline += 1 } else { record.new += 1 }
    }
  }

  /// Takes the chosen part of the first readings as new.
  mutating func open(_ backlog: Backlog) throws {
    guard !found.isEmpty else { return }
    let taken =
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM affiliateStory a
          JOIN source s ON s.affiliate = a.affiliate AND s.address = a.source AND s.isFirst
          WHERE a.affiliate = ? AND NOT a.isBaseline
          """, arguments: [affiliate.text]) ?? 0
    let ids = Set(found)
    let candidates = try database.candidates(of: affiliate).filter { ids.contains($0.story.id) }
    for candidate in backlog.chosen(among: candidates, alreadyTaken: taken, at: now) {
      try database.execute(
        sql: "UPDATE affiliateStory SET isBaseline = 0 WHERE affiliate = ? AND story = ?",
        arguments: [affiliate.text, candidate.story.id.number])
      record.baseline -= 1
      record.new += 1
    }
  }

  func finished() throws -> FetchRecord {
    var record = record
    if record.held > 0 {
      record.alarms.append(
        "\(affiliate): \(record.held) stories look like known ones under new addresses and are held;"
          + " see 'broadsheet stories \(affiliate)', then stories adopt, release or skip")
    }
    return record
  }
}
