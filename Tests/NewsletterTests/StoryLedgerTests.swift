import Newsletter
import Testing

@Suite("Giving stories to people")
struct StoryLedgerTests {
  private let ana = AudienceMember(subscriber: 1)
  private let ben = AudienceMember(subscriber: 2)
  private let ed = AudienceMember(subscriber: 3, isCopy: true)

  private func ids(_ numbers: Int64...) -> [StoryID] { numbers.map { StoryID($0) } }

  @Test("the first edition that carries a story has it, a later one leaves it out")
  func firstCarrierWins() {
    var ledger = StoryLedger()
    #expect(ledger.share(of: ids(1, 2), for: ana) == .stories(ids(1, 2)))
    #expect(ledger.share(of: ids(2, 3), for: ana) == .stories(ids(3)))
    #expect(ledger.share(of: ids(2, 3), for: ben) == .stories(ids(2, 3)))
    #expect(ledger.share(of: ids(1, 3), for: ana) == .leftOut(.nothingNew))
  }

  @Test("a copy has the full edition and reserves nothing")
  func copies() {
    var ledger = StoryLedger()
    #expect(ledger.share(of: ids(1), for: ed) == .stories(ids(1)))
    #expect(ledger.share(of: ids(1), for: ed) == .stories(ids(1)))
  }

  @Test("a story that was given back rides after the edition's own")
  func owedStories() {
    var ledger = StoryLedger()
    #expect(ledger.share(of: ids(5), owed: ids(2, 5), for: ana) == .stories(ids(5, 2)))
    #expect(ledger.share(of: ids(5), for: ben) == .stories(ids(5)))
  }

  @Test("who is reserved a story already does not get it, though owed")
  func owedAndReserved() {
    var ledger = StoryLedger(reserved: [StoryID(2): SubscriberSet([1])])
    #expect(ledger.share(of: ids(2), owed: ids(2), for: ana) == .leftOut(.nothingNew))
    #expect(ledger.share(of: ids(2), for: ben) == .stories(ids(2)))
  }

  @Test("what it learns does not take the place of what it knows")
  func learning() {
    var ledger = StoryLedger()
    #expect(!ledger.knows(StoryID(1)))
    _ = ledger.share(of: ids(1), for: ana)
    ledger.learn([StoryID(1): SubscriberSet(), StoryID(2): SubscriberSet([2])])
    #expect(ledger.share(of: ids(1, 2), for: ana) == .stories(ids(2)))
    #expect(ledger.share(of: ids(1, 2), for: ben) == .stories(ids(1)))
  }

  @Test("who is left out reserves nothing", arguments: SkipReason.allCases)
  func exclusions(_ reason: SkipReason) {
    var ledger = StoryLedger()
    let out = AudienceMember(subscriber: 1, exclusion: reason)
    #expect(ledger.share(of: ids(1), for: out) == .leftOut(reason))
    #expect(ledger.share(of: ids(1), for: ana) == .stories(ids(1)))
  }
}
