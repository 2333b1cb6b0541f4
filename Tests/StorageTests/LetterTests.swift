import Foundation
import GRDB
import Mail
import Newsletter
import Synchronization
import Testing

@testable import Storage

@Suite("A letter")
struct LetterTests {
  private let jpu = AffiliateID("jpu")!
  private let now = Date(timeIntervalSince1970: 1_763_640_000)
  private let ana = Subscriber(canonical: "ana@example.org")
  private let store: Store

  init() throws {
    store = try Store.inMemory { ["erased:k1:\($0.utf8.reduce(7) { $0 &* 31 &+ Int($1) })"] }
  }

  private func later(_ seconds: TimeInterval) -> Date { now.addingTimeInterval(seconds) }

  private func post(
    _ request: LetterRequest? = nil, to address: String = "Ana@example.org",
    at moment: Date? = nil
  ) throws -> Letter? {
    let request = request ?? .subscribe(affiliates: [jpu], name: "Ana", language: "es")
    let draft = LetterDraft(
      to: try EmailAddress(address), affiliate: jpu, language: "en", request: request)
    return try store.post(draft, at: moment ?? now).flatMap { try store.letter($0) }
  }

  @Test("that shows all lists waits for its turn to write, also where nobody gets one")
  func takesItsTurn() async throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("broadsheet-letters-\(UUID().uuidString).sqlite").path
    let store = try Store.open(at: path) { _ in [] }
    defer {
      // What is not there need not be removed.
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: path + suffix)
      }
    }
    let (nobody, now) = (try EmailAddress("nobody@example.org"), now)
    var unsafe = Configuration()
    unsafe.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: path, configuration: unsafe)
    let isOver = Mutex(false)
    try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
    async let answer = {
      let number = try store.postSubscriptions(to: nobody, language: "en", at: now)
      return (number, isOver.withLock { $0 })
    }()
    try await Task.sleep(for: .milliseconds(300))
    isOver.withLock { $0 = true }
    try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    let (number, hasWaited) = try await answer
    #expect(number == nil)
    #expect(hasWaited)
  }

  @Test(
    "that is open is found by the index of open ones, among years of sent ones",
    arguments: [
      "SELECT NOT EXISTS (SELECT 1 FROM letter WHERE \(LetterBook.open))",
      "UPDATE letter SET reply = '' WHERE \(LetterBook.open) AND state = 'handedOver'",
      "SELECT * FROM letter WHERE \(LetterBook.open) AND id > 3 ORDER BY id",
    ])
  func index(_ sql: String) throws {
    let details = try store.read { database in
      try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String }
    }
    #expect(details.contains { $0.contains("INDEX letterOpen") }, "\(details)")
  }

  @Test("is read back as it was written")
  func roundTrip() throws {
    let letter = try #require(try post())
    #expect(letter.id == 1)
    #expect(letter.recipient.spelling == "Ana@example.org")
    #expect(letter.kind == .confirmation)
    #expect(letter.affiliate == jpu)
    #expect(letter.request == .subscribe(affiliates: [jpu], name: "Ana", language: "es"))
    #expect(letter.createdAt == now)
    #expect(letter.state == .planned)
    #expect(try store.letter(2) == nil)
  }

  @Test("is one of three an hour and six a day")
  func limits() throws {
    var written = 0
    // Five asked for in each of four hours.
    for hour in 0..<4 {
      for second in 0..<5
      where try post(at: later(Double(hour * 3601 + second))) != nil { written += 1 }
      #expect(written == min(3 * (hour + 1), 6))
    }
    #expect(try post(at: later(86_400 + 10_000)) != nil)
    #expect(try post(to: "ben@example.org") != nil)
  }

  @Test("about a new address is held to the limit of who asks for it")
  func requesterLimit() throws {
    let number = try store.write { try $0.number(of: ana) }
    let written = try (0..<5).compactMap {
      try post(.changeAddress(from: number, affiliates: [jpu]), to: "new\($0)@example.org")
    }
    #expect(written.count == 3)
  }

  @Test("goes to nobody who is suppressed or erased")
  func barred() throws {
    try store.suppress(ana, reason: nil, at: now)
    #expect(try post() == nil)
    let ben = Subscriber(canonical: "ben@example.org")
    _ = try store.erase(ben, at: now)
    #expect(try post(to: "ben@example.org") == nil)
    let rows = try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM letter") }
    #expect(rows == 0)
  }

  @Test("that waits is taken once, though two ask for it")
  func handOver() throws {
    _ = try post()
    let one = try #require(try store.nextLetter(at: now))
    let other = try #require(try store.nextLetter(at: now))
    #expect(try store.handedOver(one, at: now))
    #expect(try !store.handedOver(other, at: now))
    #expect(try store.nextLetter(at: now) == nil)
    #expect(try store.settle(one, .accepted(reply: "250 ok"), at: now))
    #expect(try !store.settle(other, .rejected(reply: "550 no"), at: now))
    #expect(try store.letter(1)?.state == .accepted)
  }

  @Test("that is put off waits for its time, and expires after a day")
  func deferral() throws {
    let letter = try #require(try post())
    try store.settle(letter, .deferred(reply: "450 later", until: later(600)), at: now)
    #expect(try store.nextLetter(at: later(599)) == nil)
    #expect(try store.nextLetter(at: later(600))?.tries == 1)
    #expect(try store.nextLetter(at: later(86_400)) == nil)
    #expect(try store.letter(1)?.state == .expired)
  }

  @Test("that was handed over and forgotten is uncertain, and not sent again")
  func forgotten() throws {
    let letter = try #require(try post())
    #expect(try store.handedOver(letter, at: now))
    #expect(try store.nextLetter(at: later(899)) == nil)
    #expect(try store.letter(1)?.state == .handedOver)
    #expect(try store.nextLetter(at: later(900)) == nil)
    #expect(try store.letter(1)?.state == .uncertain)
  }

  @Test("for a sign-up makes an unconfirmed subscription, and its link a confirmed one")
  func signUp() throws {
    let letter = try #require(try post())
    #expect(try store.subscriptions(of: ana).map(\.status) == [.unconfirmed])
    #expect(try store.confirm(letter, at: later(60)) == .done)
    let subscription = try #require(try store.subscriptions(of: ana).first)
    #expect(subscription.status == .confirmed)
    #expect(subscription.origin == .web)
    #expect(subscription.recipient.name == "Ana")
    #expect(subscription.recipient.language == "es")
    #expect(subscription.consent == Consent(origin: "web form", at: later(60), how: .web))
  }

  @Test("brings back who left, and once only")
  func repeated() throws {
    _ = try store.optOut(ana, of: jpu, source: "web", reason: nil, at: now)
    let letter = try #require(try post())
    #expect(try store.confirm(letter, at: now) == .done)
    #expect(try !store.optOuts(of: ana).hasLeft(jpu))
    #expect(try store.confirm(letter, at: now) == .alreadyDone)
    _ = try store.optOut(ana, of: jpu, source: "web", reason: nil, at: now)
    #expect(try store.confirm(letter, at: now) == .alreadyDone)
    #expect(try store.optOuts(of: ana).hasLeft(jpu))
  }

  @Test("has a link that works for seven days")
  func expired() throws {
    let letter = try #require(try post())
    #expect(try store.confirm(letter, at: later(7 * 86_400 + 1)) == .expired)
    #expect(try store.subscriptions(of: ana).map(\.status) == [.unconfirmed])
    #expect(try store.confirm(letter, at: later(7 * 86_400)) == .done)
  }

  @Test("opens nothing for who was suppressed or erased since")
  func unknown() throws {
    let letter = try #require(try post())
    try store.suppress(ana, reason: nil, at: now)
    #expect(try store.confirm(letter, at: now) == .unknown)
    try store.suppress(ana, isLifted: true, reason: nil, at: now)
    _ = try store.erase(ana, at: now)
    #expect(try store.letter(1) == nil)
    #expect(try store.confirm(letter, at: now) == .unknown)
  }

  @Test("does not change what the list says of who signs up again")
  func knownPerson() throws {
    let listed = Recipient(
      address: try EmailAddress("ana@example.org"), name: "Ana Silva", fields: ["town": "Lima"])
    try store.save(
      [Subscription(affiliate: jpu, recipient: listed, status: .confirmed, origin: .file)],
      at: now)
    let letter = try #require(
      try post(.subscribe(affiliates: [jpu], name: nil, language: nil)))
    #expect(try store.subscriptions(of: ana).map(\.status) == [.confirmed])
    _ = try store.confirm(letter, at: now)
    let read = try #require(try store.subscriptions(of: ana).first)
    #expect(read.recipient.name == "Ana Silva")
    #expect(read.recipient.fields == ["town": "Lima"])
    #expect(read.origin == .web)
  }

  @Test("that nobody followed for 30 days is forgotten, and its person with it")
  func forgetting() throws {
    _ = try post()
    let ben = try #require(try post(to: "ben@example.org"))
    _ = try store.confirm(ben, at: now)
    #expect(try store.forgetUnconfirmed(at: later(30 * 86_400)) == 0)
    #expect(try store.forgetUnconfirmed(at: later(30 * 86_400 + 1)) == 1)
    let names = try store.read { try String.fetchAll($0, sql: "SELECT canonical FROM subscriber") }
    #expect(names == ["ben@example.org"])
    #expect(try store.subscriptions(of: jpu).map(\.status) == [.confirmed])
    let rows = try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM letter") }
    #expect(rows == 0)
  }
}
