import Foundation
import GRDB
import Newsletter
import Synchronization

/// What one session wants written before it goes on.
struct CommitEntry: Sendable {
  let outcomes: [DeliveryOutcomeRecord]
  let handingOver: HandOver?
  let moment: Date
}

/// Writes for many sessions at once: one transaction, and so one wait for the disk, serves all who
/// came while the last one was written.
///
/// The order that matters is each session's own, and a session waits for its entry before it makes
/// another.
final class CommitQueue: Sendable {
  private let store: Store
  private let run: Int64
  private let line = Mutex<[Waiting]>([])
  private let crowd = Atomic(1)

  private struct Waiting {
    let entry: CommitEntry
    let continuation: CheckedContinuation<Result<SkipReason?, StorageError>, Never>
  }

  init(_ store: Store, run: Int64) {
    self.store = store
    self.run = run
  }

  /// Returns when the entry is durable.
  nonisolated(nonsending) func commit(
    _ entry: CommitEntry
  ) async throws(StorageError) -> SkipReason? {
    let result = await withCheckedContinuation { continuation in
      let isFirst = line.withLock { line in
        line.append(Waiting(entry: entry, continuation: continuation))
        return line.count == 1
      }
      // Whoever comes before the writer is free rides along.
      if isFirst { store.database.asyncWriteWithoutTransaction { self.write($0) } }
    }
    return try result.get()
  }

  /// How many sessions there are that may come.
  func expect(_ sessions: Int) { crowd.store(sessions, ordering: .relaxed) }

  /// Where many sessions come, a transaction for each of the first few would keep the disk and the
  /// processor busier than one for all of them: it waits a moment for a quarter of them.
  private func gather() {
    let enough = crowd.load(ordering: .relaxed) / 4
    for _ in 0..<Self.mostNaps where line.withLock({ $0.count }) < enough {
      usleep(Self.napInMicroseconds)
    }
  }

  private static let mostNaps = 8
  private static let napInMicroseconds: UInt32 = 100

  private func write(_ database: Database) {
    gather()
    let waiting = line.withLock { line in
      defer { line = [] }
      return line
    }
    let result = Result { () throws(StorageError) in
      try StorageError.wrapping(store.database.path) {
        try objections(writing: waiting.map(\.entry), to: database)
      }
    }
    switch result {
    case .success(let objections):
      for (one, objection) in zip(waiting, objections) {
        one.continuation.resume(returning: .success(objection))
      }
    case .failure(let error):
      for one in waiting { one.continuation.resume(returning: .failure(error)) }
    }
  }

  private func objections(
    writing entries: [CommitEntry], to database: Database
  ) throws -> [SkipReason?] {
    var objections: [SkipReason?] = []
    try database.inTransaction(.immediate) {
      let mark = try LeavingMark(database)
      var ledger = try DeliveryLedger(database: database, run: run, now: .distantPast)
      try ledger.checkFence()
      for entry in entries {
        ledger.now = entry.moment
        for outcome in entry.outcomes { try ledger.apply(outcome) }
        objections.append(
          try entry.handingOver.flatMap {
            try ledger.handOver($0, nobodyLeft: $0.mark == mark)
          })
      }
      return .commit
    }
    return objections
  }
}
