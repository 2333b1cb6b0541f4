public import Foundation
import GRDB
public import Newsletter

/// The part of the store that one run writes while it sends.
///
/// Every change names the state that it expects and the run that makes it, so that two runs that
/// should never meet (the lock keeps them apart) cannot undo each other's work.
public struct SentLog: Sendable {
  let store: Store
  public let run: Int64

  /// Begins a run. What an earlier run handed over without learning the answer is now uncertain.
  ///
  /// The caller holds the lock (``RunLock``): no other run is alive.
  public static func begin(
    _ command: String, in store: Store, at now: Date
  ) throws(StorageError) -> SentLog {
    let run = try store.write { database in
      try database.execute(
        sql: "INSERT INTO run (command, startedAt) VALUES (?, ?)",
        arguments: [command, now.seconds])
      let run = database.lastInsertedRowID
      let open = try Int64.fetchAll(
        database,
        sql: "SELECT id FROM delivery WHERE \(Database.openDeliveries) AND state = 'handedOver'")
      for delivery in open {
        let event = DeliveryEvent.uncertain(why: "the run ended before the answer was known")
        try DeliveryLedger(database: database, run: run, now: now).apply(event, to: delivery)
      }
      return run
    }
    return SentLog(store: store, run: run)
  }

  /// Writes outcomes, in order, and hands one delivery over: one transaction, durable on return.
  ///
  /// Only after this has returned nil may a byte of that delivery's final dot be written.
  ///
  /// - Returns: why the delivery must not go out after all, when an opt-out or suppression came
  ///   between; it is then left out in the same transaction.
  public func commit(
    _ outcomes: [DeliveryOutcomeRecord], handingOver delivery: Int64? = nil, at now: Date
  ) throws(StorageError) -> SkipReason? {
    try store.write { database in
      let ledger = DeliveryLedger(database: database, run: run, now: now)
      try ledger.checkFence()
      for outcome in outcomes { try ledger.apply(outcome.event, to: outcome.delivery) }
      guard let delivery else { return nil }
      let objection = try database.objection(to: delivery)
      try ledger.apply(objection.map(DeliveryEvent.leftOut) ?? .handedOver, to: delivery)
      return objection
    }
  }

  /// Ends the deferred deliveries that were first tried before `moment`.
  ///
  /// - Returns: how many.
  public func expire(triedBefore moment: Date, at now: Date) throws(StorageError) -> Int {
    try store.write { database in
      let old = try Int64.fetchAll(
        database,
        sql: """
          SELECT id FROM delivery
          WHERE \(Database.openDeliveries) AND state = 'deferred' AND firstTriedAt <= ?
          """,
        arguments: [moment.seconds])
      let ledger = DeliveryLedger(database: database, run: run, now: now)
      for delivery in old { try ledger.apply(.expired, to: delivery) }
      return old.count
    }
  }

  /// Puts ended or waiting deliveries back in line because somebody asked for it.
  ///
  /// A rejected or expired one takes back those of its stories that are still free; when none is,
  /// it stays as it is.
  public func retry(
    _ states: Set<DeliveryState>, of affiliates: Set<AffiliateID>?, at now: Date
  ) throws(StorageError) -> Int {
    try store.write { database in
      let ledger = DeliveryLedger(database: database, run: run, now: now)
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT d.id, d.state, e.affiliate FROM delivery d JOIN edition e ON e.number = d.edition
          WHERE d.variant IS NOT NULL AND d.state IN (SELECT value FROM json_each(?)) ORDER BY d.id
          """, arguments: [StoredJSON.text(states.map(\.rawValue))])
      var retried = 0
      for row in rows {
        guard let state = DeliveryState(rawValue: row["state"]),
          let affiliate = AffiliateID(row["affiliate"] as String),
          affiliates?.contains(affiliate) ?? true,
          try !state.givesStoriesBack || ledger.takeBack(storiesOf: row["id"])
        else { continue }
        try ledger.apply(.retried, to: row["id"])
        retried += 1
      }
      return retried
    }
  }
}

/// A delivery and what happened to it.
public struct DeliveryOutcomeRecord: Sendable, Equatable {
  public let delivery: Int64
  public let event: DeliveryEvent

  public init(_ delivery: Int64, _ event: DeliveryEvent) {
    self.delivery = delivery
    self.event = event
  }
}
