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
  /// How many deliveries of each edition an earlier run left open, which are uncertain now.
  public let leftOpen: [EditionID: Int]

  private let queue: CommitQueue

  init(store: Store, run: Int64, leftOpen: [EditionID: Int] = [:]) {
    self.store = store
    self.run = run
    self.leftOpen = leftOpen
    queue = CommitQueue(store, run: run)
  }

  /// Begins a run. What an earlier run handed over without learning the answer is now uncertain.
  ///
  /// The caller holds the lock (``RunLock``): no other run is alive.
  public static func begin(
    _ command: String, in store: Store, at now: Date
  ) throws(StorageError) -> SentLog {
    try store.write { database in
      try database.execute(
        sql: "INSERT INTO run (command, startedAt) VALUES (?, ?)",
        arguments: [command, now.seconds])
      let run = database.lastInsertedRowID
      let open = try Row.fetchAll(
        database,
        sql: """
          SELECT d.id, e.id AS edition FROM delivery d JOIN edition e ON e.number = d.edition
          WHERE \(Database.openDeliveries) AND state = 'handedOver'
          """)
      var leftOpen: [EditionID: Int] = [:]
      let ledger = try DeliveryLedger(database: database, run: run, now: now)
      for row in open {
        let event = DeliveryEvent.uncertain(why: "the run ended before the answer was known")
        try ledger.apply(event, to: row["id"])
        leftOpen[EditionID(text: row["edition"]), default: 0] += 1
      }
      return SentLog(store: store, run: run, leftOpen: leftOpen)
    }
  }

  /// Writes outcomes, in order, and hands one delivery over: one transaction, durable on return.
  /// Sessions that ask at the same time share a transaction.
  ///
  /// Only after this has returned nil may a byte of that delivery's final dot be written.
  ///
  /// - Returns: why the delivery must not go out after all, when an opt-out or suppression came
  ///   between; it is then left out in the same transaction.
  @discardableResult
  public nonisolated(nonsending) func commit(
    _ outcomes: [DeliveryOutcomeRecord], handingOver delivery: HandOver? = nil, at now: Date
  ) async throws(StorageError) -> SkipReason? {
    try await queue.commit(CommitEntry(outcomes: outcomes, handingOver: delivery, moment: now))
  }

  /// Says how many sessions will commit side by side, so that they share transactions well.
  public func expect(sessions: Int) { queue.expect(sessions) }

  /// Puts ended or waiting deliveries back in line because somebody asked for it.
  ///
  /// A rejected or expired one takes back those of its stories that are still free; when none is,
  /// it stays as it is. Editions older than stories are owed (``Store/owedFor``) are left alone.
  public func retry(
    _ states: Set<DeliveryState>, of affiliates: Set<AffiliateID>?, at now: Date
  ) throws(StorageError) -> Int {
    try store.write { database in
      let ledger = try DeliveryLedger(database: database, run: run, now: now)
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT d.id, d.state, e.affiliate FROM delivery d JOIN edition e ON e.number = d.edition
          WHERE d.variant IS NOT NULL AND e.frozenAt >= ?
            AND d.state IN (SELECT value FROM json_each(?)) ORDER BY d.id
          """,
        arguments: [
          now.addingTimeInterval(-Store.owedFor).seconds,
          StoredJSON.text(states.map(\.rawValue)),
        ])
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
  /// The state that it must be in.
  public let state: DeliveryState
  public let event: DeliveryEvent

  public init(_ delivery: Int64, from state: DeliveryState, _ event: DeliveryEvent) {
    self.delivery = delivery
    self.state = state
    self.event = event
  }
}

/// A delivery that the server waits for.
public struct HandOver: Sendable {
  let delivery: Int64
  let state: DeliveryState
  let mark: LeavingMark?

  /// - Parameters:
  ///   - state: planned or deferred: the state that it must be in.
  ///   - mark: how far opt-outs had been read when it was found free to go; nil when it was not
  ///     looked at.
  public init(_ delivery: Int64, from state: DeliveryState = .planned, mark: LeavingMark? = nil) {
    self.delivery = delivery
    self.state = state
    self.mark = mark
  }
}
