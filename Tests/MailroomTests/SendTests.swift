import Diagnostics
import Foundation
import Mail
import Newsletter
import Storage
import Testing

@testable import Mailroom

@Suite("Sending by hand")
struct SendTests {
  let jpu = AffiliateID("jpu")!
  let latest = AffiliateID("latest")!

  private func id(_ text: String) -> EditionID { EditionID(text: text) }

  @Test("sends each story to everybody once, and a second time nothing")
  func onceOnly() async throws {
    let world = try World(["jpu", "latest"])
    try world.setList(jpu, ["ana@example.org", "ben@example.org"])
    try world.setList(latest, ["ana@example.org", "cleo@example.org"])
    try world.publish([1, 2], on: jpu)
    try world.publish([2, 3], on: latest)
    let report = try await world.room.send()
    #expect(report.exitCode == .done)
    #expect(
      Set(world.server.taken.map { "\($0.recipient) \($0.story)" }) == [
        "ana@example.org [story-1]", "ana@example.org [story-2]", "ana@example.org [story-3]",
        "ben@example.org [story-1]", "ben@example.org [story-2]", "cleo@example.org [story-2]",
        "cleo@example.org [story-3]",
      ])
    #expect(world.server.taken.count == 7)
    let again = try await world.room.send()
    #expect(again.editions.isEmpty)
    #expect(world.server.taken.count == 7)
    #expect(try world.faults() == [])
  }

  @Test("names editions by the day and their number")
  func names() async throws {
    let world = try World.withOneStory(for: ["ana@example.org"])
    let first = try await world.room.send()
    try world.publish([2], on: jpu)
    let second = try await world.room.send()
    #expect(first.editions.map(\.edition.text) == ["jpu-2025-11-20.1"])
    #expect(second.editions.map(\.edition.text) == ["jpu-2025-11-20.2"])
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let behaviour: ScriptedServer.Behaviour
    let states: [String: Int]
    let exitCode: ExitCode
    let messages: Int
    var testDescription: String { "\(behaviour)" }
  }

  @Test(
    "ends each delivery as the server's answer says",
    arguments: [
      Case(behaviour: .accept, states: ["accepted": 1], exitCode: .done, messages: 1),
      Case(behaviour: .refuseAddress, states: ["rejected": 1], exitCode: .done, messages: 0),
      Case(behaviour: .greylist, states: ["deferred": 1], exitCode: .tryAgain, messages: 0),
      Case(behaviour: .refuseMessage, states: ["rejected": 1], exitCode: .done, messages: 0),
      Case(behaviour: .deferMessage, states: ["deferred": 1], exitCode: .tryAgain, messages: 0),
      Case(behaviour: .cutBody, states: ["planned": 1], exitCode: .tryAgain, messages: 0),
      Case(behaviour: .loseAnswer, states: ["uncertain": 1], exitCode: .done, messages: 1),
      Case(behaviour: .loseMessage, states: ["uncertain": 1], exitCode: .done, messages: 0),
      Case(behaviour: .refuseSession, states: ["planned": 1], exitCode: .tryAgain, messages: 0),
    ])
  func outcomes(_ example: Case) async throws {
    let world = try World.withOneStory(for: ["ana@example.org"])
    world.server.behave { _ in example.behaviour }
    let report = try await world.room.send()
    #expect(try world.states() == example.states)
    #expect(report.exitCode == example.exitCode)
    #expect(world.server.messageCount == example.messages)
    #expect(try world.faults() == [])
  }

  @Test("a deferred delivery goes when its time has come, not before")
  func deferral() async throws {
    let world = try World.withOneStory(for: ["ana@example.org"])
    world.server.behave { _ in .greylist }
    let report = try await world.room.send()
    let next = world.clock.addingTimeInterval(SendingPace.wait(afterTries: 0, for: 1))
    #expect(report.nextTry == next)
    world.server.behave { _ in .accept }
    _ = try await world.room.send()
    #expect(world.server.messageCount == 0)
    world.wait(until: next)
    _ = try await world.room.send()
    #expect(world.server.messageCount == 1)
  }

  @Test("waits 5 minutes, 15 minutes, an hour, then 4 hours between tries, and gives up in the end")
  func backoff() async throws {
    let world = try World.withOneStory(for: ["ana@example.org"])
    world.server.behave { _ in .greylist }
    var waits: [TimeInterval] = []
    for _ in 0..<6 {
      let next = try #require(try await world.room.send().nextTry)
      waits.append(next.timeIntervalSince(world.clock))
      world.wait(until: next)
    }
    #expect(waits == (0..<6).map { SendingPace.wait(afterTries: $0, for: 1) })
    // Each is lengthened by up to a fifth, so that not all come back at once.
    for (wait, step) in zip(waits, [300, 900, 3600, 14400, 14400, 14400]) {
      #expect((TimeInterval(step)...TimeInterval(step) * 1.2).contains(wait))
    }
    world.wait(48 * 3600)
    _ = try await world.room.send()
    #expect(try world.states() == ["expired": 1])
    #expect(try world.faults() == [])
  }

  @Test("a story that was refused rides with the next edition from an affiliate that carried it")
  func owedStories() async throws {
    let world = try World(["jpu", "latest"])
    try world.setList(jpu, ["ana@example.org"])
    try world.setList(latest, ["ana@example.org"])
    try world.publish([1], on: jpu)
    try world.publish([1], on: latest)
    world.server.behave { _ in .refuseAddress }
    _ = try await world.room.send([jpu])
    #expect(world.server.taken.isEmpty)
    world.server.behave { _ in .accept }
    // 'latest' has carried it to nobody yet: the story is new there and goes to Ana by that.
    _ = try await world.room.send([latest])
    #expect(world.server.taken == [.init(recipient: "ana@example.org", story: "[story-1]")])
    try world.publish([2], on: jpu)
    _ = try await world.room.send([jpu])
    #expect(world.server.taken.map(\.story) == ["[story-1]", "[story-2]"])
    #expect(try world.faults() == [])
  }

  @Test("what is owed for more than 28 days is not sent any more")
  func owedTooLong() async throws {
    let world = try World.withOneStory(for: ["ana@example.org"])
    world.server.behave { _ in .refuseAddress }
    _ = try await world.room.send()
    world.wait(29 * 86400)
    world.server.behave { _ in .accept }
    try world.publish([2], on: jpu)
    _ = try await world.room.send()
    #expect(world.server.taken.map(\.story) == ["[story-2]"])
    #expect(try world.store.owedCounts(at: world.clock) == (waiting: 0, undelivered: 1))
    let log = try world.store.log(
      of: Subscriber(canonical: "ana@example.org"), at: world.clock)
    #expect(log.owed.map(\.isUndelivered) == [true])
  }

  @Test("a commit that fails ends the run before the dot; the next one goes on")
  func failedCommit() async throws {
    let world = try World.withOneStory(for: ["ana@example.org", "ben@example.org"])
    var room = world.room
    room.progress = { if case .ready = $0 { world.power.cut() } }
    let report = try await room.send()
    #expect(report.exitCode == .tryAgain)
    #expect(world.server.messageCount == 0)
    world.power.restore()
    #expect(try world.states() == ["planned": 2])
    _ = try await world.room.send()
    #expect(try world.states() == ["accepted": 2])
    #expect(world.server.messageCount == 2)
  }

  @Test("who leaves between the freeze and their turn is left out, their stories given back")
  func leavingInTime() async throws {
    let world = try World.withOneStory(for: ["ana@example.org", "ben@example.org"])
    var room = world.room
    room.progress = { step in
      guard case .frozen = step else { return }
      #expect(throws: Never.self) {
        try world.store.optOut(
          Subscriber(canonical: "ana@example.org"), of: nil, source: "test", reason: nil,
          at: world.clock)
      }
    }
    _ = try await room.send()
    #expect(world.server.taken.map(\.recipient) == ["ben@example.org"])
    #expect(try world.states() == ["accepted": 1, "skipped": 1])
    #expect(try world.faults() == [])
  }

  @Test("an opt-out after 354 drops the connection without a dot")
  func leavingAtTheLastMoment() async throws {
    let world = try World.withOneStory(for: ["ana@example.org", "ben@example.org"])
    var room = world.room
    room.progress = { step in
      guard case .ready(delivery: 1) = step else { return }
      #expect(throws: Never.self) {
        try world.store.suppress(
          Subscriber(canonical: "ana@example.org"), reason: nil, at: world.clock)
      }
    }
    _ = try await room.send()
    #expect(world.server.taken.map(\.recipient) == ["ben@example.org"])
    #expect(try world.states() == ["accepted": 1, "suppressed": 1])
    #expect(try world.faults() == [])
  }

  @Test("a list that cannot be read stops its affiliate and no other")
  func unreadableList() async throws {
    let world = try World(["jpu", "latest"])
    try world.setList(latest, ["ana@example.org"])
    try FileManager.default.removeItem(at: world.folder.appendingPathComponent("jpu.csv"))
    try world.publish([1], on: jpu)
    try world.publish([2], on: latest)
    let report = try await world.room.send()
    #expect(world.server.taken.map(\.story) == ["[story-2]"])
    #expect(report.exitCode == .badData)
    #expect(Array(report.obstacles.keys) == [jpu])
  }

  @Test("a template or introduction that cannot be used stops its affiliate and no other")
  func unusableFiles() async throws {
    struct Unreadable: HintedError {
      let message = "Editions/jpu.md is not UTF-8"
      let exitCode = ExitCode.badConfiguration
    }
    let world = try World(["jpu", "latest"]) { publication in
      guard publication.affiliate.text == "jpu" else { return }
      publication.introduction = { _ in throw Unreadable() }
    }
    for affiliate in world.affiliates { try world.setList(affiliate, ["ana@example.org"]) }
    try world.publish([1], on: jpu)
    try world.publish([2], on: latest)
    #expect(try world.room.plan().map { $0.obstacle?.message } == [Unreadable().message, nil])
    let report = try await world.room.send()
    #expect(world.server.taken.map(\.story) == ["[story-2]"])
    #expect(report.exitCode == .badConfiguration)
  }

  @Test("an edition that is under way waits while its affiliate's list cannot be trusted")
  func stoppedEdition() async throws {
    let world = try World(["jpu"])
    try world.setList(jpu, (0..<20).map { "p\($0)@example.org" })
    try world.publish([1], on: jpu)
    world.server.behave { _ in .refuseSession }
    _ = try await world.room.send()
    world.server.behave { _ in .accept }
    try world.setList(jpu, ["p0@example.org"])
    _ = try await world.room.send()
    #expect(world.server.messageCount == 0)
    _ = try world.room.sync(isSure: true)
    _ = try await world.room.send()
    #expect(world.server.taken.map(\.recipient) == ["p0@example.org"])
    #expect(try world.states() == ["accepted": 1, "skipped": 19])
  }

  @Test("finishes other affiliates' editions by their lists as they are now")
  func othersAreSynced() async throws {
    let world = try World(["jpu", "latest"])
    try world.setList(latest, ["ana@example.org", "ben@example.org"])
    try world.publish([2], on: latest)
    world.server.behave { _ in .refuseSession }
    _ = try await world.room.send()
    world.server.behave { _ in .accept }
    try world.setList(latest, ["ben@example.org"])
    _ = try await world.room.send([jpu])
    #expect(world.server.taken.map(\.recipient) == ["ben@example.org"])
  }

  @Test("a refusal of the session at the dot rejects nobody, whatever its code")
  func sessionRefusedAtDot() async throws {
    let world = try World.withOneStory(for: ["ana@example.org", "ben@example.org"])
    world.server.behave { _ in .refuseSender }
    _ = try await world.room.send()
    #expect(try world.states() == ["deferred": 2])
    #expect(try world.faults() == [])
  }

  @Test("a deferral that was not tried for long is tried once more before it is given up")
  func longPause() async throws {
    let world = try World.withOneStory(for: ["ana@example.org"])
    world.server.behave { _ in .greylist }
    _ = try await world.room.send()
    world.wait(7 * 86400)
    world.server.behave { _ in .accept }
    try world.publish([2], on: jpu)
    _ = try await world.room.send()
    #expect(world.server.taken.map(\.story) == ["[story-1]", "[story-2]"])
  }

  @Test("a story that was skipped by hand is not owed any more")
  func skippedWhileOwed() async throws {
    let world = try World.withOneStory(for: ["ana@example.org"])
    world.server.behave { _ in .refuseAddress }
    _ = try await world.room.send()
    world.server.behave { _ in .accept }
    try world.store.skip([StoryID(1)])
    try world.publish([1, 2], on: jpu)
    _ = try await world.room.send()
    #expect(world.server.taken.map(\.story) == ["[story-2]"])
  }

  @Test("tells what an earlier run left uncertain")
  func leftOpen() async throws {
    let world = try World.withOneStory(for: ["ana@example.org"])
    var room = world.room
    room.progress = { if case .handedOver = $0 { world.power.cut() } }
    _ = try await room.send()
    world.power.restore()
    let report = try await world.room.run()
    #expect(
      report.alarms == [
        "jpu-2025-11-20.1: an earlier run ended before it knew what became of 1 message, which is"
          + " uncertain now; see 'broadsheet log edition jpu-2025-11-20.1'"
      ])
    #expect(report.editions.map { $0.count(.uncertain) } == [1])
  }

  @Test("retrying leaves editions alone that are older than stories are owed")
  func oldEditions() async throws {
    let world = try World.withOneStory(for: ["ana@example.org"])
    world.server.behave { _ in .loseMessage }
    _ = try await world.room.send()
    world.server.behave { _ in .accept }
    world.wait(29 * 86400)
    _ = try await world.room.send(retrying: [.uncertain])
    #expect(try world.states() == ["uncertain": 1])
  }

  @Test("a list that lost many people is left alone until somebody says yes")
  func unsafeSync() async throws {
    let world = try World(["jpu"])
    try world.setList(jpu, (0..<20).map { "p\($0)@example.org" })
    _ = try world.room.sync()
    try world.setList(jpu, (0..<14).map { "p\($0)@example.org" })
    try world.publish([1], on: jpu)
    let report = try await world.room.send()
    #expect(world.server.messageCount == 0)
    #expect(report.exitCode == .tryAgain)
    #expect(
      report.obstacles[jpu]?.message
        == "Lists/jpu.csv lacks 6 of the 20 people on the list of jpu: nothing was changed, and"
        + " nothing is sent to it")
    _ = try world.room.sync(isSure: true)
    _ = try await world.room.send()
    #expect(world.server.messageCount == 14)
  }

  @Test("copies get the full edition and take no story from anybody")
  func copies() async throws {
    let editor = try EmailAddress("editor@example.org")
    let world = try World(["jpu", "latest"]) { $0.copies = [editor] }
    try world.setList(jpu, ["ana@example.org"])
    try world.setList(latest, ["editor@example.org"])
    try world.publish([1], on: jpu)
    try world.publish([1], on: latest)
    _ = try await world.room.send()
    #expect(
      world.server.taken.map { "\($0.recipient) \($0.story)" } == [
        "ana@example.org [story-1]", "editor@example.org [story-1]", "editor@example.org [story-1]",
      ])
    #expect(try world.faults() == [])
  }

  @Test("uncertain deliveries stay as they are until somebody asks for them")
  func retryUncertain() async throws {
    let world = try World.withOneStory(for: ["ana@example.org"])
    world.server.behave { _ in .loseMessage }
    _ = try await world.room.send()
    world.server.behave { _ in .accept }
    _ = try await world.room.send()
    #expect(try world.states() == ["uncertain": 1])
    _ = try await world.room.send(retrying: [.uncertain])
    #expect(try world.states() == ["accepted": 1])
    #expect(try world.faults() == [])
  }

  @Test("a rejected delivery that is retried brings what is still free, in a variant of its own")
  func retryRejected() async throws {
    let world = try World(["jpu", "latest"])
    try world.setList(jpu, ["ana@example.org"])
    try world.setList(latest, ["ana@example.org"])
    try world.publish([1, 2], on: jpu)
    try world.publish([2], on: latest)
    world.server.behave { _ in .refuseAddress }
    _ = try await world.room.send([jpu])
    world.server.behave { _ in .accept }
    _ = try await world.room.send([latest])
    _ = try await world.room.send(retrying: [.rejected])
    #expect(world.server.taken.map(\.story) == ["[story-2]", "[story-1]"])
    #expect(try world.states() == ["accepted": 2])
    #expect(try world.faults() == [])
  }

  @Test("stays within the messages of an hour, over several runs")
  func hourlyLimit() async throws {
    let world = try World(["jpu"])
    try world.setList(jpu, (0..<5).map { "p\($0)@example.org" })
    try world.publish([1], on: jpu)
    var room = world.room
    room.pace.limit.perHour = 3
    let report = try await room.send()
    #expect(report.stopped?.message == "the limit of messagesPerHour 3 is reached")
    #expect(world.server.messageCount == 3)
    _ = try await room.send()
    #expect(world.server.messageCount == 3)
    world.wait(3601)
    _ = try await room.send()
    #expect(world.server.messageCount == 5)
  }

  @Test("planning touches nothing and says what sending then does")
  func planning() async throws {
    let world = try World(["jpu", "latest"])
    try world.setList(jpu, ["ana@example.org", "ben@example.org"])
    try world.setList(latest, ["ana@example.org"])
    try world.publish([1], on: jpu)
    try world.publish([1], on: latest)
    let plans = try world.room.plan()
    #expect(plans.map(\.messages) == [2, 0])
    #expect(plans.map(\.skipped) == [[:], [.nothingNew: 1]])
    #expect(try world.states() == [:])
    #expect(try world.store.subscriptions(of: jpu).isEmpty)
    let report = try await world.room.send()
    #expect(report.editions.map { $0.count(.accepted) } == plans.map(\.messages))
  }
}
