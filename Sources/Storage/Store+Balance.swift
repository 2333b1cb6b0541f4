import GRDB
public import Newsletter

extension Store {
  /// The accounts of every edition, or of those named, in the order they were frozen.
  ///
  /// An edition balances when (1) its rows equal the frozen audience in number and hash, (2) the
  /// states add up to it, (3) each accepted row has its reply and its reservations, which are final, (4) no
  /// reservation belongs to an ended, unaccepted delivery, (5) the attempts of each row lead from
  /// its beginning to the state shown.
  public func balances(
    of editions: Set<EditionID>? = nil
  ) throws(StorageError) -> [EditionBalance] {
    if editions?.isEmpty == true { return [] }
    return try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT number, id, affiliate, audienceCount, audienceHash, pausedAt, pauseReason
          FROM edition ORDER BY number
          """)
      return try rows.compactMap { row in
        let id = EditionID(text: row["id"])
        guard editions?.contains(id) ?? true else { return nil }
        return try Audit(database: database, edition: row["number"], id: id, row: row).balance()
      }
    }
  }
}

/// The five checks of one edition.
private struct Audit {
  let database: Database
  let edition: Int64
  let id: EditionID
  let row: Row

  func balance() throws -> EditionBalance {
    let counts = try counts()
    let faults = try [
      audienceFault(), sumFault(counts), acceptedFault(), reservationFault(), attemptFault(),
    ]
    return EditionBalance(
      edition: id, audience: row["audienceCount"], counts: counts, faults: faults.compactMap { $0 },
      pause: EditionPause(row))
  }

  private func counts() throws -> [DeliveryState: Int] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT state, count(*) AS n FROM delivery WHERE edition = ? GROUP BY state",
      arguments: [edition])
    var counts: [DeliveryState: Int] = [:]
    for row in rows {
      if let state = DeliveryState(rawValue: row["state"]) { counts[state] = row["n"] }
    }
    return counts
  }

  private func audienceFault() throws -> String? {
    var seal = AudienceSeal()
    let subscribers = try Int64.fetchCursor(
      database, sql: "SELECT subscriber FROM delivery WHERE edition = ?", arguments: [edition])
    while let subscriber = try subscribers.next() { seal.include(subscriber) }
    let frozen = AudienceSeal(count: row["audienceCount"], hash: row["audienceHash"])
    guard seal != frozen else { return nil }
    return "\(seal.count) rows are not the frozen audience of \(frozen.count)"
  }

  private func sumFault(_ counts: [DeliveryState: Int]) -> String? {
    let sum = counts.values.reduce(0, +)
    let audience: Int = row["audienceCount"]
    return sum == audience ? nil : "the states add up to \(sum), the audience is \(audience)"
  }

  private func acceptedFault() throws -> String? {
    let bare = try count(
      """
      SELECT count(*) FROM delivery d WHERE edition = ? AND state = 'accepted' AND (reply IS NULL
        OR (SELECT count(*) FROM reservation r WHERE r.delivery = d.id) <> CASE WHEN isCopy THEN 0
          ELSE (SELECT json_array_length(v.stories) FROM variant v WHERE v.id = d.variant) END)
      """)
    return bare == 0 ? nil : "\(bare) accepted deliveries lack a reply or their reservations"
  }

  private func reservationFault() throws -> String? {
    let stray = try count(
      """
      SELECT count(*) FROM delivery d JOIN reservation r ON r.delivery = d.id WHERE d.edition = ?
        AND d.state IN ('rejected', 'expired', 'skipped', 'suppressed')
      """)
    return stray == 0 ? nil : "\(stray) reservations belong to deliveries that ended unaccepted"
  }

  /// Follows each delivery's attempts from its first state to the one shown.
  private func attemptFault() throws -> String? {
    let broken = try AttemptTrail.brokenCount(in: edition, of: database)
    return broken == 0 ? nil : "the attempts of \(broken) deliveries do not lead to their state"
  }

  private func count(_ sql: String) throws -> Int {
    try Int.fetchOne(database, sql: sql, arguments: [edition]) ?? 0
  }
}
