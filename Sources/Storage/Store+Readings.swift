public import Foundation
import GRDB
public import Newsletter

extension Store {
  /// The fingerprint of an affiliate's list file when it was synced last, while the store is what
  /// that sync made of it; nil when the file has to be read.
  public func listFingerprint(of affiliate: AffiliateID) throws(StorageError) -> String? {
    try read { database in
      try String.fetchOne(
        database, sql: "SELECT fingerprint FROM listReading WHERE affiliate = ?",
        arguments: [affiliate.text])
    }
  }

  /// Writes what a sync of an affiliate's list changes, and which file it was made from.
  ///
  /// It is written in pieces, so that whoever else has to write waits for one of them at most. A
  /// sync that is cut short leaves the list as unread, so that the next one finishes it: each piece
  /// makes it more like the file, and whoever left meanwhile stays away all the same, because
  /// opt-outs stand apart.
  ///
  /// - Parameters:
  ///   - removed: the numbers of those who are gone from the file.
  ///   - fingerprint: nil when the file is to be read again next time.
  public func sync(
    _ stage: SubscriptionStage, removing removed: SubscriberSet, from fingerprint: String?,
    at now: Date
  ) throws(StorageError) {
    let affiliate = stage.affiliate
    // Whoever changes something meanwhile that makes the file worth another look deletes this row.
    let mark = "syncing \(UUID().uuidString)"
    try write { try $0.keepReading(mark, of: affiliate, at: now) }
    var done = 0
    while let next = try write({ try $0.take(stage, after: done, at: now) }) { done = next }
    var rest = removed.makeIterator()
    while case let piece = rest.next(Self.syncPiece), !piece.isEmpty {
      try write { try $0.remove(piece, from: affiliate) }
    }
    try write { try $0.replaceReading(mark, by: fingerprint, of: affiliate) }
  }

  /// How many people one transaction of a sync writes: about a quarter of a second.
  fileprivate static let syncPiece = 20_000
}

extension IteratorProtocol {
  fileprivate mutating func next(_ count: Int) -> [Element] {
    var elements: [Element] = []
    while elements.count < count, let element = next() { elements.append(element) }
    return elements
  }
}

extension Database {
  /// Keeps which file an affiliate's subscriptions come from; nil: it has to be read again.
  func keepReading(_ fingerprint: String?, of affiliate: AffiliateID, at now: Date) throws {
    try execute(sql: "DELETE FROM listReading WHERE affiliate = ?", arguments: [affiliate.text])
    guard let fingerprint else { return }
    try execute(
      sql: "INSERT INTO listReading (affiliate, fingerprint, syncedAt) VALUES (?, ?, ?)",
      arguments: [affiliate.text, fingerprint, now.seconds])
  }

  fileprivate func replaceReading(
    _ mark: String, by fingerprint: String?, of affiliate: AffiliateID
  ) throws {
    try execute(
      sql: fingerprint == nil
        ? "DELETE FROM listReading WHERE affiliate = :affiliate"
        : """
        UPDATE listReading SET fingerprint = :fingerprint
        WHERE affiliate = :affiliate AND fingerprint = :mark
        """,
      arguments: fingerprint.map {
        ["affiliate": affiliate.text, "fingerprint": $0, "mark": mark]
      } ?? ["affiliate": affiliate.text])
  }

  /// Writes the next people of a stage.
  ///
  /// - Returns: how many are written by then; nil when there were no more.
  fileprivate func take(
    _ stage: SubscriptionStage, after done: Int, at now: Date
  ) throws -> Int? {
    let hasErased = try hasErased()
    let statement = try cachedStatement(sql: Self.listed)
    return try stage.people(after: done, limit: Store.syncPiece) { person in
      var number = try knownNumber(of: person.subscriber)
      if number == nil {
        if hasErased, try erasedNumber(of: person.subscriber) != nil { return }
        number = try newNumber(of: person.subscriber)
      }
      let columns = person.columns
      try statement.execute(arguments: [
        stage.affiliate.text, number, columns.address, columns.name, columns.language,
        columns.fields, now.seconds,
      ])
    }
  }

  /// What signed up on the web or left since the file was compared stays as it is.
  private static let listed = """
    INSERT INTO subscription
      (affiliate, subscriber, address, name, language, fields, status, origin, since)
    VALUES (?, ?, ?, ?, ?, ?, 'confirmed', 'file', ?)
    ON CONFLICT (affiliate, subscriber) DO UPDATE SET address = excluded.address,
      name = excluded.name, language = excluded.language, fields = excluded.fields,
      status = excluded.status, origin = excluded.origin
    WHERE status <> 'unsubscribed' AND NOT (status = 'confirmed' AND origin <> 'file')
    """

  fileprivate func remove(_ numbers: [Int64], from affiliate: AffiliateID) throws {
    let statement = try cachedStatement(
      sql: """
        UPDATE subscription SET status = 'removed' WHERE affiliate = ? AND subscriber = ?
          AND status = 'confirmed' AND origin = 'file'
        """)
    for number in numbers { try statement.execute(arguments: [affiliate.text, number]) }
  }
}
