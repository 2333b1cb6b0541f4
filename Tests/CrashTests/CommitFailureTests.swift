import Foundation
import GRDB
import MailCatcher
import Testing

/// The sent-log cannot be written between 354 and the message.
@Suite("A commit that fails", .timeLimit(.minutes(3)))
struct CommitFailureTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Before which DATA is answered the database is locked.
    let data: Int
    let states: [String: String]
    let taken: [String]
    let resumed: [String: String]
    let takenThen: [String]
  }

  @Test(
    "because another process holds the database sends nothing and leaves everything planned",
    arguments: [
      Case(
        testDescription: "at the first delivery", data: 1,
        states: ["ana": "planned", "ben": "planned", "cleo": "planned"], taken: [],
        resumed: ["ana": "accepted", "ben": "accepted", "cleo": "accepted"],
        takenThen: ["ana", "ben", "cleo"]),
      // What Ana's server answered could not be written either.
      Case(
        testDescription: "at the second delivery", data: 2,
        states: ["ana": "handedOver", "ben": "planned", "cleo": "planned"], taken: ["ana"],
        resumed: ["ana": "uncertain", "ben": "accepted", "cleo": "accepted"],
        takenThen: ["ana", "ben", "cleo"]),
    ])
  func busy(_ example: Case) async throws {
    try await Stage.set { stage in
      let holder = Holder()
      let counter = CueCounter()
      stage.plays { moment, stage in
        if let heard = await counter.next(moment), heard == (.data, example.data) {
          try await holder.hold(stage.database)
        }
        return .usual
      }
      let ending = try await stage.send()
      try await holder.letGo()
      #expect(ending.exitCode == 75, "\(ending)")
      #expect(ending.errors.contains("the sent-log could not be written"), "\(ending)")
      #expect(ending.errors.contains("is locked by another process"), "\(ending)")
      #expect(try await stage.states() == example.states)
      #expect(await stage.takers == example.taken)

      stage.accepts()
      #expect(try await stage.send().exitCode == 0)
      #expect(try await stage.states() == example.resumed)
      #expect(await stage.takers == example.takenThen)
      #expect(await stage.duplicates == [])
    }
  }

  /// A write may fail at any size of the write-ahead log: the limit is in kilobytes.
  @Test(
    "because the disk is full sends nothing more, loses nothing, and balances",
    arguments: [40, 48, 64, 96, 160, 320])
  func full(limit: Int) async throws {
    let people = 40
    try await Stage.set(.people(people)) { stage in
      #expect(try await stage.sendUntil("frozen").signal == SIGKILL)
      // Closing the database for the last time takes the write-ahead log into it.
      #expect(try await stage.accounts().map(\.waiting) == [people])
      // The shell lets a write beyond the limit fail, in place of ending the process.
      let line = "trap '' XFSZ; ulimit -f \(limit); exec broadsheet send --config \"$0\""
      let ending = try await stage.sending(.bash, ["-c", line, stage.config])
      #expect(ending.exitCode == 75, "\(ending)")
      let full = try #require(try await stage.accounts().first)
      let taken = await stage.takers.count
      #expect(full.accepted + full.handedOver == taken)
      #expect(full.handedOver <= 1)
      #expect(full.waiting == people - taken)

      #expect(try await stage.send().exitCode == 0)
      let resumed = try #require(try await stage.accounts().first)
      #expect(resumed.uncertain == full.handedOver)
      #expect(resumed.accepted == people - full.handedOver)
      #expect(await stage.takers.count == people)
      #expect(await stage.duplicates == [])
    }
  }
}

/// A process that holds the database's write lock, as a backup or a curious person does.
private actor Holder {
  private var queue: DatabaseQueue?

  func hold(_ path: String) throws {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    self.queue = queue
  }

  func letGo() throws {
    try queue?.inDatabase { try $0.execute(sql: "ROLLBACK") }
    try queue?.close()
    queue = nil
  }
}
