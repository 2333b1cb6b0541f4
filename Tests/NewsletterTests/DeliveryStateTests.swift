import Newsletter
import Testing

@Suite("States of a delivery")
struct DeliveryStateTests {
  @Test(
    "turn into these and no others",
    arguments: [
      (DeliveryState.planned, "deferred handedOver rejected skipped suppressed"),
      (.handedOver, "accepted deferred planned rejected uncertain"),
      (.deferred, "deferred expired handedOver planned rejected skipped suppressed"),
      (.uncertain, "accepted planned skipped"), (.rejected, "planned"), (.expired, "planned"),
      (.accepted, ""), (.skipped, ""), (.suppressed, ""),
    ])
  func successors(_ state: DeliveryState, _ expected: String) {
    #expect(state.successors.map(\.rawValue).sorted().joined(separator: " ") == expected)
  }

  @Test("that are settled by hand are accepted, or end and give their stories back")
  func settled() {
    #expect(DeliveryEvent.settled(asSent: true) == .accepted(reply: "settled by hand as sent"))
    #expect(DeliveryEvent.settled(asSent: false) == .leftOut(.unsent))
    for event in [DeliveryEvent.settled(asSent: true), .settled(asSent: false)] {
      #expect(DeliveryState.uncertain.successors.contains(event.state))
    }
    #expect(DeliveryEvent.settled(asSent: false).state.givesStoriesBack)
  }

  @Test("give stories back only where nothing was and nothing will be received")
  func givingBack() {
    #expect(
      DeliveryState.allCases.filter(\.givesStoriesBack)
        == [.rejected, .expired, .skipped, .suppressed])
  }
}

@Suite("The seal of an audience")
struct AudienceSealTests {
  @Test("is the same in any order and differs for any other audience")
  func order() {
    func seal(_ rows: [Int64]) -> AudienceSeal {
      rows.reduce(into: AudienceSeal()) { $0.include($1) }
    }
    #expect(seal([1, 2, 3]) == seal([3, 1, 2]))
    #expect(seal([1, 2, 3]) != seal([1, 2, 4]))
    #expect(seal([1, 2, 3]) != seal([1, 2]))
    #expect(seal([1, 4]) != seal([2, 3]))
  }
}
