public import Foundation
import GRDB
public import Newsletter

extension Store {
  /// Marks an edition as one that goes no further until somebody has looked at it.
  ///
  /// An edition that is paused already keeps its first reason.
  public func pause(
    _ edition: EditionID, because reason: String, at now: Date
  ) throws(StorageError) {
    try write { database in
      try database.execute(
        sql: "UPDATE edition SET pausedAt = ?, pauseReason = ? WHERE id = ? AND pausedAt IS NULL",
        arguments: [now.seconds, reason, edition.text])
    }
  }

  /// Lets the paused editions of some affiliates go on.
  ///
  /// - Parameter affiliates: nil means all.
  /// - Returns: the editions that were paused, in the order of freezing.
  public func liftPauses(
    of affiliates: Set<AffiliateID>? = nil
  ) throws(StorageError) -> [EditionID] {
    try write { database in
      let lifted = try database.pauses().filter { affiliates?.contains($0.pause.affiliate) ?? true }
      for (edition, _) in lifted {
        try database.execute(
          sql: "UPDATE edition SET pausedAt = NULL, pauseReason = NULL WHERE id = ?",
          arguments: [edition.text])
      }
      return lifted.map(\.edition)
    }
  }

  /// The editions that are paused, and why.
  public func pauses() throws(StorageError) -> [EditionID: EditionPause] {
    try read { database in
      Dictionary(uniqueKeysWithValues: try database.pauses().map { ($0.edition, $0.pause) })
    }
  }

  /// Whether an edition is paused.
  public func isPaused(_ edition: EditionID) throws(StorageError) -> Bool {
    try pauses()[edition] != nil
  }
}

extension Database {
  fileprivate func pauses() throws -> [(edition: EditionID, pause: EditionPause)] {
    try Row.fetchAll(
      self,
      sql: """
        SELECT id, affiliate, pausedAt, pauseReason FROM edition
        WHERE pausedAt IS NOT NULL ORDER BY number
        """
    ).compactMap { row in
      EditionPause(row).map { (EditionID(text: row["id"]), $0) }
    }
  }
}

extension EditionPause {
  /// Nil when the edition of this row is not paused.
  init?(_ row: Row) {
    guard let at: Int64 = row["pausedAt"], let affiliate = AffiliateID(row["affiliate"] as String)
    else { return nil }
    self.init(affiliate: affiliate, at: Date(seconds: at), reason: row["pauseReason"] ?? "")
  }
}
