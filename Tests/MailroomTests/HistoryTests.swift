import Foundation
import Mail
import Mailroom
import Newsletter
import SeededRandom
import Storage
import Synchronization
import Testing

/// Random federations, failures and runs, and what must hold in all of them.
@Suite("Any history")
struct HistoryTests {
  /// 2,000 unless `HISTORIES` says otherwise, in ranges so that they run side by side.
  static let ranges: [Range<Int>] = {
    let count = ProcessInfo.processInfo.environment["HISTORIES"].flatMap(Int.init) ?? 2_000
    return stride(from: 0, to: count, by: 50).map { $0..<min($0 + 50, count) }
  }()

  @Test("gives nobody a story twice, forgets none that is owed, and balances", arguments: ranges)
  func promise(_ seeds: Range<Int>) async throws {
    for seed in seeds {
      let history = try History(seed: UInt64(seed))
      for _ in 0..<history.length { try await history.step() }
      try await history.settle()
    }
  }
}

/// One random history, and the checks after each of its steps.
private final class History {
  let seed: UInt64
  let length: Int
  private let world: World
  private var dice: SeededGenerator
  private var lists: [AffiliateID: Set<String>] = [:]
  private var published = 0
  private var onSources: [AffiliateID: [Int]] = [:]
  private let people = (0..<5).map { "p\($0)@example.org" }

  init(seed: UInt64) throws {
    self.seed = seed
    dice = SeededGenerator(seed: seed &* 0x9E37_79B9_7F4A_7C15)
    let count = Int.random(in: 1...3, using: &dice)
    length = Int.random(in: 4...10, using: &dice)
    world = try World((0..<count).map { "a\($0)" }) { $0.maxStories = 3 }
    for affiliate in world.affiliates {
      lists[affiliate] = Set(people.shuffled(using: &dice).prefix(3))
      onSources[affiliate] = []
      try writeList(affiliate)
    }
  }

  func step() async throws {
    switch Int.random(in: 0..<10, using: &dice) {
    case 0...2: try publish()
    case 3: try changeList()
    case 4: try leave()
    case 5:
      world.wait(Double.random(in: 60...90_000, using: &dice))
      try settleByHand()
    default: try await send()
    }
    try check("a step")
  }

  /// Lets everything that is left arrive: working servers, time for what is deferred, and a fresh
  /// story on each affiliate for what is owed to ride with.
  func settle() async throws {
    world.server.behave { _ in .accept }
    world.power.restore()
    for _ in 0..<3 {
      world.wait(5 * 3600)
      for affiliate in world.affiliates { try publish(fresh(), on: affiliate) }
      _ = try await world.room.send()
    }
    try check("settling")
    try checkPromises()
  }
}

// MARK: - What happens

extension History {
  private func fresh() -> Int {
    published += 1
    return published
  }

  private func publish() throws {
    let story =
      published > 0 && Bool.random(using: &dice)
      ? Int.random(in: 1...published, using: &dice) : fresh()
    let count = Int.random(in: 1...world.affiliates.count, using: &dice)
    for affiliate in world.affiliates.shuffled(using: &dice).prefix(count) {
      try publish(story, on: affiliate)
    }
  }

  private func publish(_ story: Int, on affiliate: AffiliateID) throws {
    if onSources[affiliate]?.contains(story) != true {
      onSources[affiliate, default: []].append(story)
    }
    try world.publish(onSources[affiliate] ?? [], on: affiliate)
  }

  private func changeList() throws {
    guard let affiliate = world.affiliates.randomElement(using: &dice),
      let person = people.randomElement(using: &dice)
    else { return }
    if lists[affiliate, default: []].remove(person) == nil { lists[affiliate]?.insert(person) }
    try writeList(affiliate)
  }

  private func writeList(_ affiliate: AffiliateID) throws {
    try world.setList(affiliate, (lists[affiliate] ?? []).sorted())
  }

