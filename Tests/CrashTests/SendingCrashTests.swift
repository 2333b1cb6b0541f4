import Foundation
import MailCatcher
import Testing

/// Every row of the design's table that has a moment "killed right after": a real process dies
/// there, another goes on. Ben's delivery is the one that it happens to.
@Suite("A sender that is killed", .timeLimit(.minutes(2)))
struct SendingCrashTests {
  /// Where the process is killed.
  enum Cut: Sendable {
    /// By itself, where only the program knows that it is.
    case point(String, Int)
    /// From outside, before the server goes on.
    case moment(Cue, Int)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let cut: Cut
    var refusal: Refusal?
    /// The states right after, of Ana, Ben and Cleo; none when there is no edition.
    let killed: [String]
    /// Who has a message right after.
    let taken: [String]
    /// The states after the next run.
    let resumed: [String]
    /// Who has a message then.
    let takenThen: [String]
    var exitCode: Int32 = 0
  }

  /// What the server has against Ben, each time he is announced.
  struct Refusal: Sendable {
    let cue: Cue
    let code: Int
    var disconnects = false

    var answer: CatcherAnswer {
      let text = code < 500 ? "4.2.0 Later" : "5.1.1 Never"
      return disconnects ? .replyAndDisconnect(code, text) : .reply(code, text)
    }
  }

  @Test("leaves a log that balances, and the next run goes on", arguments: rows)
  func row(_ row: Row) async throws {
    try await Stage.set { stage in
      stage.plays(Self.script(row))
      let killed = try await Self.run(row.cut, on: stage)
      #expect(killed.signal == SIGKILL, "\(killed)")
      #expect(try await stage.states() == Self.named(row.killed))
      await stage.hasTaken(row.taken.count)
      #expect(await stage.takers == row.taken)

      let resumed = try await stage.send()
      #expect(resumed.exitCode == row.exitCode, "\(resumed)")
      #expect(try await stage.states() == Self.named(row.resumed))
      #expect(await stage.takers == row.takenThen)

      let last = try await stage.send()
      #expect(last.exitCode == 0, "\(last)")
      #expect(await stage.takers == row.takenThen)
      #expect(await stage.duplicates == [])
    }
  }

  private static func run(_ cut: Cut, on stage: Stage) async throws -> Program.Ending {
    switch cut {
    case .point(let point, let count): try await stage.sendUntil(point, count)
    case .moment: try await stage.send()
    }
  }

  /// Kills once, at the row's moment; refuses Ben as often as he comes.
  private static func script(_ row: Row) -> Stage.Script {
    let counter = CueCounter()
    let current = CurrentRecipient()
    return { moment, stage in
      await current.hear(moment)
      guard let (cue, number) = await counter.next(moment) else { return .usual }
      if case .moment(cue, number) = row.cut { await stage.sender.end() }
      if let refusal = row.refusal, refusal.cue == cue, await current.person == "ben" {
        return refusal.answer
      }
      return .usual
    }
  }

  private static func named(_ states: [String]) -> [String: String] {
    Dictionary(uniqueKeysWithValues: zip(["ana", "ben", "cleo"], states))
  }
}

/// Whose message the server is being told about.
private actor CurrentRecipient {
  private(set) var person = ""

  func hear(_ moment: CatcherEvent.Moment) {
    if case .recipient(let address) = moment { person = Stage.person(address) }
  }
}

extension SendingCrashTests {
  static let rows = beforeTheFirst + betweenDeliveries + afterRefusals + atTheEnd

  private static let allAccepted = ["accepted", "accepted", "accepted"]
  private static let everybody = ["ana", "ben", "cleo"]

  /// Nothing has left: all go again, once.
  private static let beforeTheFirst = [
    Row(
      testDescription: "after it began, before the freeze", cut: .point("begun", 1),
      killed: [], taken: [], resumed: allAccepted, takenThen: everybody),
    untouched("after the freeze", .point("frozen", 1)),
    untouched("before the greeting", .moment(.connected, 1)),
    untouched("after MAIL", .moment(.sender, 1)),
    untouched("after RCPT", .moment(.recipient, 1)),
    untouched("after DATA", .moment(.data, 1)),
    untouched("after 354 was read", .point("ready", 1)),
    Row(
      testDescription: "handed over, nothing written, the first of all",
      cut: .point("handedOver", 1), killed: ["handedOver", "planned", "planned"], taken: [],
      resumed: ["uncertain", "accepted", "accepted"], takenThen: ["ben", "cleo"]),
  ]

  private static func untouched(_ name: String, _ cut: Cut) -> Row {
    Row(
      testDescription: "\(name), the first of all", cut: cut,
      killed: ["planned", "planned", "planned"], taken: [], resumed: allAccepted,
      takenThen: everybody)
  }

