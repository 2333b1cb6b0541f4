import Foundation
import MailCatcher
import SeededRandom
import Testing

@Suite("A sender that is killed at random", .timeLimit(.minutes(3)))
struct RandomKillTests {
  private static let kills = 10

  /// 300 people: 100 on the one list, 100 on the other, 100 on both, which share a story.
  private static let federation = FederationSample(affiliates: [
    .init(id: "jpu", stories: [1, 2, 3], people: (1...200).map { "reader\($0)" }),
    .init(id: "latest", stories: [3, 4], people: (101...300).map { "reader\($0)" }),
  ])

  /// A different one each time, and always told, so that a failure can be had again.
  @Test("loses nothing, sends nothing twice, and balances after each kill")
  func random() async throws {
    let seed = Self.seed
    print("Tests/CrashTests: CRASH_SEED=\(seed)")
    var generator = SeededGenerator(seed: seed)
    let moments = (0..<Self.kills).map { _ in Moment(&generator) }
    try await Stage.set(Self.federation) { stage in
      stage.plays { moment, _ in
        if case .message = moment { try await Task.sleep(for: .milliseconds(5)) }
        return .usual
      }
      var killed = 0
      for moment in moments {
        let ending = try await stage.sendUntil(moment)
        if ending.signal == SIGKILL { killed += 1 }
        #expect(ending.signal == SIGKILL || ending.exitCode == 0, "seed \(seed): \(ending)")
        let accounts = try await stage.accounts()
        #expect(accounts.reduce(0) { $0 + $1.handedOver } <= 1, "seed \(seed)")
      }
      #expect(try await stage.send().exitCode == 0)
      try await Self.check(stage, kills: killed, seed)
    }
  }

  private static func check(_ stage: Stage, kills: Int, _ seed: UInt64) async throws {
    let entries = try await stage.entries()
    let states = Dictionary(grouping: entries, by: \.state).mapValues(\.count)
    let uncertain = states["uncertain", default: 0]
    print("Tests/CrashTests: \(kills) kills, \(states)")
    #expect(entries.count == 400, "seed \(seed)")
    #expect(states["accepted", default: 0] == 400 - uncertain, "seed \(seed)")
    #expect(uncertain <= kills, "seed \(seed)")

    #expect(await stage.duplicates == [], "seed \(seed)")
    var got: [String: [Int]] = [:]
    for message in await stage.mail {
      got[message.recipients.map(Stage.person).joined(), default: []] += message.stories
    }
    let doubtful = Set(entries.filter { $0.state == "uncertain" }.map { Stage.person($0.address) })
    for number in 1...300 {
      let person = "reader\(number)"
      let stories = got[person, default: []].sorted()
      let due = Self.due(number)
      // One who is doubtful may lack what that message had, and has nothing twice either.
      let isRight =
        doubtful.contains(person)
        ? Set(stories).count == stories.count && Set(stories).isSubset(of: due) : stories == due
      #expect(isRight, "seed \(seed): \(person) has \(stories), \(due) are due")
    }
  }

  /// The stories that a person must have in the end.
  private static func due(_ number: Int) -> [Int] {
    switch number {
    case ...100: [1, 2, 3]
    case ...200: [1, 2, 3, 4]
    default: [3, 4]
    }
  }

  private static var seed: UInt64 {
    ProcessInfo.processInfo.environment["CRASH_SEED"].flatMap { UInt64($0) }
      ?? UInt64.random(in: 0...UInt64(UInt32.max))
  }
}

/// When a sender is killed: somewhere behind a message of its own, or behind its start.
private struct Moment: Sendable {
  let messages: Int
  let delay: Duration

  init(_ generator: inout some RandomNumberGenerator) {
    let isEarly = Int.random(in: 0..<5, using: &generator) == 0
    messages = isEarly ? 0 : Int.random(in: 1...35, using: &generator)
    delay = .microseconds(Int.random(in: 0...(isEarly ? 300_000 : 10_000), using: &generator))
  }
}

extension Stage {
  /// Runs `broadsheet send` and kills it at a moment.
  fileprivate func sendUntil(_ moment: Moment) async throws -> Program.Ending {
    let target = await mail.count + moment.messages
    return try await sending(.broadsheet, ["send", "--config", config]) { sender in
      while await sender.isAlive, await self.mail.count < target { await sender.pause() }
      // A cancelled test kills it at once.
      try? await Task.sleep(for: moment.delay)
      await sender.signal(SIGKILL)
    }
  }
}

extension CaughtMessage {
  /// The numbers of the stories that it links to, each once.
  fileprivate var stories: [Int] {
    Set(text.matches(of: /example\.org\/story-(\d)/).compactMap { Int($0.1) }).sorted()
  }
}