  private func leave() throws {
    guard Int.random(in: 0..<4, using: &dice) == 0,
      let person = people.randomElement(using: &dice)
    else { return }
    let subscriber = Subscriber(canonical: person)
    if Bool.random(using: &dice) {
      try world.store.suppress(
        subscriber, isLifted: Bool.random(using: &dice), reason: nil, at: world.clock)
    } else {
      try world.store.optOut(
        subscriber, of: world.affiliates.randomElement(using: &dice), source: "test", reason: nil,
        at: world.clock)
    }
  }

  /// Somebody looks in the server's log and says what became of what is uncertain.
  private func settleByHand() throws {
    let log = try SentLog.begin("log settle", in: world.store, at: world.clock)
    let taken = Set(world.server.taken)
    for (edition, uncertain) in try world.uncertain() {
      let arrived = uncertain.filter(taken.contains)
      // The command settles a whole edition one way, so only where that is the truth.
      guard arrived.isEmpty || arrived.count == uncertain.count else { continue }
      _ = try log.settle(edition, asSent: !arrived.isEmpty, at: world.clock)
    }
  }

  /// A run against a server of moods, which may be killed at any moment.
  private func send() async throws {
    let moods = Mutex(SeededGenerator(seed: dice.next()))
    world.server.behave { _ in
      moods.withLock {
        Int.random(in: 0..<3, using: &$0) > 0 ? .accept : .allCases.randomElement(using: &$0)!
      }
    }
    let killedAfter = Bool.random(using: &dice) ? Int.random(in: 0..<25, using: &dice) : Int.max
    let steps = Mutex(0)
    var room = world.room
    // Each third history has sessions side by side, which a seed does not make go the same way again.
    room.pace.sessions = seed.isMultiple(of: 3) ? 3 : 1
    room.pace.messagesPerSession = seed.isMultiple(of: 2) ? 2 : 100
    let power = world.power
    room.progress = { _ in
      steps.withLock {
        $0 += 1
        if $0 > killedAfter { power.cut() }
      }
    }
    do {
      _ = try await room.send()
    } catch let error as StorageError {
      // Nothing but the lost power may stop a run like this.
      if killedAfter == Int.max { throw error }
    }
    world.power.restore()
  }
}

// MARK: - What must hold

extension History {
  private func check(_ moment: String) throws {
    #expect(try world.faults() == [], "seed \(seed), after \(moment)")
    #expect(Self.repeated(world.server.taken) == [], "seed \(seed): sent twice, after \(moment)")
    let uncertain = Set(try world.received(.uncertain))
    let accepted = try world.received(.accepted)
    #expect(Self.repeated(accepted) == [], "seed \(seed): logged twice, after \(moment)")
    // What the server took and the log does not claim is what an uncertain delivery may hide, or
    // what a run that was killed in the same moment has not told yet.
    let known = uncertain.union(accepted).union(try world.received(.handedOver))
    #expect(
      Set(world.server.taken).subtracting(known).isEmpty, "seed \(seed): unlogged, after \(moment)")
    #expect(
      Set(accepted).subtracting(world.server.taken).isEmpty,
      "seed \(seed): logged and never sent, after \(moment)")
  }

  /// Who was in an edition's audience and is still on that list has each of its stories, or it may
  /// have arrived.
  private func checkPromises() throws {
    let arrived = Set(try world.received(.accepted)).union(try world.received(.uncertain))
    for promise in try world.promises() {
      guard let affiliate = AffiliateID(promise.affiliate),
        lists[affiliate]?.contains(promise.taken.recipient) == true,
        try !isGone(promise.taken.recipient, from: affiliate)
      else { continue }
      #expect(arrived.contains(promise.taken), "seed \(seed): forgotten \(promise)")
    }
  }

  private func isGone(_ person: String, from affiliate: AffiliateID) throws -> Bool {
    let subscriber = Subscriber(canonical: person)
    return try world.store.suppressed().contains(subscriber)
      || world.store.optedOut(of: affiliate).contains(subscriber)
  }

  private static func repeated(_ taken: [ScriptedServer.Taken]) -> [ScriptedServer.Taken] {
    var seen: Set<ScriptedServer.Taken> = []
    return taken.filter { !seen.insert($0).inserted }
  }
}
