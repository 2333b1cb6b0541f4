import Diagnostics
import Foundation
import Mail
import MailCatcher
import Newsletter
import Storage
import Synchronization
import Testing

@testable import Mailroom

@Suite("Trouble while a run sends", .timeLimit(.minutes(10)))
struct TroubleTests {
  @Test("too many rejections pause the edition: 'run' leaves it alone, 'send' goes on")
  func pause() async throws {
    let trial = try Trial((1...60).map { "p\($0)" })
    let report = try await trial.send([CatcherFault(at: .rcpt, .reply(550, "5.1.1 Unknown"))])
    #expect(try trial.world.states() == ["rejected": 20, "planned": 40])
    let edition = try #require(report.editions.first?.edition)
    #expect(
      report.alarms == [
        "\(edition) is paused: 20 of the last 20 were rejected; see 'broadsheet log edition"
          + " \(edition)'"
      ])
    _ = try await trial.serving { try await trial.room.run() }
    #expect(trial.taken.isEmpty)
    #expect(try trial.world.states() == ["rejected": 20, "planned": 40])
    try await trial.send()
    #expect(try trial.world.states() == ["rejected": 20, "accepted": 40])
    #expect(trial.taken.count == 40)
    #expect(trial.duplicates == [])
    #expect(try trial.world.faults() == [])
  }

  @Test("too many rejections over eight sessions pause after one more a session at most")
  func pauseOverSessions() async throws {
    let trial = try Trial((1...80).map { "p\($0)" }, FaultWay(sessions: 8))
    try await trial.send([CatcherFault(at: .rcpt, .reply(550, "5.1.1 Unknown"))])
    let rejected = try #require(try trial.world.states()["rejected"])
    #expect((20...27).contains(rejected))
    #expect(try trial.world.states()["planned"] == 80 - rejected)
    try await trial.send()
    #expect(trial.taken.count == 80 - rejected)
    #expect(trial.duplicates == [])
    #expect(try trial.world.faults() == [])
  }

  @Test("an edition whose people were nearly all rejected is told of, however few they are")
  func nearlyAllRejected() async throws {
    let trial = try Trial(["ana", "ben", "cleo", "dora"])
    let report = try await trial.send(
      ["ana", "ben", "cleo"].map {
        CatcherFault(at: .rcpt, .reply(550, "5.1.1 Unknown"), for: .localPart($0))
      })
    #expect(try trial.world.states() == ["rejected": 3, "accepted": 1])
    let edition = try #require(report.editions.first?.edition)
    #expect(
      report.alarms == [
        "\(edition): 3 of 4 were rejected; see 'broadsheet log edition \(edition)'"
      ])
    #expect(report.exitCode == .done)
  }

  @Test("what is uncertain is told of by the run in which it came to be so")
  func uncertainIsTold() async throws {
    let trial = try Trial(["ana", "ben"])
    let report = try await trial.send([CatcherFault(at: .dot, .disconnect, for: .localPart("ana"))])
    #expect(try trial.world.states() == ["uncertain": 1, "accepted": 1])
    let edition = try #require(report.editions.first?.edition)
    #expect(
      report.alarms == [
        "\(edition): 1 message is uncertain: the connection was lost before the server had answered;"
          + " see 'broadsheet log edition \(edition)'"
      ])
  }

  @Test("one recipient whom no session outlives holds up no new edition")
  func poisonAndNews() async throws {
    let trial = try Trial(["ana", "ben", "cleo"])
    let faults = [
      CatcherFault(at: .rcpt, .reply(550, "5.7.20 Not you"), for: .localPart("ben"))
    ]
    let first = try await trial.send(faults)
    #expect(first.exitCode == .tryAgain)
    #expect(try trial.states() == ["ana": .accepted, "ben": .planned, "cleo": .accepted])
    try trial.world.publish([2], on: trial.world.affiliates[0])
    let second = try await trial.send(faults)
    #expect(second.exitCode == .tryAgain)
    #expect(try trial.world.states() == ["accepted": 4, "planned": 2])
    #expect(trial.duplicates == [])
    #expect(try trial.world.faults() == [])
  }

  @Test("a server that is down costs nobody anything", arguments: [1, 4])
  func down(_ sessions: Int) async throws {
    let trial = try Trial(["ana", "ben", "cleo"], FaultWay(sessions: sessions))
    let report = try await trial.room.send()
    #expect(report.exitCode == .tryAgain)
    #expect(
      report.stopped?.message.hasPrefix(
        "the server could not be used 3 times in a row: 127.0.0.1:1: cannot connect: ") == true)
    #expect(try Set(trial.standings().values) == [.init(state: .planned, tries: 0)])
    #expect(try await trial.send().exitCode == .done)
    try BusyServerTests.expectAllOnce(trial)
  }

  @Test("a server that goes down leaves one message a session uncertain", arguments: FaultWay.all)
  func goesDown(_ way: FaultWay) async throws {
    try await Turnstile.busy.pass {
      let trial = try Trial((1...30).map { "p\($0)" }, way)
      let count = Mutex(0)
      let report = try await trial.serving(answer: { event in
        switch event.moment {
        case .message: break
        // Whoever was told to go on is heard out.
        case .replied: return .usual
        default: return count.withLock { $0 } < 10 ? .usual : .disconnect
        }
        return count.withLock { count in
          count += 1
          return count < 10 ? .usual : .disconnect
        }
      }) { try await trial.room.send() }
      #expect(report.exitCode == .tryAgain)
      let states = try trial.world.states()
      let uncertain = states["uncertain", default: 0]
      #expect((1...way.sessions).contains(uncertain))
      #expect(states["accepted", default: 0] + uncertain == trial.taken.count)
      #expect(states["planned"] == 30 - trial.taken.count)
      try await trial.send()
      #expect(try trial.world.states() == ["accepted": 30 - uncertain, "uncertain": uncertain])
      #expect(trial.copies.count == 30)
      #expect(trial.duplicates == [])
      #expect(try trial.world.faults() == [])
    }
  }

  @Test(
    "a commit that fails ends the run, one uncertain message a session", arguments: FaultWay.all)
  func failedCommit(_ way: FaultWay) async throws {
    try await Turnstile.busy.pass {
      let trial = try Trial((1...30).map { "p\($0)" }, way)
      var room = trial.room
      let count = Mutex(0)
      room.progress = { step in
        guard case .handedOver = step else { return }
        if count.withLock({ count in
          count += 1
          return count == 10
        }) {
          trial.world.power.cut()
        }
      }
      let report = try await trial.serving { [room] in try await room.send() }
      trial.world.power.restore()
      #expect(report.exitCode == .tryAgain)
      #expect(report.stopped?.message.hasPrefix("the sent-log could not be written: ") == true)
      let states = try trial.world.states()
      let open = states["handedOver", default: 0]
      #expect((1...way.sessions).contains(open))
      #expect(states["accepted", default: 0] + open == trial.taken.count)
      #expect(states["planned"] == 30 - trial.taken.count)
      try await trial.send()
      #expect(try trial.world.states() == ["accepted": 30 - open, "uncertain": open])
      #expect(trial.copies.count == 30)
      #expect(trial.duplicates == [])
      #expect(try trial.world.faults() == [])
    }
  }

  @Test(
    "who leaves while announced behind another's dot gets nothing",
    arguments: FaultWay.all.filter { $0.sessions == 1 })
  func leavingBehindDot(_ way: FaultWay) async throws {
    try await Turnstile.busy.pass {
      let trial = try Trial(["ana", "ben", "cleo"], way)
      let report = try await trial.serving(answer: { event in
        guard case .message(let message) = event.moment,
          message.recipients == ["ana@example.org"]
        else { return .usual }
        // Where the server takes groups, Ben's MAIL, RCPT and DATA are here already.
        #expect(throws: Never.self) {
          try trial.world.store.optOut(
            Subscriber(canonical: "ben@example.org"), of: nil, source: "test", reason: nil,
            at: trial.world.clock)
        }
        return .usual
      }) {
        try await trial.room.send()
      }
      #expect(report.exitCode == .done)
      #expect(try trial.states() == ["ana": .accepted, "ben": .skipped, "cleo": .accepted])
      #expect(trial.copies == ["ana": 1, "cleo": 1])
      #expect(try trial.world.faults() == [])
    }
  }
}