  /// The outcome of the delivery before is not recorded until the next 354.
  private static let betweenDeliveries =
    [
      announced("after MAIL behind a dot", .moment(.sender, 2)),
      announced("after RCPT behind a dot", .moment(.recipient, 2)),
      announced("after DATA behind a dot", .moment(.data, 2)),
      announced("after 354 was read, behind a dot", .point("ready", 2)),
      announced("after the reply to the dot, not recorded", .point("delivered", 1)),
    ] + [
      Row(
        testDescription: "handed over, nothing written", cut: .point("handedOver", 2),
        killed: ["accepted", "handedOver", "planned"], taken: ["ana"],
        resumed: ["accepted", "uncertain", "accepted"], takenThen: ["ana", "cleo"]),
      written("body and dot written, before the reply", .moment(.message, 2)),
      written("after the reply to the dot was written", .moment(.dotReplied, 2)),
      written("after the reply to the dot was read", .point("delivered", 2)),
    ]

  private static func announced(_ name: String, _ cut: Cut) -> Row {
    Row(
      testDescription: name, cut: cut, killed: ["handedOver", "planned", "planned"],
      taken: ["ana"], resumed: ["uncertain", "accepted", "accepted"], takenThen: everybody)
  }

  private static func written(_ name: String, _ cut: Cut) -> Row {
    Row(
      testDescription: name, cut: cut, killed: ["accepted", "handedOver", "planned"],
      taken: ["ana", "ben"], resumed: ["accepted", "uncertain", "accepted"],
      takenThen: everybody)
  }

  @Test("while it opens another connection has written down what it knew")
  func reopening() async throws {
    try await Stage.set { stage in
      let counter = CueCounter()
      stage.plays { moment, stage in
        guard let heard = await counter.next(moment) else { return .usual }
        // The server closes behind Ana's message, and is found dead when it is called again.
        if heard == (.sender, 2) { return .replyAndDisconnect(421, "4.3.2 Closing") }
        if heard == (.connected, 2) { await stage.sender.end() }
        return .usual
      }
      _ = try await stage.send()
      stage.accepts()
      #expect(try await stage.send().exitCode == 0)
      #expect(
        try await stage.states() == ["ana": "accepted", "ben": "accepted", "cleo": "accepted"])
      #expect(await stage.takers == ["ana", "ben", "cleo"])
    }
  }

  /// A refusal that was not recorded yet is heard again; one of the dot is uncertain.
  private static let afterRefusals = [
    refused("RCPT refused for good", Refusal(cue: .recipient, code: 550), "rejected"),
    refused("RCPT put off", Refusal(cue: .recipient, code: 450), "deferred", exitCode: 75),
    refused("DATA refused for good", Refusal(cue: .data, code: 554), "rejected"),
    refused("DATA put off", Refusal(cue: .data, code: 451), "deferred", exitCode: 75),
    refusedDot("dot refused for good", Refusal(cue: .message, code: 554)),
    refusedDot("dot put off", Refusal(cue: .message, code: 451)),
    refusedDot("421 to the dot", Refusal(cue: .message, code: 421, disconnects: true)),
  ]

  private static func refused(
    _ name: String, _ refusal: Refusal, _ state: String, exitCode: Int32 = 0
  ) -> Row {
    Row(
      testDescription: "\(name), not recorded", cut: .moment(.sender, 3), refusal: refusal,
      killed: ["handedOver", "planned", "planned"], taken: ["ana"],
      resumed: ["uncertain", state, "accepted"], takenThen: ["ana", "cleo"], exitCode: exitCode)
  }

  private static func refusedDot(_ name: String, _ refusal: Refusal) -> Row {
    Row(
      testDescription: "\(name), not recorded", cut: .point("delivered", 2), refusal: refusal,
      killed: ["accepted", "handedOver", "planned"], taken: ["ana"],
      resumed: ["accepted", "uncertain", "accepted"], takenThen: ["ana", "cleo"])
  }

  /// The last outcome is recorded before QUIT.
  private static let atTheEnd = [
    Row(
      testDescription: "all answered, the last not recorded", cut: .point("delivered", 3),
      killed: ["accepted", "accepted", "handedOver"], taken: everybody,
      resumed: ["accepted", "accepted", "uncertain"], takenThen: everybody),
    Row(
      testDescription: "all recorded, before QUIT", cut: .point("recorded", 1),
      killed: allAccepted, taken: everybody, resumed: allAccepted, takenThen: everybody),
    Row(
      testDescription: "at QUIT", cut: .moment(.quit, 1), killed: allAccepted, taken: everybody,
      resumed: allAccepted, takenThen: everybody),
  ]
}
