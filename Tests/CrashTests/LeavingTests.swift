import Foundation
import MailCatcher
import Testing

@Suite("Somebody who leaves between the freeze and their turn", .timeLimit(.minutes(2)))
struct LeavingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The command that takes Ben off while the server is asked about him.
    let command: [String]
    let state: String
    let words: String
  }

  @Test(
    "gets nothing, and what was theirs is given back",
    arguments: [
      Case(
        testDescription: "suppressed", command: ["suppress", "add", "ben@example.org"],
        state: "suppressed", words: "suppressed: never mailed"),
      Case(
        testDescription: "unsubscribed", command: ["lists", "remove", "jpu", "ben@example.org"],
        state: "skipped", words: "left jpu"),
    ], [Cue.sender, .recipient, .data])
  func leaves(_ example: Case, at cue: Cue) async throws {
    try await Stage.set { stage in
      let counter = CueCounter()
      stage.plays { moment, stage in
        if let heard = await counter.next(moment), heard == (cue, 2) {
          // It says 75 where it must wait with the list file; the decision stands at once.
          _ = try await Program.broadsheet.run(example.command + ["--config", stage.config])
        }
        return .usual
      }
      let ending = try await stage.send()
      #expect(ending.exitCode == 0, "\(ending)")
      #expect(
        try await stage.states() == ["ana": "accepted", "ben": example.state, "cleo": "accepted"])
      #expect(await stage.takers == ["ana", "cleo"])
      let account = try await stage.broadsheet(["log", "address", "ben@example.org"])
      #expect(account.contains(example.words), "\(account)")
      #expect(account.components(separatedBy: "owed since").count == 3, "\(account)")

      #expect(try await stage.send().exitCode == 0)
      #expect(await stage.takers == ["ana", "cleo"])
    }
  }

  @Test("and whose session is killed with them is left out by the next run")
  func killed() async throws {
    try await Stage.set { stage in
      let counter = CueCounter()
      stage.plays { moment, stage in
        guard let heard = await counter.next(moment), heard == (.data, 2) else { return .usual }
        try await stage.broadsheet(["suppress", "add", "ben@example.org"])
        await stage.sender.end()
        return .usual
      }
      let killed = try await stage.send()
      #expect(killed.signal == SIGKILL, "\(killed)")
      #expect(
        try await stage.states() == ["ana": "handedOver", "ben": "planned", "cleo": "planned"])
      #expect(try await stage.send().exitCode == 0)
      #expect(
        try await stage.states() == ["ana": "uncertain", "ben": "suppressed", "cleo": "accepted"])
      #expect(await stage.takers == ["ana", "cleo"])
    }
  }
}
