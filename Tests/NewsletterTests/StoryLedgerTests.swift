import Mail
import Newsletter
import Testing

@Suite("Giving stories to people")
struct StoryLedgerTests {
  private func member(
    _ address: String, exclusion: SkipReason? = nil, isCopy: Bool = false
  ) throws -> AudienceMember {
    AudienceMember(
      recipient: Recipient(address: try EmailAddress(address)), exclusion: exclusion,
      isCopy: isCopy)
  }

  private func audience(_ addresses: String..., copies: [String] = []) throws -> Audience {
    try Audience(
      subscriptions: addresses.map {
        Subscription(
          affiliate: AffiliateID("jpu")!, recipient: Recipient(address: try EmailAddress($0)),
          status: .confirmed, origin: .file)
      }, copies: copies.map { try EmailAddress($0) }, suppressed: [], optedOut: [])
  }

  private func ids(_ numbers: Int64...) -> [StoryID] { numbers.map { StoryID($0) } }

  @Test("the first edition that carries a story has it, a later one leaves it out")
  func firstCarrierWins() throws {
    var ledger = StoryLedger()
    let first = ledger.allot(ids(1, 2), owed: [:], to: try audience("ana@example.org"))
    let second = ledger.allot(
      ids(2, 3), owed: [:], to: try audience("ana@example.org", "ben@example.org"))
    #expect(first.map(\.share) == [.stories(ids(1, 2))])
    #expect(second.map(\.share) == [.stories(ids(3)), .stories(ids(2, 3))])
  }

  @Test("one person is one canonical address, whatever the spelling")
  func canonicalPerson() throws {
    var ledger = StoryLedger()
    _ = ledger.allot(ids(1), owed: [:], to: try audience("Ana@Example.org"))
    let again = ledger.allot(ids(1), owed: [:], to: try audience("ana@example.ORG"))
    #expect(again.map(\.share) == [.leftOut(.nothingNew)])
  }

  @Test("a copy has the full edition and reserves nothing")
  func copies() throws {
    var ledger = StoryLedger()
    let copied = try audience(copies: ["ed@example.org"])
    #expect(ledger.allot(ids(1), owed: [:], to: copied).map(\.share) == [.stories(ids(1))])
    #expect(ledger.allot(ids(1), owed: [:], to: copied).map(\.share) == [.stories(ids(1))])
  }

  @Test("a story that was given back rides after the edition's own")
  func owedStories() throws {
    var ledger = StoryLedger()
    let ana = Subscriber(canonical: "ana@example.org")
    let shares = ledger.allot(
      ids(5), owed: [ana: ids(2, 5)], to: try audience("ana@example.org", "ben@example.org"))
    #expect(shares.map(\.share) == [.stories(ids(5, 2)), .stories(ids(5))])
  }

  @Test("who is reserved a story already does not get it, though owed")
  func owedAndReserved() throws {
    let ana = Subscriber(canonical: "ana@example.org")
    var ledger = StoryLedger(reserved: [StoryID(2): [ana]])
    let shares = ledger.allot(ids(2), owed: [ana: ids(2)], to: try audience("ana@example.org"))
    #expect(shares.map(\.share) == [.leftOut(.nothingNew)])
  }

  @Test("who is left out reserves nothing")
  func exclusions() throws {
    let ana = try EmailAddress("ana@example.org")
    var ledger = StoryLedger()
    let out = Audience(
      subscriptions: [
        Subscription(
          affiliate: AffiliateID("jpu")!, recipient: Recipient(address: ana), status: .confirmed,
          origin: .file)
      ], copies: [], suppressed: [], optedOut: [Subscriber(ana)])
    #expect(ledger.allot(ids(1), owed: [:], to: out).map(\.share) == [.leftOut(.unsubscribed)])
    let back = ledger.allot(ids(1), owed: [:], to: try audience("ana@example.org"))
    #expect(back.map(\.share) == [.stories(ids(1))])
  }

  @Test("a subscriber among the copies gets the stories that are theirs, and no copy")
  func copyAndSubscriber() throws {
    let both = try audience("ed@example.org", "ana@example.org", copies: ["Ed@example.org"])
    #expect(both.members.map(\.isCopy) == [false, false])
    #expect(both.members.map(\.subscriber.canonical) == ["ed@example.org", "ana@example.org"])
  }

  @Test("who opted out or is suppressed gets no copy either")
  func copyAndOptOut() throws {
    let ed = try EmailAddress("ed@example.org")
    let left = Audience(
      subscriptions: [], copies: [ed], suppressed: [], optedOut: [Subscriber(ed)])
    let barred = Audience(
      subscriptions: [], copies: [ed], suppressed: [Subscriber(ed)], optedOut: [])
    #expect(left.members.map(\.exclusion) == [.unsubscribed])
    #expect(barred.members.map(\.exclusion) == [.suppressed])
  }

  @Test("who is merely off the list still gets copies")
  func copyAndRemoved() throws {
    let ed = try EmailAddress("ed@example.org")
    let audience = Audience(
      subscriptions: [
        Subscription(
          affiliate: AffiliateID("jpu")!, recipient: Recipient(address: ed), status: .removed,
          origin: .file)
      ], copies: [ed], suppressed: [], optedOut: [])
    #expect(audience.members.map(\.isCopy) == [true])
    #expect(audience.members.map(\.exclusion) == [nil])
  }
}
