import Diagnostics
import Foundation
import Mail
import MailCatcher
import Newsletter
import Storage
import Synchronization
import Testing

@testable import Mailroom

@Suite("A server with limits", .timeLimit(.minutes(10)))
struct BusyServerTests {
  private static let crowd = (1...40).map { "p\($0)" }
  private static let eight = [true, false].flatMap { isPipelined in
    [false, true].map { FaultWay(isPipelined: isPipelined, isSecure: $0, sessions: 8) }
  }

  @Test("that closes each connection after some messages gets all of them", arguments: eight)
  func closesAfterSome(_ way: FaultWay) async throws {
    try await Turnstile.busy.pass {
      let trial = try Trial(Self.crowd, way)
      let report = try await trial.serving(adjust: { $0.messagesPerConnection = 3 }) {
        try await trial.room.send()
      }
      #expect(report.exitCode == .done, "\(report.stopped?.message ?? "")")
      let loads = Dictionary(grouping: trial.taken, by: \.connection).values.map(\.count)
      #expect(loads.allSatisfy { $0 <= 3 })
      try Self.expectAllOnce(trial)
    }
  }

  @Test("that takes one message a connection gets all of them", arguments: [true, false])
  func closesAfterEach(_ isPipelined: Bool) async throws {
    let trial = try Trial(Self.crowd, FaultWay(isPipelined: isPipelined))
    let one: (inout CatcherRules) -> Void = { $0.messagesPerConnection = 1 }
    let report = try await trial.serving(adjust: one) {
      try await trial.room.send()
    }
    #expect(report.exitCode == .done, "\(report.stopped?.message ?? "")")
    #expect(Set(trial.taken.map(\.connection)).count == 40)
    try Self.expectAllOnce(trial)
  }

