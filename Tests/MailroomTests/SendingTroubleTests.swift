import Diagnostics
import Foundation
import Mail
import Newsletter
import Storage
import Synchronization
import Testing

@testable import Mailroom
@testable import Transport

@Suite("Sending in trouble")
struct SendingTroubleTests {
  let jpu = AffiliateID("jpu")!

  private func world(of people: Int) throws -> World {
    try World.withOneStory(for: (0..<people).map { "p\($0)@example.org" })
  }

  @Test(
    "an open session takes what another cannot carry because no more connections can be made",
    .timeLimit(.minutes(1)))
  func noMoreConnections() async throws {
    let world = try world(of: 3)
    var room = world.room
    room.pace.sessions = 2
    room.pace.pauseAfterFailure = .milliseconds(20)
    let opened = Mutex(0)
    room.openSession = {
      let isFirst = opened.withLock { opened in
        opened += 1
        return opened == 1
      }
      guard isFirst else {
        throw TransportError(place: "scripted:25", reason: .hostNotFound)
      }
      return world.server.session()
    }
    // The second session has its message in hand before the first comes back for more.
    room.progress = { if case .ready = $0 { Thread.sleep(forTimeInterval: 0.02) } }
    let report = try await room.send()
    #expect(try world.states() == ["accepted": 3])
    #expect(report.exitCode == .done)
  }

  @Test(
    "an error that nobody expects ends the run, whatever the sessions wait for",
    .timeLimit(.minutes(1)))
  func unexpectedError() async throws {
    struct Strange: Error {}
    // So many that the first session cannot carry them all before the second is opened.
    let world = try world(of: 300)
    var room = world.room
    room.pace.sessions = 2
    let opened = Mutex(0)
    room.openSession = {
      let isFirst = opened.withLock { opened in
        opened += 1
        return opened == 1
      }
      guard isFirst else {
        try await Task.sleep(for: .milliseconds(200))
        throw Strange()
      }
      return world.server.session()
    }
    await #expect(throws: Strange.self) { try await room.send() }
  }

  @Test("an edition that is paused stops at once, also those that were waiting to be put in line")
  func pauseIsImmediate() async throws {
    let world = try world(of: 700)
    world.server.behave { _ in .refuseAddress }
    let report = try await world.room.send()
    #expect(try world.states() == ["rejected": 20, "planned": 680])
    #expect(report.alarms.count == 1)
    #expect(report.exitCode == .tryAgain)
  }

  @Test("a run says nothing of an edition that was paused before, and a send lets it go on")
  func quietWhilePaused() async throws {
    let world = try world(of: 60)
    world.server.behave { _ in .refuseAddress }
    _ = try await world.room.send()
    let quiet = try await world.room.run()
    #expect(!quiet.isEventful)
    #expect(quiet.exitCode == .done)
    world.server.behave { _ in .accept }
    let report = try await world.room.send()
    #expect(try world.states() == ["rejected": 20, "accepted": 40])
    #expect(report.exitCode == .done)
  }

  @Test("a message that ends each session it is offered to does not hold up the others")
  func poison() async throws {
    for behaviour in [ScriptedServer.Behaviour.refuseSession, .cutBody] {
      let world = try world(of: 5)
      world.server.behave { $0 == "p0@example.org" ? behaviour : .accept }
      let report = try await world.room.send()
      #expect(try world.states() == ["accepted": 4, "planned": 1])
      #expect(report.exitCode == .tryAgain)
      #expect(try world.faults() == [])
    }
  }

  @Test("a message that goes back in line does not count against a limit")
  func limitAndLoss() async throws {
    let world = try world(of: 2)
    let offers = Mutex(0)
    world.server.behave { _ in
      offers.withLock {
        $0 += 1
        return $0 == 1
      } ? .refuseSession : .accept
    }
    var room = world.room
    room.pace.limit.perHour = 2
    let report = try await room.send()
    #expect(try world.states() == ["accepted": 2])
    #expect(report.stopped == nil)
  }

  @Test("an answer that was read is written though a commit failed once")
  func failedOnce() async throws {
    let world = try world(of: 2)
    var room = world.room
    let ready = Mutex(0)
    room.progress = { step in
      guard case .ready = step,
        ready.withLock({
          $0 += 1
          return $0 == 2
        })
      else { return }
      world.power.cut(commits: 1)
    }
    let report = try await room.send()
    #expect(report.exitCode == .tryAgain)
    #expect(try world.states() == ["accepted": 1, "planned": 1])
    _ = try await world.room.send()
    #expect(try world.states() == ["accepted": 2])
    #expect(world.server.messageCount == 2)
    #expect(try world.faults() == [])
  }

  @Test("the running count of an edition has one that expires beside those that are put off")
  func tallyOfExpired() async throws {
    let world = try world(of: 2)
    world.server.behave { $0 == "p0@example.org" ? .refuseSession : .greylist }
    _ = try await world.room.send()
    #expect(try world.states() == ["deferred": 1, "planned": 1])
    world.wait(49 * 3600)
    world.server.behave { _ in .greylist }
    var room = world.room
    let last = Mutex<SendingTally?>(nil)
    room.progress = { step in
      if case .sending(let tally) = step { last.withLock { $0 = tally } }
    }
    _ = try await room.send()
    #expect(try world.states() == ["deferred": 1, "expired": 1])
    let tally = try #require(last.withLock { $0 })
    #expect(tally.deferred == 1)
    #expect(tally.expired == 1)
    #expect(tally.isComplete)
  }

  @Test("who asks it to stop gets no new edition")
  func noEditionAfterStop() async throws {
    let world = try world(of: 1)
    world.server.behave { _ in .refuseSession }
    _ = try await world.room.send()
    try world.publish([2], on: jpu)
    world.server.behave { _ in .accept }
    var room = world.room
    let (opening, signal) = AsyncStream<Void>.makeStream()
    room.openSession = {
      signal.yield()
      // Ends when the run is asked to stop.
      try? await Task.sleep(for: .seconds(60))
      return world.server.session()
    }
    let stopping = room
    let report = try await withThrowingTaskGroup(of: SendReport.self) { group in
      group.addTask { try await stopping.send() }
      for await _ in opening { break }
      group.cancelAll()
      return try await group.next()
    }
    #expect(report?.stopped?.message == "stopped as asked")
    #expect(try world.store.editionNames().count == 1)
    #expect(world.server.messageCount == 0)
  }
}
