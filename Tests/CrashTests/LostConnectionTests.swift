import Foundation
import MailCatcher
import Testing

/// The connection breaks and the process lives.
@Suite("A lost connection", .timeLimit(.minutes(2)))
struct LostConnectionTests {
  /// Messages of some 200 KB, which are written in pieces of 16 KB.
  private var longMessages: FederationSample {
    var sample = FederationSample.threePeople
    sample.padding = 3000
    return sample
  }

  @Test("before the dot was written costs nothing: the same run sends it again")
  func beforeTheDot() async throws {
    try await Stage.set(longMessages) { stage in
      let (cut, isCut) = AsyncStream<Void>.makeStream()
      let counter = CueCounter()
      stage.plays { moment, stage in
        guard let heard = await counter.next(moment), heard == (.readyReplied, 2) else {
          return .usual
        }
        // It stops itself when Ben is handed over and nothing of his message is written.
        await stage.sender.hasStopped()
        isCut.yield()
        return .disconnect
      }
      async let sending = stage.sending(.killedSender, [stage.config, "handedOver", "2", "stop"])
      for await _ in cut { break }
      try await stage.hasHungUp()
      await stage.sender.signal(SIGCONT)
      let ending = try await sending
      #expect(ending.exitCode == 0, "\(ending)")
      let entries = try await stage.entries()
      #expect(entries.map(\.state) == ["accepted", "accepted", "accepted"])
      #expect(
        entries.map { $0.attempts.map(\.state) } == [
          ["handedOver", "accepted"], ["handedOver", "planned", "handedOver", "accepted"],
          ["handedOver", "accepted"],
        ])
      #expect(await stage.takers.sorted() == ["ana", "ben", "cleo"])
      #expect(await stage.duplicates == [])
    }
  }

  @Test("before the dot was written, and killed when that is recorded, goes again")
  func beforeTheDotAndKilled() async throws {
    try await Stage.set(longMessages) { stage in
      let (cut, isCut) = AsyncStream<Void>.makeStream()
      let counter = CueCounter()
      stage.plays { moment, stage in
        guard let (cue, number) = await counter.next(moment) else { return .usual }
        switch (cue, number) {
        case (.readyReplied, 2):
          await stage.sender.hasStopped()
          isCut.yield()
          return .disconnect
        // The sender is back: it has recorded that nothing of Ben's message left.
        case (.connected, 2): await stage.sender.end()
        default: break
        }
        return .usual
      }
      async let sending = stage.sending(.killedSender, [stage.config, "handedOver", "2", "stop"])
      for await _ in cut { break }
      try await stage.hasHungUp()
      await stage.sender.signal(SIGCONT)
      let killed = try await sending
      #expect(killed.signal == SIGKILL, "\(killed)")
      #expect(
        try await stage.states() == ["ana": "accepted", "ben": "planned", "cleo": "planned"])
      stage.accepts()
      #expect(try await stage.send().exitCode == 0)
      #expect(
        try await stage.states() == ["ana": "accepted", "ben": "accepted", "cleo": "accepted"])
      #expect(await stage.takers.sorted() == ["ana", "ben", "cleo"])
    }
  }

  @Test("after the dot is uncertain, is not sent again, and stops nobody else's")
  func afterTheDot() async throws {
    try await Stage.set { stage in
      stage.plays(Self.cutAt(.message, 2))
      let ending = try await stage.send()
      #expect(ending.exitCode == 0, "\(ending)")
      let states = ["ana": "accepted", "ben": "uncertain", "cleo": "accepted"]
      #expect(try await stage.states() == states)
      #expect(try await stage.send().exitCode == 0)
      #expect(try await stage.states() == states)
      #expect(await stage.takers.sorted() == ["ana", "ben", "cleo"])
      #expect(await stage.duplicates == [])
    }
  }

  @Test("after the dot, and killed before that is recorded, is uncertain all the same")
  func afterTheDotAndKilled() async throws {
    try await Stage.set { stage in
      stage.plays(Self.cutAt(.message, 2))
      let killed = try await stage.sendUntil("delivered", 2)
      #expect(killed.signal == SIGKILL, "\(killed)")
      #expect(
        try await stage.states() == ["ana": "accepted", "ben": "handedOver", "cleo": "planned"])
      stage.accepts()
      #expect(try await stage.send().exitCode == 0)
      #expect(
        try await stage.states() == ["ana": "accepted", "ben": "uncertain", "cleo": "accepted"])
      #expect(await stage.takers.sorted() == ["ana", "ben", "cleo"])
      #expect(await stage.duplicates == [])
    }
  }

  @Test("that is one of silence alone after the dot is uncertain too")
  func silence() async throws {
    try await Stage.set { stage in
      let counter = CueCounter()
      stage.plays { moment, _ in
        guard let heard = await counter.next(moment) else { return .usual }
        return heard == (.message, 2) ? .silence : .usual
      }
      let ending = try await stage.sending(
        .killedSender, [stage.config, "never", "1", "impatient=\(stage.port)"])
      #expect(ending.exitCode == 0, "\(ending)")
      let states = ["ana": "accepted", "ben": "uncertain", "cleo": "accepted"]
      #expect(try await stage.states() == states)
      let again = try await stage.send()
      #expect(again.exitCode == 0, "\(again)")
      #expect(try await stage.states() == states)
      #expect(await stage.takers.sorted() == ["ana", "ben", "cleo"])
      #expect(await stage.duplicates == [])
    }
  }

  @Test("while the addresses are given costs nothing")
  func beforeReady() async throws {
    try await Stage.set { stage in
      stage.plays(Self.cutAt(.recipient, 2))
      let ending = try await stage.send()
      #expect(ending.exitCode == 0, "\(ending)")
      #expect(try await stage.entries().map(\.attempts.count) == [2, 2, 2])
      #expect(await stage.takers.sorted() == ["ana", "ben", "cleo"])
      #expect(await stage.duplicates == [])
    }
  }

  private static func cutAt(_ cue: Cue, _ number: Int) -> Stage.Script {
    let counter = CueCounter()
    return { moment, _ in
      guard let (heard, count) = await counter.next(moment) else { return .usual }
      return heard == cue && count == number ? .disconnect : .usual
    }
  }
}
