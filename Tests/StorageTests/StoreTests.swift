import Foundation
import GRDB
import Newsletter
import Testing

@testable import Storage

@Suite("The store")
struct StoreTests {
  private func scratchPath() -> String {
    FileManager.default.temporaryDirectory
      .appendingPathComponent("broadsheet-store-\(UUID().uuidString).sqlite").path
  }

  private func discard(_ path: String) {
    for suffix in ["", "-wal", "-shm", ".lock"] {
      // What is not there need not be removed.
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
  }

  @Test("commits durably, beside readers")
  func pragmas() throws {
    let path = scratchPath()
    defer { discard(path) }
    let store = try Store.open(at: path)
    let (synchronous, journal) = try store.write { database in
      try (
        Int.fetchOne(database, sql: "PRAGMA synchronous"),
        String.fetchOne(database, sql: "PRAGMA journal_mode")
      )
    }
    #expect(synchronous == 2)
    #expect(journal == "wal")
  }

  @Test(
    "refuses to forget what people decided, and what was tried",
    arguments: [
      "DELETE FROM optOut", "UPDATE optOut SET affiliate = 'x'", "DELETE FROM suppression",
      "UPDATE suppression SET isLifted = 1",
    ])
  func appendOnly(_ sql: String) throws {
    let store = try Store.inMemory()
    let ana = Subscriber(canonical: "ana@example.org")
    try store.optOut(ana, of: nil, source: "test", reason: nil, at: Date())
    try store.suppress(ana, reason: nil, at: Date())
    #expect(throws: StorageError.self) { try store.write { try $0.execute(sql: sql) } }
  }

  @Test("a suppression can be lifted, and both decisions stay written")
  func liftedSuppression() throws {
    let store = try Store.inMemory()
    let ana = Subscriber(canonical: "ana@example.org")
    try store.suppress(ana, reason: "asked", at: Date())
    #expect(try store.suppressed() == [ana])
    try store.suppress(ana, isLifted: true, reason: nil, at: Date())
    #expect(try store.suppressed() == [])
    let rows = try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM suppression") }
    #expect(rows == 2)
  }

  @Test("a file that is no database is refused with its name")
  func noDatabase() throws {
    let path = scratchPath()
    defer { discard(path) }
    try Data(repeating: 65, count: 4096).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: StorageError.self) { try Store.open(at: path) }
    #expect(
      error?.message == "\(path) cannot be opened as a database: file is not a database")
  }

  @Test("a second run finds the lock taken, and free when the first has ended")
  func lock() throws {
    let path = scratchPath()
    defer { discard(path) }
    do {
      let first = try RunLock(beside: path)
      let error = #expect(throws: RunLockError.self) { try RunLock(beside: path) }
      #expect(error?.isHeld == true)
      #expect(
        error?.message
          == "another run is under way (pid \(ProcessInfo.processInfo.processIdentifier))")
      withExtendedLifetime(first) {}
    }
    _ = try RunLock(beside: path)
  }
}
