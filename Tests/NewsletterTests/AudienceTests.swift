import Newsletter
import Testing

@Suite("An edition's audience")
struct AudienceTests {
  @Test(
    "leaves out whoever may not be mailed, for the gravest reason",
    arguments: [
      (status: SubscriptionStatus.confirmed, suppressed: false, left: false, why: SkipReason?.none),
      (.confirmed, false, true, .unsubscribed), (.confirmed, true, true, .suppressed),
      (.removed, false, false, .removed), (.removed, false, true, .unsubscribed),
      (.unconfirmed, false, false, .unconfirmed), (.unconfirmed, true, false, .suppressed),
      (.unsubscribed, false, false, .unsubscribed),
    ])
  func exclusion(status: SubscriptionStatus, suppressed: Bool, left: Bool, why: SkipReason?) {
    var audience = Audience(
      suppressed: SubscriberSet(suppressed ? [7] : []), optedOut: SubscriberSet(left ? [7] : []))
    #expect(audience.member(7, status) == AudienceMember(subscriber: 7, exclusion: why))
    #expect(audience.member(8, .confirmed) == AudienceMember(subscriber: 8))
  }

  @Test("a subscriber among the copies gets the stories that are theirs, and no copy")
  func copyAndSubscriber() {
    var audience = Audience(copies: [2, 2])
    #expect(audience.member(2, .confirmed) == AudienceMember(subscriber: 2))
    #expect(audience.copies == [])
  }

  @Test("copies come once each, in their order")
  func copies() {
    #expect(Audience(copies: [9, 3, 9]).copies.map(\.subscriber) == [9, 3])
    #expect(Audience(copies: [9]).copies == [AudienceMember(subscriber: 9, isCopy: true)])
  }

  @Test("who opted out or is suppressed gets no copy either")
  func copyAndOptOut() {
    var left = Audience(copies: [1], optedOut: SubscriberSet([1]))
    #expect(left.copies.map(\.exclusion) == [.unsubscribed])
    #expect(left.member(1, .removed)?.exclusion == .unsubscribed)
    #expect(left.copies == [])
    #expect(
      Audience(copies: [1], suppressed: SubscriberSet([1])).copies.map(\.exclusion)
        == [.suppressed])
  }

  @Test("who is merely off the list still gets copies")
  func copyAndRemoved() {
    var audience = Audience(copies: [1, 2])
    #expect(audience.member(1, .removed) == nil)
    #expect(audience.member(2, .unconfirmed) == nil)
    #expect(audience.copies.map(\.exclusion) == [nil, nil])
  }
}
