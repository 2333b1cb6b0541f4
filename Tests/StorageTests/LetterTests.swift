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

@Suite("A change of address")
struct AddressChangeTests {
  private let jpu = AffiliateID("jpu")!
  private let ar = AffiliateID("ar")!
  private let now = Date(timeIntervalSince1970: 1_763_640_000)
  private let old = Subscriber(canonical: "ana@old.example")
  private let new = Subscriber(canonical: "ana@new.example")
  private let store: Store

  init() throws {
    store = try Store.inMemory()
    let recipient = Recipient(
      address: try EmailAddress("ana@old.example"), name: "Ana", fields: ["town": "Lima"])
    try store.save(
      [jpu, ar].map {
        Subscription(affiliate: $0, recipient: recipient, status: .confirmed, origin: .file)
      }, at: now)
  }

  private func change(
    _ from: Subscriber, to address: String, _ affiliates: [AffiliateID]
  ) throws -> ConfirmationOutcome {
    let number = try #require(try store.numbers(of: [from])[0])
    let draft = LetterDraft(
      to: try EmailAddress(address), language: "en",
      request: .changeAddress(from: number, affiliates: affiliates))
    let id = try #require(try store.post(draft, at: now))
    return try store.confirm(try #require(try store.letter(id)), at: now)
  }

  private func mailed(_ affiliate: AffiliateID) throws -> [String] {
    let optedOut = try store.optedOut(of: affiliate)
    return try store.subscriptions(of: affiliate).filter {
      $0.status == .confirmed && !optedOut.contains(Subscriber($0.recipient.address))
    }.map(\.recipient.address.canonical)
  }

  @Test("moves the subscriptions that are named, with what is known of the person")
  func moves() throws {
    #expect(try change(old, to: "Ana@new.example", [jpu]) == .done)
    #expect(try mailed(jpu) == ["ana@new.example"])
    #expect(try mailed(ar) == ["ana@old.example"])
    let moved = try #require(try store.subscriptions(of: new).first)
    #expect(moved.recipient.name == "Ana")
    #expect(moved.recipient.fields == ["town": "Lima"])
    #expect(moved.consent == Consent(origin: "address change", at: now, how: .move))
    #expect(moved.origin == .web)
  }

  @Test("keeps the former address out though its row still stands in the list")
  func staysAway() throws {
    _ = try change(old, to: "ana@new.example", [jpu])
    #expect(try store.optedOut(of: jpu) == [old])
    try store.save(
      [
        Subscription(
          affiliate: jpu, recipient: Recipient(address: try EmailAddress("ana@old.example")),
          status: .confirmed, origin: .file)
      ], at: now)
    #expect(try mailed(jpu) == ["ana@new.example"])
  }

  @Test("and back leaves the person where they were")
  func back() throws {
    _ = try change(old, to: "ana@new.example", [jpu])
    #expect(try change(new, to: "ana@old.example", [jpu]) == .done)
    #expect(try mailed(jpu) == ["ana@old.example"])
    #expect(try store.present(old, for: jpu) == old)
    #expect(try store.present(new, for: jpu) == old)
  }

  @Test("is told to the former address, even when that has had all letters it may")
  func notice() throws {
    for _ in 0..<LetterLimit.perDay {
      _ = try store.post(
        LetterDraft(
          to: try EmailAddress("ana@old.example"), language: "en", request: .showSubscriptions),
        at: now)
    }
    _ = try change(old, to: "ana@new.example", [jpu, ar])
    let letter = try #require(try lastLetter())
    let number = try #require(try store.numbers(of: [new])[0])
    #expect(letter.recipient.canonical == "ana@old.example")
    #expect(letter.state == .planned)
    #expect(
      letter.request
        == .moveBack(from: number, address: "a••••@new.example", affiliates: [jpu, ar]))
  }

  @Test("and the way back leads there from wherever the subscription went since, once")
  func wayBack() throws {
    _ = try change(old, to: "ana@new.example", [jpu])
    let letter = try #require(try lastLetter())
    _ = try change(new, to: "ana@newer.example", [jpu])
    #expect(try store.confirm(letter, at: now) == .done)
    #expect(try mailed(jpu) == ["ana@old.example"])
    #expect(try mailed(ar) == ["ana@old.example"])
    // Nobody is told of it at the address that somebody else may have brought in.
    #expect(try lastLetter()?.recipient.canonical == "ana@new.example")
    _ = try store.optOut(old, of: jpu, source: "web", reason: nil, at: now)
    #expect(try store.confirm(letter, at: now) == .alreadyDone)
    #expect(try mailed(jpu) == [])
  }

