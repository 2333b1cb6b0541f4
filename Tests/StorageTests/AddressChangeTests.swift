import Foundation
import GRDB
import Mail
import Newsletter
import Testing

@testable import Storage

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
    return try store.confirm(try ask(from: number, to: address, affiliates), at: now)
  }

  /// The letter that asks at the new address.
  private func ask(
    from number: Int64, to address: String, _ affiliates: [AffiliateID]
  ) throws -> Letter {
    let draft = LetterDraft(
      to: try EmailAddress(address), language: "en",
      request: .changeAddress(from: number, affiliates: affiliates))
    let id = try #require(try store.post(draft, at: now))
    return try #require(try store.letter(id))
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

  @Test("is exported to who asked for it, and of its way back only what came to their own address")
  func exported() throws {
    let number = try #require(try store.numbers(of: [old])[0])
    _ = try ask(from: number, to: "ana@new.example", [jpu])
    let asked = try store.export(old, at: now).letters
    #expect(asked.map(\.address) == ["ana@new.example"])
    #expect(asked.map(\.kind) == [.addressChange])
    _ = try store.confirm(try #require(try lastLetter()), at: now)
    #expect(
      try store.export(old, at: now).letters.map(\.address)
        == ["ana@new.example", "ana@old.example"])
    #expect(try store.export(new, at: now).letters.map(\.address) == ["ana@new.example"])
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

  @Test(
    "that is confirmed after its person left moves nothing, and mails nobody new",
    arguments: [[.list], [.all], [.list, .all]] as [[Leaving]])
  func confirmedAfterLeaving(_ leavings: [Leaving]) throws {
    let number = try #require(try store.numbers(of: [old])[0])
    let letter = try ask(from: number, to: "ana@new.example", [jpu])
    for leaving in leavings {
      try store.optOut(
        old, of: leaving == .list ? jpu : nil, source: "page", reason: nil, at: now)
    }
    #expect(try store.confirm(letter, at: now) == .unknown)
    #expect(try mailed(jpu) == [])
    #expect(try mailed(ar) == (leavings.contains(.all) ? [] : ["ana@old.example"]))
    #expect(try store.subscriptions(of: new) == [])
    #expect(try store.present(old, for: jpu) == old)
    #expect(try lastLetter()?.id == letter.id)
    // It is as if it had never been asked: the new address is nobody's of theirs.
    #expect(try store.export(old, at: now).otherAddresses == [])
  }

  /// What somebody leaves.
  enum Leaving: String, Sendable, CustomTestStringConvertible {
    case list, all
    var testDescription: String { rawValue }
  }

  @Test("moves what was not left meanwhile, and tells the former address of that alone")
  func leftInPart() throws {
    let number = try #require(try store.numbers(of: [old])[0])
    let letter = try ask(from: number, to: "ana@new.example", [jpu, ar])
    try store.optOut(old, of: ar, source: "page", reason: nil, at: now)
    #expect(try store.confirm(letter, at: now) == .done)
    #expect(try mailed(jpu) == ["ana@new.example"])
    #expect(try mailed(ar) == [])
    #expect(try store.optOuts(of: new).left == [ar])
    let present = try #require(try store.numbers(of: [new])[0])
    #expect(
      try lastLetter()?.request
        == .moveBack(from: present, address: "a••••@new.example", affiliates: [jpu]))
  }

  @Test("and its way back bring no story a second time that came through that affiliate")
  func storiesAfterTheWayBack() throws {
    let other = try #require(AffiliateID("cc"))
    _ = try change(old, to: "ana@new.example", [jpu])
    let wayBack = try #require(try lastLetter())
    try store.save(
      [
        Subscription(
          affiliate: other, recipient: Recipient(address: try EmailAddress("ana@new.example")),
          status: .confirmed, origin: .file)
      ], at: now)
    try store.freezeOne("Meanwhile", of: jpu, EditionID(text: "jpu-1"), at: now)
    try store.freezeOne("Theirs", of: other, EditionID(text: "cc-1"), at: now)
    #expect(try store.confirm(wayBack, at: now) == .done)
    #expect(try received(by: old, of: [jpu, other]) == ["Meanwhile"])
    #expect(try received(by: new, of: [jpu, other]) == ["Meanwhile", "Theirs"])
  }

  @Test("that was taken back makes two people of the addresses: neither decides for the other")
  func parted() throws {
    _ = try change(old, to: "ana@new.example", [jpu])
    #expect(try store.confirm(try #require(try lastLetter()), at: now) == .done)
    for (one, other) in [(old, new), (new, old)] {
      let before = try store.optOuts(of: other)
      #expect(try store.optOut(one, of: nil, source: "page", reason: nil, at: now) == [one])
      #expect(try store.optOuts(of: other) == before)
      try store.undoLeavingAll([one], source: "undo", at: now)
      #expect(try store.optOuts(of: other) == before)
      #expect(try store.export(one, at: now).otherAddresses == [])
    }
    #expect(try mailed(jpu) == ["ana@old.example"])
    #expect(try mailed(ar) == ["ana@old.example"])
  }

  @Test("that was taken back leaves no link that speaks for the other, however far it had gone")
  func givenBack() throws {
    let newer = Subscriber(canonical: "ana@newer.example")
    _ = try change(old, to: "ana@new.example", [jpu])
    let wayBack = try #require(try lastLetter())
    _ = try change(new, to: "ana@newer.example", [jpu])
    #expect(try store.present(new, for: jpu) == newer)
    #expect(try store.confirm(wayBack, at: now) == .done)
    for stranger in [new, newer] {
      #expect(try store.present(stranger, for: jpu) == stranger)
      for affiliate in [jpu, nil] {
        try store.optOut(stranger, of: affiliate, source: "one-click", reason: nil, at: now)
      }
      try store.rejoin(stranger, jpu, source: "undo", at: now)
      #expect(try mailed(jpu) == ["ana@old.example"])
      #expect(try change(stranger, to: "eve@example.org", [jpu, ar]) == .done)
      #expect(try mailed(jpu) == ["ana@old.example"])
      #expect(try mailed(ar) == ["ana@old.example"])
    }
  }

  /// The titles of the stories that an edition leaves out for somebody, because they came already.
  private func received(
    by subscriber: Subscriber, of affiliates: [AffiliateID]
  ) throws -> [String] {
    let number = try #require(try store.numbers(of: [subscriber])[0])
    let stories = try affiliates.flatMap { try store.candidates(of: $0).map(\.story) }
    let reserved = try store.reserved(stories.map(\.id))
    return stories.filter { reserved[$0.id]?.contains(number) == true }.map(\.title)
  }
}
