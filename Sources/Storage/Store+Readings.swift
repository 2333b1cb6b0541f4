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
  /// - Parameter fingerprint: nil when the file is to be read again next time.
  public func sync(
    _ subscriptions: some Sequence<Subscription>, of affiliate: AffiliateID,
    from fingerprint: String?,
    at now: Date
  ) throws(StorageError) {
    try write { database in
      for subscription in subscriptions { try database.save(subscription, at: now) }
      try database.keepReading(fingerprint, of: affiliate, at: now)
    }
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
}
