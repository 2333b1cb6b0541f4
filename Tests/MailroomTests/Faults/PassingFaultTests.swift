import Diagnostics
import Foundation
import MailCatcher
import Newsletter
import Testing

@testable import Mailroom

@Suite("A fault that passes", .timeLimit(.minutes(10)))
struct PassingFaultTests {
  /// Verbs with whether they are spoken on a way.
  private static func cases(
    _ mishaps: [Mishap], at verbs: [CatcherFault.Verb]
  ) -> [FaultCase] {
    FaultWay.all.flatMap { way in
      verbs.filter { $0 != .starttls || way.isSecure }.flatMap { verb in
        mishaps.map { FaultCase(verb: verb, mishap: $0, way: way) }
      }
    }
  }

  private static let session: [CatcherFault.Verb] = [.connect, .ehlo, .starttls, .auth, .mail]

  @Test(
    "before the address is given, twice, is got over in the same run",
    arguments: cases([.later, .closing, .disconnect], at: session))
  func twiceForUs(_ example: FaultCase) async throws {
    try await Turnstile.busy.pass {
      let trial = try Trial(["ana", "ben", "cleo"], example.way, hasLogin: example.verb == .auth)
      let report = try await trial.send(example.faults(.first(2)))
      #expect(report.exitCode == .done, "\(report.stopped?.message ?? "")")
      try Self.expectEachOnce(trial)
    }
  }

  @Test(
    "at each second or third time costs nothing",
    arguments: cases([.later, .closing, .disconnect], at: session))
  func nowAndThen(_ example: FaultCase) async throws {
    try await Turnstile.busy.pass {
      let trial = try Trial(["ana", "ben", "cleo"], example.way, hasLogin: example.verb == .auth)
      var room = trial.room
      room.pace.messagesPerSession = 1
      // With STARTTLS, EHLO is said twice a session.
      let often = example.verb == .ehlo && example.way.isSecure ? 3 : 2
      let report = try await trial.serving(example.faults(.every(often))) { [room] in
        try await room.send()
      }
      #expect(report.exitCode == .done, "\(report.stopped?.message ?? "")")
      try Self.expectEachOnce(trial)
    }
  }

  @Test(
    "at a person's first two tries puts the delivery off twice, and then it is accepted",
    arguments: cases([.later], at: [.rcpt, .data, .dot]))
  func twiceForBen(_ example: FaultCase) async throws {
    try await Turnstile.busy.pass {
      let trial = try Trial(["ana", "ben", "cleo"], example.way)
      try await trial.serving(example.faults(.first(2))) {
        for tries in 1...2 {
          let report = try await trial.room.send()
          #expect(report.exitCode == .tryAgain)
          #expect(
            try trial.standings() == [
              "ana": .init(state: .accepted, tries: 1),
              "ben": .init(state: .deferred, tries: tries),
              "cleo": .init(state: .accepted, tries: 1),
            ])
          // Before its time it is left alone.
          #expect(try await trial.room.send().exitCode == .done)
          trial.waitForRetry()
        }
        #expect(try await trial.room.send().exitCode == .done)
      }
      #expect(try trial.standings()["ben"] == .init(state: .accepted, tries: 3))
      try Self.expectEachOnce(trial)
    }
  }

  @Test(
    "that is a connection lost at a person's first two tries costs nothing",
    arguments: cases([.disconnect], at: [.rcpt, .data]))
  func lostTwice(_ example: FaultCase) async throws {
    try await Turnstile.busy.pass {
      let trial = try Trial(["ana", "ben", "cleo"], example.way)
      let report = try await trial.send(example.faults(.first(2)))
      #expect(report.exitCode == .done, "\(report.stopped?.message ?? "")")
      #expect(try trial.standings().values.allSatisfy { $0 == .init(state: .accepted, tries: 1) })
      try Self.expectEachOnce(trial)
    }
  }

  @Test("that is greylisting puts everybody off once", arguments: FaultWay.all)
  func greylist(_ way: FaultWay) async throws {
    try await Turnstile.busy.pass {
      let trial = try Trial(["ana", "ben", "cleo"], way)
      let fault = CatcherFault(at: .rcpt, .greylist(.nanoseconds(1)))
      try await trial.serving([fault]) {
        let report = try await trial.room.send()
        #expect(report.exitCode == .tryAgain)
        #expect(try Set(trial.standings().values) == [.init(state: .deferred, tries: 1)])
        trial.waitForRetry()
        #expect(try await trial.room.send().exitCode == .done)
      }
      try Self.expectEachOnce(trial)
    }
  }

  @Test(
    "at every second recipient, DATA or dot puts off one of three",
    arguments: cases([.later], at: [.rcpt, .data, .dot]))
  func everySecond(_ example: FaultCase) async throws {
    try await Turnstile.busy.pass {
      let trial = try Trial(["ana", "ben", "cleo"], example.way)
      let fault = CatcherFault(at: example.verb, example.mishap.effect, .every(2))
      #expect(try await trial.send([fault]).exitCode == .tryAgain)
      #expect(try trial.world.states() == ["accepted": 2, "deferred": 1])
      if example.way.sessions == 1 { #expect(try trial.states()["ben"] == .deferred) }
      trial.waitForRetry()
      #expect(try await trial.send().exitCode == .done)
      try Self.expectEachOnce(trial)
    }
  }

  @Test("after the dot is sent again only when somebody asks, as the same message")
  func retriedUncertain() async throws {
    let trial = try Trial(["ana", "ben", "cleo"])
    let fault = CatcherFault(at: .dot, .disconnect, for: .localPart("ben"))
    try await trial.send([fault])
    #expect(trial.copies == ["ana": 1, "ben": 1, "cleo": 1])
    try await trial.serving { _ = try await trial.room.send(retrying: [.uncertain]) }
    #expect(trial.copies == ["ana": 1, "ben": 2, "cleo": 1])
    #expect(try trial.world.states() == ["accepted": 3])
    let copies = trial.taken.filter { $0.recipients == ["ben@example.org"] }
    #expect(copies.map(\.bytes) == Array(repeating: copies[0].bytes, count: 2))
    #expect(try trial.world.faults() == [])
  }

  private static func expectEachOnce(
    _ trial: Trial, at location: SourceLocation = #_sourceLocation
  ) throws {
    #expect(
      try trial.states() == ["ana": .accepted, "ben": .accepted, "cleo": .accepted],
      sourceLocation: location)
    #expect(trial.copies == ["ana": 1, "ben": 1, "cleo": 1], sourceLocation: location)
    #expect(trial.duplicates == [], sourceLocation: location)
    #expect(try trial.world.faults() == [], sourceLocation: location)
  }
}
