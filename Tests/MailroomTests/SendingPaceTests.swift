import Foundation
import Testing

@testable import Mailroom

@Suite("The pace of sending")
struct SendingPaceTests {
  @Test(
    "a deferred delivery waits 5 and 15 minutes, an hour, then 4 hours, and up to a fifth longer",
    arguments: [(0, 300.0), (1, 900), (2, 3600), (3, 14_400), (4, 14_400), (40, 14_400)])
  func steps(tries: Int, step: Double) {
    #expect(SendingPace.wait(afterTries: tries) == step)
    let waits = (1...1_000).map { SendingPace.wait(afterTries: tries, for: $0) }
    #expect(waits.allSatisfy { ($0 >= step) && ($0 <= step * 1.2) })
    // Spread over the whole of that fifth: no tenth of it holds more than twice its share.
    let tenths = Dictionary(grouping: waits) { Int(($0 - step) / (step * 0.02 + 0.001)) }
    #expect(tenths.count == 10)
    #expect(tenths.values.allSatisfy { (50...200).contains($0.count) })
  }

  @Test("the same delivery waits as long each time it is asked, and otherwise after each try")
  func deterministic() {
    #expect(SendingPace.wait(afterTries: 3, for: 7) == SendingPace.wait(afterTries: 3, for: 7))
    #expect(SendingPace.wait(afterTries: 3, for: 7) != SendingPace.wait(afterTries: 4, for: 7))
    #expect(SendingPace.wait(afterTries: 3, for: 7) != SendingPace.wait(afterTries: 3, for: 8))
  }

  @Test("a limit names its windows by the settings")
  func windows() {
    let limit = RateLimit(perSecond: 4, perHour: 10, perDay: 20)
    #expect(limit.interval == .milliseconds(250))
    #expect(
      limit.windows == [
        RateLimit.Window(setting: "messagesPerHour", most: 10, seconds: 3600),
        RateLimit.Window(setting: "messagesPerDay", most: 20, seconds: 86_400),
      ])
    #expect(RateLimit().windows == [])
    #expect(RateLimit().interval == nil)
    #expect(!RateLimit().isSet)
    #expect(limit.isSet)
  }
}
