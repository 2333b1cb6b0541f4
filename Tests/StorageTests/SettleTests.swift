import Foundation
import GRDB
import Mail
import Newsletter
import Testing

@testable import Storage

@Suite("Settling by hand")
struct SettleTests {
  let now = Date(timeIntervalSince1970: 1_763_640_000)
  let jpu = AffiliateID("jpu")!
  let edition = EditionID(text: "jpu-1")
  let store: Store

  /// An edition of one story for three people: accepted, uncertain and handed over.
  init() async throws {
    store = try Store.withOneEdition(for: ["a", "b", "c"], of: jpu, edition, at: now)
    let log = try SentLog.begin("send", in: store, at: now)
    _ = try await log.commit([], handingOver: HandOver(1), at: now)
    _ = try await log.commit(
      [.init(1, from: .handedOver, .accepted(reply: "250 Ok"))], handingOver: HandOver(2), at: now)
    _ = try await log.commit(
      [.init(2, from: .handedOver, .uncertain(why: "lost"))], handingOver: HandOver(3), at: now)
  }

  private func settle(asSent: Bool) throws -> Int {
    let log = try SentLog.begin("log settle", in: store, at: now)
    return try log.settle(edition, asSent: asSent, at: now)
  }

  private func balance() throws -> EditionBalance { try #require(try store.balances().first) }

  @Test("as sent makes them accepted, for good, also those a dead run left open")
  func asSent() throws {
    #expect(try settle(asSent: true) == 2)
    #expect(try balance().counts == [.accepted: 3])
    #expect(try balance().faults == [])
    let log = try store.log(of: Subscriber(canonical: "b@example.org"), at: now)
    #expect(log.deliveries.map(\.reply) == ["settled by hand as sent"])
    #expect(log.deliveries[0].attempts.map(\.state) == [.handedOver, .uncertain, .accepted])
    #expect(log.deliveries[0].attempts.map(\.run) == [1, 1, 2])
    #expect(log.owed == [])
  }

  @Test("as unsent ends them and owes their stories")
  func asUnsent() throws {
    #expect(try settle(asSent: false) == 2)
    #expect(try balance().counts == [.accepted: 1, .skipped: 2])
    #expect(try balance().faults == [])
    let log = try store.log(of: Subscriber(canonical: "b@example.org"), at: now)
    #expect(log.deliveries.map(\.reason) == [.unsent])
    #expect(log.deliveries[0].attempts.map(\.detail) == [nil, "lost", "unsent"])
    #expect(log.owed.map(\.title) == ["One"])
  }

  @Test("settles each delivery once, and no other state")
  func once() throws {
    #expect(try settle(asSent: true) == 2)
    #expect(try settle(asSent: false) == 0)
    #expect(try balance().counts == [.accepted: 3])
  }

  @Test("is refused to a run that a newer one has overtaken")
  func fence() throws {
    let old = try SentLog.begin("log settle", in: store, at: now)
    _ = try SentLog.begin("send", in: store, at: now)
    #expect(throws: StorageError(.fenced(delivery: 0))) {
      try old.settle(edition, asSent: true, at: now)
    }
    #expect(try balance().count(.uncertain) == 2)
  }

  @Test("of an edition that is none says so")
  func unknown() throws {
    let log = try SentLog.begin("log settle", in: store, at: now)
    #expect(throws: StorageError(.unknownEdition("jpu-2"))) {
      try log.settle(EditionID(text: "jpu-2"), asSent: true, at: now)
    }
  }
}

@Suite("The figures of an edition")
struct FiguresTests {
  let now = Date(timeIntervalSince1970: 1_763_640_000)
  let edition = EditionID(text: "jpu-1")
  let store: Store

  init() async throws {
    store = try Store.withOneEdition(
      for: ["a", "b", "c", "d"], of: AffiliateID("jpu")!, edition, at: now)
  }

  @Test("are none before anything was tried")
  func none() throws {
    #expect(try store.figures(of: edition) == nil)
    #expect(throws: StorageError(.unknownEdition("x"))) {
      try store.figures(of: EditionID(text: "x"))
    }
  }

  @Test("count the answers, and the seconds in which mail went out")
  func counts() async throws {
    let log = try SentLog.begin("send", in: store, at: now)
    _ = try await log.commit([], handingOver: HandOver(1), at: now)
    let later = now + 600
    _ = try await log.commit(
      [
        .init(1, from: .handedOver, .accepted(reply: "250 Ok")),
        .init(2, from: .planned, .rejected(reply: "550 No")),
      ],
      handingOver: HandOver(3), at: now + 2)
    _ = try await log.commit(
      [.init(3, from: .handedOver, .deferred(reply: "450 Later", until: later))], at: now + 3)
    // Ten minutes of waiting are no sending; what follows takes a second more.
    _ = try await log.commit([], handingOver: HandOver(3, from: .deferred), at: later)
    _ = try await log.commit(
      [.init(3, from: .handedOver, .accepted(reply: "250 Ok"))], handingOver: HandOver(4), at: later
    )
    _ = try await log.commit([.init(4, from: .handedOver, .uncertain(why: "lost"))], at: later + 1)
    let figures = try #require(try store.figures(of: edition))
    #expect(
      figures
        == EditionFigures(
          first: now, last: later + 1, accepted: 2, deferred: 1, rejected: 1, uncertain: 1,
          seconds: 6))
    #expect(figures.answered == 5)
    #expect(figures.perSecond == 5.0 / 6)

    let settling = try SentLog.begin("log settle", in: store, at: later + 500)
    #expect(try settling.settle(edition, asSent: true, at: later + 500) == 1)
    #expect(try store.figures(of: edition) == figures)
  }
}

@Suite("A pause")
struct PauseTests {
  let now = Date(timeIntervalSince1970: 1_763_640_000)
  let jpu = AffiliateID("jpu")!
  let edition = EditionID(text: "jpu-1")
  let store: Store

  init() async throws {
    store = try Store.withOneEdition(for: ["a"], of: jpu, edition, at: now)
  }

  @Test("is kept with its first reason until it is lifted")
  func kept() throws {
    #expect(try store.pauses() == [:])
    #expect(try !store.isPaused(edition))
    try store.pause(edition, because: "40 of the last 200 were rejected", at: now)
    try store.pause(edition, because: "41 of the last 200 were rejected", at: now + 1)
    let pause = EditionPause(
      affiliate: jpu, at: now, reason: "40 of the last 200 were rejected")
    #expect(try store.pauses() == [edition: pause])
    #expect(try store.isPaused(edition))
    #expect(try store.balances().map(\.pause) == [pause])
  }

  @Test("is lifted for the affiliates that are named, or for all")
  func lifted() throws {
    try store.pause(edition, because: "no", at: now)
    #expect(try store.liftPauses(of: []) == [])
    #expect(try store.liftPauses(of: [AffiliateID("ar")!]) == [])
    #expect(try store.isPaused(edition))
    #expect(try store.liftPauses(of: [jpu]) == [edition])
    #expect(try !store.isPaused(edition))
    try store.pause(edition, because: "no", at: now)
    #expect(try store.liftPauses() == [edition])
    #expect(try store.balances().map(\.pause) == [nil])
  }
}