  @Test("tells nobody who had no mail there")
  func noNotice() throws {
    let number = try store.write { try $0.number(of: new) }
    _ = try change(Subscriber(canonical: "ana@new.example"), to: "eva@new.example", [jpu])
    #expect(try lastLetter()?.request == .changeAddress(from: number, affiliates: [jpu]))
  }

  @Test("and keeps nothing of the new address once its person is erased")
  func erasedSince() throws {
    let keyed = try Store.inMemory { $0 == new.canonical ? ["erased:k1:1"] : ["erased:k1:2"] }
    try keyed.save(
      [
        Subscription(
          affiliate: jpu, recipient: Recipient(address: try EmailAddress("ana@old.example")),
          status: .confirmed, origin: .file)
      ], at: now)
    let number = try #require(try keyed.numbers(of: [old])[0])
    let draft = LetterDraft(
      to: try EmailAddress("ana@new.example"), language: "en",
      request: .changeAddress(from: number, affiliates: [jpu]))
    let id = try #require(try keyed.post(draft, at: now))
    _ = try keyed.confirm(try #require(try keyed.letter(id)), at: now)
    #expect(try keyed.letter(id + 1) != nil)
    _ = try keyed.erase(new, at: now)
    #expect(try keyed.letter(id + 1) == nil)
    #expect(try keyed.nextLetter(at: now) == nil)
    let traces = try keyed.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM letter WHERE request LIKE '%new.example%'")
    }
    #expect(traces == 0)
  }

  private func lastLetter() throws -> Letter? {
    let id = try store.read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM letter") }
    return try id.flatMap { try store.letter($0) }
  }

  @Test("is followed by the links of old messages")
  func oldLinks() throws {
    _ = try change(old, to: "ana@new.example", [jpu])
    _ = try change(new, to: "ana@newer.example", [jpu])
    #expect(try store.present(old, for: jpu).canonical == "ana@newer.example")
    #expect(try !store.optOut(old, of: jpu, source: "web", reason: nil, at: now).isEmpty)
    #expect(try mailed(jpu) == [])
    try store.rejoin(old, jpu, source: "web", at: now)
    #expect(try mailed(jpu) == ["ana@newer.example"])
  }

  @Test("carries along what was left and what must not be mailed")
  func carries() throws {
    _ = try store.optOut(old, of: ar, source: "web", reason: nil, at: now)
    _ = try change(old, to: "ana@new.example", [jpu])
    #expect(try store.optOuts(of: new).left == [ar])
    #expect(try !store.optOuts(of: new).hasLeft(jpu))
    try store.suppress(new, reason: "asked", at: now)
    _ = try change(new, to: "ana@newer.example", [jpu])
    #expect(try store.isSuppressed(Subscriber(canonical: "ana@newer.example")))
  }

  @Test("sends no story again that came to the former address")
  func stories() throws {
    let store = try Store.withOneEdition(
      for: ["ana"], of: jpu, EditionID(text: "jpu-1"), at: now)
    let draft = LetterDraft(
      to: try EmailAddress("ana@new.example"), language: "en",
      request: .changeAddress(from: 1, affiliates: [jpu]))
    let id = try #require(try store.post(draft, at: now))
    _ = try store.confirm(try #require(try store.letter(id)), at: now)
    let number = try #require(try store.numbers(of: [new])[0])
    let story = try #require(try store.candidates(of: jpu).first?.story.id)
    #expect(try store.reserved([story])[story]?.contains(number) == true)
  }

  @Test("of somebody who was erased since does nothing")
  func erased() throws {
    let keyed = try Store.inMemory { _ in ["erased:k1:1"] }
    let number = try keyed.write { try $0.number(of: old) }
    let draft = LetterDraft(
      to: try EmailAddress("ana@new.example"), language: "en",
      request: .changeAddress(from: number, affiliates: [jpu]))
    let id = try #require(try keyed.post(draft, at: now))
    let letter = try #require(try keyed.letter(id))
    try keyed.write {
      try $0.execute(
        sql: "UPDATE subscriber SET canonical = 'erased:k1:1' WHERE id = ?",
        arguments: [number])
    }
    #expect(try keyed.confirm(letter, at: now) == .unknown)
  }
}
