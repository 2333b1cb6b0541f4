import Foundation
import MailCatcher
import Testing

@Suite("A restart", .timeLimit(.minutes(2)))
struct RestartTests {
  private let uncertain = ["ana": "accepted", "ben": "uncertain", "cleo": "planned"]

  /// Ben's delivery is handed over, nothing of it is written, and the sender is dead.
  private func killHandedOver(_ stage: Stage) async throws {
    let killed = try await stage.sendUntil("handedOver", 2)
    #expect(killed.signal == SIGKILL, "\(killed)")
  }

  @Test("may itself be killed any number of times")
  func repeated() async throws {
    try await Stage.set { stage in
      try await killHandedOver(stage)
      for _ in 1...3 {
        let killed = try await stage.sendUntil("begun")
        #expect(killed.signal == SIGKILL, "\(killed)")
        #expect(try await stage.states() == uncertain)
      }
      #expect(try await stage.send().exitCode == 0)
      let ben = try await stage.entries()[1]
      #expect(ben.attempts.map(\.state) == ["handedOver", "uncertain"])
      // The run that found it says so, and no later one.
      #expect(ben.attempts.map(\.run) == [1, 2])
      #expect(await stage.takers == ["ana", "cleo"])
    }
  }

  @Test("goes on with what the second, third and later runs left")
  func chain() async throws {
    try await Stage.set(.people(5)) { stage in
      for _ in 1...5 {
        let killed = try await stage.sendUntil("handedOver", 1)
        #expect(killed.signal == SIGKILL, "\(killed)")
        _ = try await stage.accounts()
      }
      #expect(try await stage.send().exitCode == 0)
      #expect(try await stage.accounts().map(\.uncertain) == [5])
      #expect(await stage.takers == [])
    }
  }

  @Test("has the server's name of each message that it took, and of no other")
  func queueIDs() async throws {
    try await Stage.set { stage in
      try await killHandedOver(stage)
      #expect(try await stage.send().exitCode == 0)
      #expect(try await stage.entries().map(\.queueID) == ["1", nil, "2"])
    }
  }

  @Test("by cron goes on as one by hand does")
  func byCron() async throws {
    try await Stage.set { stage in
      try await killHandedOver(stage)
      let run = try await stage.sending(.broadsheet, ["run", "--config", stage.config])
      #expect(run.exitCode == 0, "\(run)")
      #expect(
        try await stage.states() == ["ana": "accepted", "ben": "uncertain", "cleo": "accepted"])
      let again = try await stage.sending(.broadsheet, ["run", "--config", stage.config])
      #expect(again.exitCode == 0)
      #expect(again.output + again.errors == "")
      #expect(await stage.takers == ["ana", "cleo"])
    }
  }

  @Test("what is uncertain is sent again when somebody asks, wherever that is killed")
  func retried() async throws {
    try await Stage.set { stage in
      try await killHandedOver(stage)
      #expect(try await stage.send().exitCode == 0)
      #expect(
        try await stage.states() == ["ana": "accepted", "ben": "uncertain", "cleo": "accepted"])
      stage.plays(Self.killing(at: .data, 1))
      let killed = try await stage.send(["--retry", "uncertain"])
      #expect(killed.signal == SIGKILL, "\(killed)")
      let waiting = ["ana": "accepted", "ben": "planned", "cleo": "accepted"]
      #expect(try await stage.states() == waiting)

      stage.accepts()
      #expect(try await stage.send().exitCode == 0)
      let entries = try await stage.entries()
      #expect(entries.map(\.state) == ["accepted", "accepted", "accepted"])
      #expect(entries[1].stories.count == 2)
      #expect(
        entries[1].attempts.map(\.state) == [
          "handedOver", "uncertain", "planned", "handedOver", "accepted",
        ])
      #expect(await stage.takers == ["ana", "cleo", "ben"])
      #expect(await stage.duplicates == [])
    }
  }

  @Test("sends what it sends again with the same bytes")
  func sameBytes() async throws {
    try await Stage.set { stage in
      // The server has it, and the sender does not know.
      stage.plays(Self.killing(at: .message, 1))
      let killed = try await stage.send()
      #expect(killed.signal == SIGKILL, "\(killed)")
      await stage.hasTaken(1)
      stage.accepts()
      #expect(try await stage.send(["--retry", "uncertain"]).exitCode == 0)
      #expect(await stage.takers == ["ana", "ana", "ben", "cleo"])
      let mail = await stage.mail
      #expect(mail[0].bytes == mail[1].bytes)
    }
  }

  private static func killing(at cue: Cue, _ number: Int) -> Stage.Script {
    let counter = CueCounter()
    return { moment, stage in
      if let heard = await counter.next(moment), heard == (cue, number) {
        await stage.sender.end()
      }
      return .usual
    }
  }
}
