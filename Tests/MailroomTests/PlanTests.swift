import Foundation
import Mail
import Newsletter
import SeededRandom
import Testing

@testable import Mailroom
@testable import Storage

@Suite("A plan")
struct PlanTests {
  private let people = (0..<8).map { "p\($0)@example.org" }

  @Test("says what sending then does, whether the lists are synced or not", arguments: 0..<60)
  func foresight(_ seed: Int) async throws {
    var dice = SeededGenerator(seed: UInt64(seed))
    let copies = try people.filter { _ in Int.random(in: 0..<8, using: &dice) == 0 }
      .map { try EmailAddress($0) }
    let world = try World(["a0", "a1", "a2"]) { $0.copies = copies }
    for round in 1...3 {
      try shuffle(world, round, &dice)
      let unsynced = try world.room.plan()
      _ = try world.room.sync()
      let synced = try world.room.plan()
      #expect(unsynced.map(Outlook.init) == synced.map(Outlook.init), "seed \(seed)")
      world.server.behave { $0.hasPrefix("p\(round)") ? .refuseAddress : .accept }
      let report = try await world.room.send()
      let foreseen = unsynced.filter { $0.edition != nil }.map(Tally.init)
      #expect(report.editions.map(Tally.init) == foreseen, "seed \(seed)")
    }
  }

  /// Other lists, other stories, and somebody who leaves.
  private func shuffle(_ world: World, _ round: Int, _ dice: inout SeededGenerator) throws {
    for affiliate in world.affiliates {
      // Three who always stay: who takes more than five off a list has to confirm it.
      let others = people.dropFirst(3).filter { _ in Bool.random(using: &dice) }
      try world.setList(affiliate, people.prefix(3) + others)
      let stories = (1...4).filter { _ in Bool.random(using: &dice) }.map { 10 * round + $0 }
      if !stories.isEmpty { try world.publish(stories, on: affiliate) }
    }
    guard let leaver = people.randomElement(using: &dice) else { return }
    if Bool.random(using: &dice) {
      try world.store.optOut(
        Subscriber(canonical: leaver), of: world.affiliates.randomElement(using: &dice),
        source: "test", reason: nil, at: world.clock)
    } else {
      try world.store.suppress(
        Subscriber(canonical: leaver), isLifted: Bool.random(using: &dice), reason: nil,
        at: world.clock)
    }
  }

  /// What a plan says of one affiliate.
  struct Outlook: Equatable {
    let recipients: Int
    let messages: Int
    let skipped: [SkipReason: Int]
    let leftOut: Set<String>
    let riding: Int

    init(_ plan: EditionPlan) {
      recipients = plan.recipients
      messages = plan.messages
      skipped = plan.skipped
      leftOut = Set(plan.leftOut.map { "\($0.address) \($0.reason)" })
      riding = plan.riding.people
    }
  }

  /// What a plan and the log both count.
  struct Tally: Equatable {
    let audience: Int
    let skipped: Int
    let suppressed: Int

    init(_ plan: EditionPlan) {
      let out = plan.skipped.values.reduce(0, +)
      audience = plan.messages + out
      suppressed = plan.skipped[.suppressed] ?? 0
      skipped = out - suppressed
    }

    init(_ balance: EditionBalance) {
      audience = balance.audience
      skipped = balance.count(.skipped)
      suppressed = balance.count(.suppressed)
    }
  }

  @Test("knows one person by one canonical address, whatever the spelling")
  func canonicalPerson() throws {
    let world = try World(["jpu", "latest"])
    try world.setList(world.affiliates[0], ["Ana@Example.org"])
    try world.setList(world.affiliates[1], ["ana@example.ORG"])
    for affiliate in world.affiliates { try world.publish([1], on: affiliate) }
    #expect(try world.room.plan().map(\.messages) == [1, 0])
    _ = try world.room.sync()
    #expect(try world.room.plan().map(\.messages) == [1, 0])
  }

  @Test("counts everybody who is left out and names at most ten thousand")
  func manyLeftOut() throws {
    let plan = EditionPlan(
      affiliate: AffiliateID("jpu")!, id: EditionID(text: "jpu-1"), choices: [],
      sync: SyncReport(affiliate: AffiliateID("jpu")!), isFetched: true)
    var filled = plan
    let ana = Recipient(address: try EmailAddress("ana@example.org"))
    for number in 1...10_002 {
      try filled.take(
        AudienceMember(subscriber: Int64(number)), .leftOut(.nothingNew), isKept: false
      ) { ana }
    }
    #expect(filled.skipped == [.nothingNew: 10_002])
    #expect(filled.leftOut.count == 10_000)
    #expect(filled.messages == 0)
  }

  @Test("holds what one person would get when it is asked for them")
  func oneKept() throws {
    let world = try World(["jpu", "latest"])
    try world.setList(world.affiliates[0], ["Ana@example.org", "ben@example.org"])
    try world.publish([1], on: world.affiliates[0])
    let ana = Subscriber(canonical: "ana@example.org")
    for _ in 0..<2 {
      let plan = try world.room.plan([world.affiliates[0]], keeping: .one(ana)).first
      #expect(plan?.allotments.map(\.recipient.address.spelling) == ["Ana@example.org"])
      #expect(plan?.allotments.map(\.share) == [.stories([StoryID(1)])])
      _ = try world.room.sync()
    }
    #expect(try world.room.plan().allSatisfy { $0.allotments.isEmpty })
  }
}
