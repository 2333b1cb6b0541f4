import Foundation
import Mailroom
import Newsletter
import Testing

@Suite("The tally of an edition")
struct SendingTallyTests {
  private let start = ContinuousClock.now
  private let edition = EditionID(text: "jpu-2026-11-20")
  private let accepted = DeliveryEvent.accepted(reply: "250 Ok")
  private let later = DeliveryEvent.deferred(
    reply: "450 Later", until: Date(timeIntervalSince1970: 0))

  private func tally(of total: Int) -> SendingTally {
    SendingTally(edition, of: total, startedAt: start)
  }

  /// Counts accepted messages at even distances.
  private func accept(
    _ count: Int, from: Duration, every step: Duration, _ tally: inout SendingTally
  ) {
    for number in 0..<count { tally.count(accepted, at: start + from + step * (number + 1)) }
  }

  @Test("counts what became of each delivery once")
  func counts() {
    var tally = tally(of: 9)
    let events: [DeliveryEvent] = [
      .handedOver, accepted, .rejected(reply: "550 No"), later, .returned(why: "cut"),
      .uncertain(why: "lost"), .leftOut(.unsubscribed), .leftOut(.suppressed), .retried,
    ]
    for event in events { tally.count(event, at: start) }
    let counts = [
      tally.accepted, tally.rejected, tally.deferred, tally.uncertain, tally.leftOut,
    ]
    #expect(counts == [1, 1, 1, 1, 2])
    #expect(tally.done == 6)
    #expect(!tally.isComplete)
  }

  @Test("counts one that was put off and given up as expired alone")
  func expired() {
    var tally = tally(of: 1)
    tally.count(later, at: start)
    tally.count(.expired, at: start)
    #expect(tally.deferred == 0)
    #expect(tally.expired == 1)
    #expect(tally.done == 1)
    #expect(tally.isComplete)
  }

  @Test("has a rate over the last ten seconds and the time that the rest takes")
  func rate() {
    var tally = tally(of: 1_000)
    accept(40, from: .zero, every: .milliseconds(100), &tally)
    #expect(tally.rate == 10)
    #expect(tally.timeLeft == .seconds(96))
    #expect(tally.elapsed == .seconds(4))
    // Twice as fast: after ten seconds the earlier ones no longer count.
    accept(220, from: .seconds(4), every: .milliseconds(50), &tally)
    #expect(tally.rate == 20)
    #expect(tally.timeLeft == .seconds(37))
  }

  @Test("has a rate that falls while nothing is answered")
  func silence() {
    var tally = tally(of: 1_000)
    accept(100, from: .zero, every: .milliseconds(100), &tally)
    tally.pass(to: start + .seconds(15))
    #expect(tally.rate > 4.5 && tally.rate < 5.5)
    tally.pass(to: start + .seconds(40))
    tally.pass(to: start + .seconds(41))
    #expect(tally.rate == 0)
    #expect(tally.timeLeft == nil)
  }

  @Test("has no rate before time has passed, and foretells nothing in the first second")
  func beginning() {
    var tally = tally(of: 100)
    #expect(tally.rate == 0)
    #expect(tally.timeLeft == nil)
    tally.count(accepted, at: start + .milliseconds(500))
    #expect(tally.rate == 2)
    #expect(tally.timeLeft == nil)
    tally.count(accepted, at: start + .seconds(1))
    #expect(tally.timeLeft == .seconds(49))
  }

  @Test("takes no moment back")
  func backwards() {
    var tally = tally(of: 10)
    tally.count(accepted, at: start + .seconds(2))
    tally.count(accepted, at: start + .seconds(1))
    #expect(tally.elapsed == .seconds(2))
    #expect(tally.rate == 1)
  }

  @Test("does not grow with what it counts")
  func size() throws {
    var tally = tally(of: 1_000_000)
    accept(100_000, from: .zero, every: .milliseconds(1), &tally)
    let marks = try #require(Mirror(reflecting: tally).descendant("marks") as? [Any])
    #expect(marks.count < 50)
    #expect(tally.rate > 999 && tally.rate < 1_001)
  }
}
