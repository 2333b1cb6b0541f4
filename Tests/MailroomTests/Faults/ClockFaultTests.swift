import Diagnostics
import Foundation
import MailCatcher
import Newsletter
import Storage
import Synchronization
import Testing

@testable import Mailroom

@Suite("A clock that is set", .timeLimit(.minutes(10)))
struct ClockFaultTests {
  private let later = CatcherFault(
    at: .rcpt, .reply(450, "4.2.0 Later"), .first(1), for: .localPart("ben"))
  private static let hour: TimeInterval = 3600

  @Test("back between two runs makes a retry wait for its time, and no longer")
  func betweenRuns() async throws {
    let trial = try Trial(["ana", "ben", "cleo"])
    try await trial.serving([later]) {
      let next = try #require(try await trial.room.send().nextTry)
      trial.world.wait(-Self.hour)
      _ = try await trial.room.send()
      #expect(try trial.states()["ben"] == .deferred)
      #expect(try trial.world.store.nextTry() == next)
      trial.world.wait(until: next)
      _ = try await trial.room.send()
    }
    #expect(trial.copies == ["ana": 1, "ben": 1, "cleo": 1])
    #expect(try trial.world.states() == ["accepted": 3])
    #expect(try trial.world.faults() == [])
  }

  @Test("back while messages are handed over changes nothing", arguments: FaultWay.all)
  func whileSending(_ way: FaultWay) async throws {
    try await Turnstile.busy.pass {
      let trial = try Trial(["ana", "ben", "cleo"], way)
      var room = trial.room
      room.progress = { if case .handedOver = $0 { trial.world.wait(-Self.hour) } }
      try await trial.serving { [room] in
        let report = try await room.send()
        #expect(report.exitCode == .done)
        #expect(try await room.send().editions.isEmpty)
      }
      #expect(trial.copies == ["ana": 1, "ben": 1, "cleo": 1])
      #expect(try trial.world.states() == ["accepted": 3])
      #expect(try trial.world.faults() == [])
    }
  }

  @Test("back by days gives nobody up, and the time to give up counts from the first try")
  func patience() async throws {
    let trial = try Trial(["ben"])
    let fault = CatcherFault(at: .rcpt, .reply(450, "4.2.0 Later"))
    try await trial.serving([fault]) {
      _ = try await trial.room.send()
      trial.world.wait(-72 * Self.hour)
      _ = try await trial.room.send(retrying: [.deferred])
      #expect(try trial.states() == ["ben": .deferred])
      trial.world.wait(119 * Self.hour)
      _ = try await trial.room.send()
      #expect(try trial.states() == ["ben": .deferred])
      trial.world.wait(5 * Self.hour)
      _ = try await trial.room.send()
      #expect(try trial.states() == ["ben": .expired])
    }
    #expect(try trial.world.faults() == [])
  }

  @Test("back lets no more out than an hour may have")
  func hourlyLimit() async throws {
    let trial = try Trial((1...5).map { "p\($0)" })
    var room = trial.room
    room.pace.limit.perHour = 3
    try await trial.serving { [room] in
      _ = try await room.send()
      trial.world.wait(-Self.hour)
      _ = try await room.send()
    }
    #expect(trial.taken.count == 3)
    trial.world.wait(2 * Self.hour + 1)
    try await trial.serving { [room] in _ = try await room.send() }
    #expect(trial.taken.count == 5)
    #expect(trial.duplicates == [])
  }

  @Test("forward while a run stays brings what is put off in the same run", arguments: [1, 2])
  func staying(_ times: Int) async throws {
    let trial = try Trial(["ana", "ben", "cleo"])
    let (room, waits) = staying(trial) { trial.world.wait(until: $0) }
    let fault = CatcherFault(at: .rcpt, later.effect, .first(times), for: .localPart("ben"))
    let report = try await trial.serving([fault]) { try await room.send() }
    #expect(report.exitCode == .done)
    #expect(waits.withLock { $0 } == times)
    #expect(trial.copies == ["ana": 1, "ben": 1, "cleo": 1])
    #expect(try trial.standings()["ben"] == .init(state: .accepted, tries: times + 1))
    #expect(try trial.world.faults() == [])
  }

  @Test("does not make a run stay longer than it may")
  func stayingTooLong() async throws {
    let trial = try Trial(["ana", "ben", "cleo"])
    let (room, waits) = staying(trial) { trial.world.wait(until: $0) }
    let fault = CatcherFault(at: .rcpt, later.effect, for: .localPart("ben"))
    let report = try await trial.serving([fault]) { try await room.send() }
    #expect(report.exitCode == .tryAgain)
    // After 5 and 15 minutes it would be an hour, and the run stays half of one.
    #expect(waits.withLock { $0 } == 2)
    #expect(try trial.standings()["ben"] == .init(state: .deferred, tries: 3))
    let next = try trial.world.store.nextTry()
    #expect(report.nextTry == next)
  }

  @Test("back while a run stays makes it wait until the time has come again")
  func backWhileStaying() async throws {
    let trial = try Trial(["ana", "ben", "cleo"])
    let (due, isKnown) = AsyncStream<Date>.makeStream()
    let (room, waits) = staying(trial) { next in
      trial.world.wait(-Self.hour)
      isKnown.yield(next)
    }
    try await trial.serving([later]) {
      async let report = room.send()
      for await next in due {
        let states = try trial.states()
        #expect(states["ben"] == .deferred)
        trial.world.wait(until: next)
        break
      }
      let exitCode = try await report.exitCode
      #expect(exitCode == .done)
    }
    #expect(waits.withLock { $0 } == 1)
    #expect(try trial.world.states() == ["accepted": 3])
    #expect(try trial.world.faults() == [])
  }

  /// A room that stays half an hour and tells until when; with how often it did.
  private func staying(
    _ trial: Trial, _ waits: @escaping @Sendable (Date) -> Void
  ) -> (Mailroom, Counter) {
    let counter = Counter()
    var room = trial.room
    room.pace.stayFor = .seconds(1800)
    room.progress = { step in
      guard case .waiting(deferred: 1, let until) = step else { return }
      counter.withLock { $0 += 1 }
      waits(until)
    }
    return (room, counter)
  }

  private final class Counter: Sendable {
    private let count = Mutex(0)
    func withLock<Value: Sendable>(_ body: (inout Int) -> Value) -> Value {
      count.withLock { body(&$0) }
    }
  }
}