  @Test("that takes two connections at a time gets all messages, with an alarm", arguments: eight)
  func crowded(_ way: FaultWay) async throws {
    try await Turnstile.busy.pass {
      let trial = try Trial(Self.crowd, way)
      // The two that it takes are kept busy until the others have knocked.
      let report = try await trial.serving(
        [CatcherFault(at: .dot, .slow(.milliseconds(20)))], adjust: { $0.mostConnections = 2 }
      ) { try await trial.room.send() }
      #expect(report.exitCode == .done, "\(report.stopped?.message ?? "")")
      let alarm = try #require(report.alarms.first)
      #expect(report.alarms.count == 1)
      #expect(alarm.hasPrefix("the server refused "))
      #expect(
        alarm.hasSuffix("421 4.3.2 Too many connections, try again later; set smtp.sessions lower"))
      try Self.expectAllOnce(trial)
    }
  }

  @Test("gets so many messages a session as the configuration says", arguments: [true, false])
  func messagesPerSession(_ isPipelined: Bool) async throws {
    for (most, connections) in [
      (1, [1, 2, 3, 4, 5]), (2, [1, 1, 2, 2, 3]), (5, [1, 1, 1, 1, 1]),
    ] {
      let trial = try Trial((1...5).map { "p\($0)" }, FaultWay(isPipelined: isPipelined))
      var room = trial.room
      room.pace.messagesPerSession = most
      try await trial.serving { [room] in _ = try await room.send() }
      #expect(trial.taken.map(\.connection) == connections)
      try Self.expectAllOnce(trial)
    }
  }

  @Test("gets so many bodies a session, also when it takes none of them")
  func refusedMessagesCount() async throws {
    let trial = try Trial((1...4).map { "p\($0)" })
    var room = trial.room
    room.pace.messagesPerSession = 2
    let connections = Mutex<[Int]>([])
    let refusing = { @Sendable (event: CatcherEvent) -> CatcherAnswer in
      guard case .message = event.moment else { return .usual }
      connections.withLock { $0.append(event.connection) }
      return .reply(554, "5.6.0 No")
    }
    try await trial.serving(answer: refusing) { [room] in _ = try await room.send() }
    #expect(connections.withLock { $0 } == [1, 1, 2, 2])
    #expect(try trial.world.states() == ["rejected": 4])
  }

  /// Made together, or four by four, for a domain with a limit and for the others.
  @Test(
    "that answers no dot until it has seen all eight gets all eight over eight sessions",
    arguments: ["example.org", "limited.example"])
  func eightDots(domain: String) async throws {
    let people = (1...4).map { "p\($0)@example.org" } + (5...8).map { "p\($0)@\(domain)" }
    let trial = try Trial(people, FaultWay(sessions: 8))
    var room = trial.room
    room.pace.domainLimits = ["limited.example": RateLimit(perHour: 1000)]
    let dots = Assembly(of: 8)
    let waiting = { @Sendable (event: CatcherEvent) async -> CatcherAnswer in
      if case .message = event.moment { await dots.arrive() }
      return .usual
    }
    let report = try await trial.serving(answer: waiting) { [room] in try await room.send() }
    #expect(report.exitCode == .done)
    try Self.expectAllOnce(trial)
  }

  /// Lets nobody go before all have come.
  private actor Assembly {
    private var missing: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(of count: Int) { missing = count }

    func arrive() async {
      missing -= 1
      guard missing > 0 else {
        for continuation in waiting { continuation.resume() }
        waiting = []
        return
      }
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  @Test("that speaks TLS from the first octet and wants a login gets all messages")
  func implicitTLS() async throws {
    let trial = try Trial(
      Self.crowd, FaultWay(isSecure: true, sessions: 4), hasLogin: true)
    trial.useImplicitTLS()
    let implicit: (inout CatcherRules) -> Void = { $0.tls?.use = .implicit }
    let report = try await trial.serving(adjust: implicit) { try await trial.room.send() }
    #expect(report.exitCode == .done, "\(report.stopped?.message ?? "")")
    try Self.expectAllOnce(trial)
  }

  @Test("uses up no limit with those that it refuses before they are handed over")
  func refusedRecipientsAreFree() async throws {
    let trial = try Trial((1...6).map { "p\($0)" })
    var room = trial.room
    room.pace.limit.perDay = 3
    let faults = ["p1", "p2", "p3"].map {
      CatcherFault(at: .rcpt, .reply(550, "5.1.1 Unknown"), for: .localPart($0))
    }
    let report = try await trial.serving(faults) { [room] in try await room.send() }
    #expect(try trial.world.states() == ["rejected": 3, "accepted": 3])
    #expect(report.stopped == nil)
  }

  @Test("gets a new edition though an older one waits for a domain's limit")
  func limitHoldsNothingElseUp() async throws {
    let people = ["p1", "p2"] + (1...3).map { "q\($0)@example.net" }
    let trial = try Trial(people)
    var room = trial.room
    room.pace.domainLimits = ["example.net": RateLimit(perHour: 1)]
    _ = try await trial.serving { [room] in try await room.send() }
    #expect(trial.taken.count == 3)
    try trial.world.publish([2], on: trial.world.affiliates[0])
    let report = try await trial.serving { [room] in try await room.send() }
    #expect(trial.copies.filter { !$0.key.contains("@") } == ["p1": 2, "p2": 2])
    #expect(trial.taken.count == 5)
    #expect(
      report.stopped?.message == "the limit of messagesPerHour 1 for example.net is reached")
  }

  @Test("is stayed with for what it put off though a limit keeps something back")
  func limitAndStay() async throws {
    let trial = try Trial(["ana", "q1@example.net", "q2@example.net"])
    var room = trial.room
    room.pace.domainLimits = ["example.net": RateLimit(perDay: 1)]
    room.pace.stayFor = .seconds(1800)
    room.progress = { step in
      if case .waiting(_, let until) = step { trial.world.wait(until: until) }
    }
    let fault = CatcherFault(
      at: .rcpt, .reply(450, "4.2.0 Later"), .first(1), for: .localPart("ana"))
    let report = try await trial.serving([fault]) { [room] in try await room.send() }
    #expect(trial.copies["ana"] == 1)
    #expect(trial.taken.count == 2)
    #expect(report.stopped?.message == "the limit of messagesPerDay 1 for example.net is reached")
  }

  @Test("gets no more in a day than the configuration says, over several runs")
  func daily() async throws {
    let trial = try Trial((1...7).map { "p\($0)" }, FaultWay(sessions: 4))
    var room = trial.room
    room.pace.limit = RateLimit(perSecond: 500, perDay: 3)
    for (taken, hours) in [(3, 23), (3, 2), (6, 25), (7, 0)] {
      let report = try await trial.serving { [room] in try await room.send() }
      #expect(trial.taken.count == taken)
      #expect(report.exitCode == (taken < 7 ? .tryAgain : .done))
      if taken < 7 {
        #expect(report.stopped?.message == "the limit of messagesPerDay 3 is reached")
      }
      trial.world.wait(TimeInterval(hours) * 3600)
    }
    try Self.expectAllOnce(trial)
  }

  @Test("gets all others while one domain's limit is reached")
  func domainLimit() async throws {
    let people = (1...4).map { "p\($0)" } + (1...6).map { "q\($0)@example.net" }
    let trial = try Trial(people, FaultWay(sessions: 4))
    var room = trial.room
    room.pace.domainLimits = ["example.net": RateLimit(perHour: 2)]
    for taken in [6, 8, 10] {
      let report = try await trial.serving { [room] in try await room.send() }
      #expect(trial.taken.count == taken)
      #expect(
        report.stopped?.message
          == (taken < 10 ? "the limit of messagesPerHour 2 for example.net is reached" : nil))
      #expect(people.prefix(4).allSatisfy { trial.copies[$0] == 1 })
      trial.world.wait(3601)
    }
    try Self.expectAllOnce(trial)
  }

  @Test("that refuses sessions uses up none of the messages of an hour")
  func limitAfterFailure() async throws {
    let trial = try Trial(["ana", "ben", "cleo"])
    var room = trial.room
    room.pace.limit.perHour = 3
    let fault = CatcherFault(at: .mail, .disconnect, .first(1))
    let report = try await trial.serving([fault]) { [room] in try await room.send() }
    #expect(report.exitCode == .done, "\(report.stopped?.message ?? "")")
    try Self.expectAllOnce(trial)
  }

  static func expectAllOnce(
    _ trial: Trial, at location: SourceLocation = #_sourceLocation
  ) throws {
    let states = try trial.states()
    #expect(Set(states.values) == [.accepted], sourceLocation: location)
    #expect(trial.copies == states.mapValues { _ in 1 }, sourceLocation: location)
    #expect(trial.duplicates == [], sourceLocation: location)
    #expect(try trial.world.faults() == [], sourceLocation: location)
  }
}
