import Foundation
import MailCatcher
import Testing

@Suite("A sender that is asked to stop, or meets another", .timeLimit(.minutes(2)))
struct StoppingTests {
  @Test(
    "finishes what it handed over and leaves the rest planned", arguments: [SIGTERM, SIGINT],
    [Cue.sender, .data, .message])
  func stops(at signal: Int32, _ cue: Cue) async throws {
    let people = 100
    try await Stage.set(.people(people)) { stage in
      let counter = CueCounter()
      stage.plays { moment, stage in
        guard let heard = await counter.next(moment) else { return .usual }
        if heard == (cue, 3) { await stage.sender.signal(signal) }
        // From there the server is slow, so that there is a rest.
        if heard.cue == cue, heard.number >= 3 { try await Task.sleep(for: .milliseconds(50)) }
        return .usual
      }
      let stopped = try await stage.send()
      #expect(stopped.exitCode == 75, "\(stopped)")
      #expect(stopped.errors.contains("stopped as asked"), "\(stopped)")
      let account = try #require(try await stage.accounts().first)
      let taken = await stage.takers.count
      #expect(account.accepted == taken)
      #expect(account.waiting == people - taken)
      #expect(account.handedOver == 0)
      #expect(account.uncertain == 0)
      #expect(taken < people)

      stage.accepts()
      #expect(try await stage.send().exitCode == 0)
      #expect(try await stage.accounts().map(\.accepted) == [people])
      #expect(await stage.takers.count == people)
      #expect(await stage.duplicates == [])
    }
  }

  @Test(
    "waits for no answer that it need not know", arguments: [SIGTERM, SIGINT],
    [Cue.connected, .hello, .sender, .recipient, .data])
  func waitsForNothing(at signal: Int32, _ cue: Cue) async throws {
    let people = 5
    try await Stage.set(.people(people)) { stage in
      let counter = CueCounter()
      // A connection has one greeting; the others come again with each message.
      let isOpening = [.connected, .hello].contains(cue)
      stage.plays { moment, stage in
        guard let heard = await counter.next(moment), heard == (cue, isOpening ? 1 : 3) else {
          return .usual
        }
        await stage.sender.signal(signal)
        return .silence
      }
      let stopped = try await stage.send()
      #expect(stopped.exitCode == 75, "\(stopped)")
      #expect(stopped.errors.contains("stopped as asked"), "\(stopped)")
      let account = try #require(try await stage.accounts().first)
      #expect(account.accepted == (isOpening ? 0 : 2))
      #expect(account.waiting == people - account.accepted)
      #expect(await stage.takers.count == account.accepted)
    }
  }

  @Test("lets no second one begin")
  func second() async throws {
    try await Stage.set { stage in
      let others = Endings()
      let counter = CueCounter()
      stage.plays { moment, stage in
        guard let heard = await counter.next(moment), heard == (.data, 2) else { return .usual }
        for command in ["send", "fetch", "run"] {
          await others.keep(
            try await Program.broadsheet.run([command, "--config", stage.config]))
        }
        return .usual
      }
      let first = try await stage.send()
      #expect(first.exitCode == 0, "\(first)")
      let endings = await others.all
      #expect(endings.map(\.exitCode) == [75, 75, 0])
      for ending in endings.prefix(2) {
        #expect(ending.errors.contains("another run is under way (pid "), "\(ending)")
      }
      // Cron calls it every 15 minutes, and mails its owner whatever it says.
      #expect(endings.last.map { $0.errors + $0.output } == "")
      #expect(
        try await stage.states() == ["ana": "accepted", "ben": "accepted", "cleo": "accepted"])
      #expect(await stage.takers == ["ana", "ben", "cleo"])
    }
  }
}

private actor Endings {
  private(set) var all: [Program.Ending] = []

  func keep(_ ending: Program.Ending) { all.append(ending) }
}
