import Foundation
import GRDB
public import Newsletter

extension Store {
  /// How the sending of an edition went; nil when nothing of it was tried yet.
  ///
  /// What was settled by hand is no attempt.
  public func figures(of edition: EditionID) throws(StorageError) -> EditionFigures? {
    try read { database in
      let number = try database.number(of: edition)
      let row = try Row.fetchOne(database, sql: Self.figuresSQL, arguments: [number])
      guard let row, let first: Int64 = row["first"], let last: Int64 = row["last"] else {
        return nil
      }
      return EditionFigures(
        first: Date(seconds: first), last: Date(seconds: last), accepted: row["accepted"],
        deferred: row["deferred"], rejected: row["rejected"], uncertain: row["uncertain"],
        seconds: row["seconds"])
    }
  }

  /// First one row for each second in which something happened, then the sums. A second counts from
  /// the one before it, unless a pause lies between.
  private static let figuresSQL = """
    WITH busy AS (
      SELECT a.at, sum(toState = 'accepted') AS accepted, sum(toState = 'deferred') AS deferred,
        sum(toState = 'rejected') AS rejected, sum(toState = 'uncertain') AS uncertain
      FROM delivery d JOIN attempt a ON a.delivery = d.id
      WHERE d.edition = ? AND fromState <> 'uncertain'
        AND toState IN ('handedOver', 'accepted', 'deferred', 'rejected', 'uncertain')
      GROUP BY a.at),
    paced AS (SELECT *, at - lag(at) OVER (ORDER BY at) AS gap FROM busy)
    SELECT min(at) AS first, max(at) AS last, sum(accepted) AS accepted,
      sum(deferred) AS deferred, sum(rejected) AS rejected, sum(uncertain) AS uncertain,
      sum(CASE WHEN gap <= 60 THEN gap ELSE 1 END) AS seconds
    FROM paced
    """
}

extension Database {
  /// The number of an edition; throws when there is none of that id.
  func number(of edition: EditionID) throws -> Int64 {
    let number = try Int64.fetchOne(
      self, sql: "SELECT number FROM edition WHERE id = ?", arguments: [edition.text])
    guard let number else { throw StorageError(.unknownEdition(edition.text)) }
    return number
  }
}
