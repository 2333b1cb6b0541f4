import Foundation
import MailCatcher
import Testing

/// The freeze of a long list is one transaction, whatever it has written when the process dies.
@Suite("A freeze that is killed", .timeLimit(.minutes(3)))
struct FreezeCrashTests {
  private static let people = 20_000

  @Test("leaves nothing or everything, however much was written")
  func killed() async throws {
    try await Stage.set(.people(Self.people)) { stage in
      try await stage.broadsheet(["lists", "sync"])
      let fresh = try Data(contentsOf: URL(fileURLWithPath: stage.database))
      let frozen = try await stage.sendUntil("frozen")
      #expect(frozen.signal == SIGKILL, "\(frozen)")
      let full = try #require(stage.logSize)
      var editions: [Int] = []
      for share in [0.01, 0.5, 1.0] {
        try stage.replaceDatabase(by: fresh)
        editions.append(try await Self.kill(stage, at: Int(Double(full) * share)))
        try await Self.finishFreeze(stage)
      }
      // The later kills may come before or behind the commit; the first comes long before it.
      #expect(editions.first == 0)
      #expect(await stage.takers == [])
    }
  }

  /// How many editions there are after a kill when SQLite's write-ahead log was so long.
  private static func kill(_ stage: Stage, at octets: Int) async throws -> Int {
    // Should the freeze get through, the process dies before anything is sent.
    stage.plays { moment, stage in
      if moment == .connected { await stage.sender.end() }
      return .disconnect
    }
    let killed = try await stage.sendUntilLog(has: octets)
    #expect(killed.signal == SIGKILL, "\(killed)")
    let accounts = try await stage.accounts()
    #expect(accounts.map(\.waiting) == accounts.map { _ in people })
    return accounts.count
  }

  /// The next run freezes what was not, and comes to the first 354 with all of it.
  private static func finishFreeze(_ stage: Stage) async throws {
    stage.accepts()
    let killed = try await stage.sendUntil("ready")
    #expect(killed.signal == SIGKILL, "\(killed)")
    let accounts = try await stage.accounts()
    #expect(accounts.map(\.audience) == [people])
    #expect(accounts.map(\.waiting) == [people])
  }
}

extension Stage {
  /// Octets of SQLite's write-ahead log; nil before there is one.
  fileprivate var logSize: Int? {
    // No file, no size: the process has not opened the database yet.
    try? FileManager.default.attributesOfItem(atPath: database + "-wal")[.size] as? Int
  }

  /// Runs `broadsheet send` and kills it as soon as the write-ahead log is so long.
  fileprivate func sendUntilLog(has octets: Int) async throws -> Program.Ending {
    try await sending(.broadsheet, ["send", "--config", config]) { sender in
      while await sender.isAlive {
        if let size = self.logSize, size >= octets { return await sender.signal(SIGKILL) }
        await sender.pause()
      }
    }
  }

  /// Puts a database in place of the one that is there.
  fileprivate func replaceDatabase(by copy: Data) throws {
    for suffix in ["-wal", "-shm"] where FileManager.default.fileExists(atPath: database + suffix) {
      try FileManager.default.removeItem(atPath: database + suffix)
    }
    try copy.write(to: URL(fileURLWithPath: database))
  }
}
