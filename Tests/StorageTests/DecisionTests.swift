import Foundation
import GRDB
import Mail
import Newsletter
import Testing

@testable import Storage

@Suite("What a person decides")
struct DecisionTests {
  private let jpu = AffiliateID("jpu")!
  private let ar = AffiliateID("ar")!
  private let now = Date(timeIntervalSince1970: 1_763_640_000)
  private let ana = Subscriber(canonical: "ana@example.org")
  private let store: Store

  init() throws { store = try Store.inMemory() }

  private func leave(_ affiliate: AffiliateID?, reason: String? = nil) throws -> Bool {
    try !store.optOut(ana, of: affiliate, source: "web", reason: reason, at: now).isEmpty
  }
  private func rejoin(_ affiliate: AffiliateID?) throws {
    guard let affiliate else {
      return try store.undoLeavingAll([ana], source: "web", at: now)
    }
    try store.rejoin(ana, affiliate, source: "web", at: now)
  }
  private func rows() throws -> Int {
    try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM optOut") ?? 0 }
  }
  private func left() throws -> [AffiliateID] {
    let optOuts = try store.optOuts(of: ana)
    let byPerson = [ar, jpu].filter { optOuts.hasLeft($0) }
    // The list of an affiliate says the same as the person's own page.
    #expect(byPerson == (try [ar, jpu].filter { try store.optedOut(of: $0) == [ana] }))
    return byPerson
  }

  @Test("to leave is written once, however often it is said")
  func once() throws {
    #expect(try leave(jpu))
    #expect(try !leave(jpu))
    #expect(try rows() == 1)
    #expect(try left() == [jpu])
  }

  @Test("to undo leaving all does not undo leaving one before")
  func undoAll() throws {
    _ = try leave(jpu)
    _ = try leave(nil)
    #expect(try left() == [ar, jpu])
    try rejoin(nil)
    #expect(try left() == [jpu])
  }

  @Test("to come back to one after leaving all gives that one alone")
  func comeBackToOne() throws {
    _ = try leave(nil)
    try rejoin(jpu)
    #expect(try left() == [ar])
    // Leaving all is not said over again: it takes back what came between.
    #expect(try leave(nil))
    #expect(try left() == [ar, jpu])
  }

  @Test("to undo leaving all gives back what came between, and not what was left all before")
  func undoAllAgain() throws {
    _ = try leave(nil)
    try rejoin(jpu)
    _ = try leave(nil)
    try store.giveReason("too often", for: ana, of: nil, at: now)
    #expect(try left() == [ar, jpu])
    try rejoin(nil)
    #expect(try left() == [ar])
    // Pressed twice, it does no more.
    try rejoin(nil)
    #expect(try left() == [ar])
  }

  @Test("to be on again changes nothing for who never left")
  func neverLeft() throws {
    try rejoin(jpu)
    try rejoin(nil)
    #expect(try rows() == 0)
  }

  @Test("a reason is a row more of the decision that stands")
  func reason() throws {
    _ = try leave(jpu)
    try store.giveReason("too often", for: ana, of: jpu, at: now)
    try rejoin(jpu)
    // That is over, so there is nothing to give a reason for.
    try store.giveReason("again", for: ana, of: jpu, at: now)
    let reasons = try store.read {
      try String?.fetchAll($0, sql: "SELECT reason FROM optOut ORDER BY id")
    }
    #expect(reasons == [nil, "too often", nil])
    #expect(try left() == [])
  }

  @Test("a reason for leaving all takes nobody off what they came back to")
  func reasonAfterReturn() throws {
    _ = try leave(nil)
    try rejoin(jpu)
    try store.giveReason("moved", for: ana, of: nil, at: now)
    #expect(try left() == [ar])
  }

  @Test("to be on again has the list file read again, which kept their row out")
  func readAgain() throws {
    try store.write { try $0.keepReading("1:2:3", of: jpu, at: now) }
    _ = try leave(jpu)
    try rejoin(jpu)
    #expect(try store.listFingerprint(of: jpu) == nil)
  }

  @Test("a language of their own stays when the list says another")
  func language() throws {
    let address = try EmailAddress("ana@example.org")
    func listed(_ language: String) -> Subscription {
      Subscription(
        affiliate: jpu, recipient: Recipient(address: address, language: language),
        status: .confirmed, origin: .file)
    }
    try store.save([listed("en")], at: now)
    try store.setLanguage("es", of: ana)
    try store.save([listed("fr")], at: now)
    let read = try store.subscriptions(of: ana)
    #expect(read.map(\.recipient.language) == ["es"])
    #expect(read.map(\.chosenLanguage) == ["es"])
    try store.setLanguage(nil, of: ana)
    #expect(try store.subscriptions(of: ana).map(\.recipient.language) == ["fr"])
  }

  @Test("consent stays with a subscription until another one is given")
  func consent() throws {
    let address = try EmailAddress("ana@example.org")
    let consent = Consent(origin: "mailchimp.csv", at: now, how: .import)
    var subscription = Subscription(
      affiliate: jpu, recipient: Recipient(address: address), status: .confirmed,
      origin: .import, consent: consent)
    try store.save([subscription], at: now)
    subscription.consent = nil
    try store.save([subscription], at: now.addingTimeInterval(60))
    let read = try store.subscriptions(of: jpu)
    #expect(read.map(\.consent) == [consent])
    #expect(read.map(\.since) == [now])
  }

  @Test("the page of all lists leaves and joins at once")
  func choose() throws {
    let address = try EmailAddress("ana@example.org")
    let recipient = Recipient(address: address)
    try store.save(
      [Subscription(affiliate: ar, recipient: recipient, status: .confirmed, origin: .file)],
      at: now)
    let changed = try store.chooseAffiliates(
      [jpu], among: [ar, jpu], of: recipient, source: "web", at: now)
    #expect(changed.joined == [jpu])
    #expect(changed.left == [ar])
    #expect(try left() == [ar])
    let joined = try store.subscriptions(of: jpu)
    #expect(joined.map(\.consent?.how) == [.web])
    #expect(joined.map(\.origin) == [.web])
    let again = try store.chooseAffiliates(
      [jpu], among: [ar, jpu], of: recipient, source: "web", at: now)
    #expect(again.joined == [] && again.left == [])
  }
}
