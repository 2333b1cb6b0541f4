public import Foundation
import GRDB
public import Newsletter

extension Store {
  /// What is known of an affiliate's sources, by address.
  public func sourceStates(of affiliate: AffiliateID) throws(StorageError) -> [String: SourceState]
  {
    try read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT * FROM source WHERE affiliate = ?", arguments: [affiliate.text])
      return Dictionary(uniqueKeysWithValues: rows.map { ($0["address"], SourceState($0)) })
    }
  }

  /// When the affiliate was first fetched; nil before that.
  public func firstFetch(of affiliate: AffiliateID) throws(StorageError) -> Date? {
    try read { database in
      try Int64.fetchOne(
        database, sql: "SELECT firstFetchedAt FROM affiliate WHERE id = ?",
        arguments: [affiliate.text]
      ).map(Date.init(seconds:))
    }
  }

  /// The list id that the affiliate had at first use, when that was.
  public func listID(of affiliate: AffiliateID) throws(StorageError) -> String? {
    try read { database in
      try String.fetchOne(
        database, sql: "SELECT listID FROM affiliate WHERE id = ? AND listID IS NOT NULL",
        arguments: [affiliate.text])
    }
  }

  /// Keeps the affiliate's list id unless one is kept already.
  public func keepListID(_ listID: String, of affiliate: AffiliateID) throws(StorageError) {
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO affiliate (id, listID) VALUES (?, ?)
          ON CONFLICT (id) DO UPDATE SET listID = coalesce(listID, excluded.listID)
          """, arguments: [affiliate.text, listID])
    }
  }
}

extension SourceState {
  init(_ row: Row) {
    self.init(
      address: row["address"], rules: row["rules"],
      attemptedAt: Date(seconds: row["attemptedAt"]),
      readAt: (row["readAt"] as Int64?).map(Date.init(seconds:)), failure: row["failure"],
      etag: row["etag"], lastModified: row["lastModified"], listings: row["listings"])
  }
}
