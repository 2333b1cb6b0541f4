public import Foundation
import GRDB
public import Newsletter

extension SentLog {
  /// Settles the uncertain deliveries of an edition, because somebody found out what became of
  /// them: one transaction.
  ///
  /// As sent they are accepted and their reservations final; as unsent they end, and their stories
  /// are owed to the people again. The caller holds the ``RunLock`` since before this log began.
  ///
  /// - Returns: how many were uncertain.
  /// - Throws: `unknownEdition`, or `fenced` when a newer run has begun.
  public func settle(
    _ edition: EditionID, asSent: Bool, at now: Date
  ) throws(StorageError) -> Int {
    try store.write { database in
      let ledger = try DeliveryLedger(database: database, run: run, now: now)
      try ledger.checkFence()
      let number = try database.number(of: edition)
      let uncertain = try Int64.fetchAll(
        database,
        sql: "SELECT id FROM delivery WHERE edition = ? AND state = 'uncertain' ORDER BY id",
        arguments: [number])
      for delivery in uncertain { try ledger.apply(.settled(asSent: asSent), to: delivery) }
      return uncertain.count
    }
  }
}
