import Foundation
import GRDB
import Mail
import Newsletter
import Testing

@testable import Storage

@Suite("The proof that the log adds up")
struct BalanceTests {
  let now = Date(timeIntervalSince1970: 1_763_640_000)
  let jpu = AffiliateID("jpu")!
  let store: Store

  /// An edition of one story for four people: accepted, rejected, handed over and unsubscribed.
  init() async throws {
    store = try Store.inMemory()
    let people = try ["a", "b", "c", "d"].map { try EmailAddress("\($0)@example.org") }
    try store.save(
      people.map {
        Subscription(
          affiliate: jpu, recipient: Recipient(address: $0), status: .confirmed, origin: .file)
      }, at: now)
    try store.optOut(Subscriber(people[3]), of: jpu, source: "test", reason: nil, at: now)
    let source = SourceKey(affiliate: jpu, address: "feed", rules: "feed", host: nil)
    let document = SourceDocument(listings: [Listing(identifier: "1", title: "One")])
    _ = try store.record(
      [SourceReport(source: source, outcome: .read(document, etag: nil, lastModified: nil))],
      of: jpu, backlog: .all, allAsBaseline: false, at: now)
    try store.freeze(
      FreezeOrder(edition: try edition(people[0]), copies: [], slot: nil))
    let log = try SentLog.begin("send", in: store, at: now)
    _ = try await log.commit([], handingOver: HandOver(1), at: now)
    _ = try await log.commit(
      [
        .init(1, from: .handedOver, .accepted(reply: "250 Ok")),
        .init(2, from: .planned, .rejected(reply: "550 No")),
      ],
      handingOver: HandOver(3), at: now)
  }

  private func edition(_ address: EmailAddress) throws -> Edition {
    Edition(
      id: EditionID(text: "jpu-1"), frozenAt: now,
      masthead: Masthead(
        organization: "F", postalAddress: "1 Main Street", website: nil, language: "en",
        timeZone: "UTC", affiliate: jpu, affiliateName: "J", listID: "jpu.example.org",
        sender: Mailbox(name: nil, address: address), replyTo: nil, bounceAddress: address,
        unsubscribeAddress: address),
      templates: TemplateTexts(layout: "", story: "", text: "", subject: ""),
      stories: try store.candidates(of: jpu).map(\.story))
  }

  @Test("says how many are in each state, and that it balances")
  func counts() throws {
    let balance = try #require(try store.balances().first)
    #expect(
      balance.counts == [.accepted: 1, .rejected: 1, .handedOver: 1, .skipped: 1])
    #expect(balance.audience == 4)
    #expect(balance.faults == [])
  }

  struct Damage: Sendable, CustomTestStringConvertible {
    let sql: String
    let fault: String
    var testDescription: String { fault }
  }

  @Test(
    "finds whatever does not add up",
    arguments: [
      Damage(
        sql: "DELETE FROM delivery WHERE id = 4",
        fault: "3 rows are not the frozen audience of 4"),
      Damage(
        sql: "UPDATE edition SET audienceCount = 5",
        fault: "the states add up to 4, the audience is 5"),
      Damage(
        sql: "UPDATE delivery SET reply = NULL WHERE id = 1",
        fault: "1 accepted deliveries lack a reply or their reservations"),
      Damage(
        sql: "DELETE FROM reservation WHERE delivery = 1",
        fault: "1 accepted deliveries lack a reply or their reservations"),
      Damage(
        sql: "INSERT INTO reservation (subscriber, story, delivery) VALUES (2, 1, 2)",
        fault: "1 reservations belong to deliveries that ended unaccepted"),
      Damage(
        sql: "UPDATE delivery SET state = 'uncertain' WHERE id = 3",
        fault: "the attempts of 1 deliveries do not lead to their state"),
      Damage(
        sql: """
          INSERT INTO attempt (delivery, run, at, fromState, toState)
          VALUES (3, 1, 0, 'planned', 'handedOver')
          """, fault: "the attempts of 1 deliveries do not lead to their state"),
      Damage(
        sql: "UPDATE delivery SET state = 'accepted', reply = 'x' WHERE id = 4",
        fault: "the attempts of 1 deliveries do not lead to their state"),
    ])
  func damage(_ example: Damage) throws {
    try store.write { database in
      try database.execute(sql: "PRAGMA defer_foreign_keys = ON")
      try database.execute(sql: example.sql)
    }
    #expect(try store.balances().first?.faults.contains(example.fault) == true)
  }

  @Test("a change that the state does not allow is refused and nothing of it is written")
  func illegalChange() async throws {
    let log = SentLog(store: store, run: 1)
    await #expect(throws: StorageError(.fenced(delivery: 1))) {
      try await log.commit(
        [
          .init(3, from: .handedOver, .accepted(reply: "250 Ok")),
          .init(1, from: .planned, .rejected(reply: "550 No")),
        ], at: now)
    }
    #expect(try store.balances().first?.count(.handedOver) == 1)
  }

  @Test("a run that a newer one has overtaken can write no more")
  func fence() async throws {
    let old = SentLog(store: store, run: 1)
    let newer = try SentLog.begin("send", in: store, at: now)
    await #expect(throws: StorageError(.fenced(delivery: 0))) {
      try await old.commit([], handingOver: HandOver(3), at: now)
    }
    #expect(newer.run == 2)
    #expect(try store.balances().first?.count(.uncertain) == 1)
  }
}
