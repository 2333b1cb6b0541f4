import Foundation
import Mailroom
import Newsletter
import Testing

@testable import Assembly

@Suite("What is told while mail goes out")
struct ProgressTests {
  static let start = ContinuousClock.now
  private let zone = TimeZone(identifier: "America/New_York")!
  private let accepted = DeliveryEvent.accepted(reply: "250 Ok")
  private let nextTry = Date(timeIntervalSince1970: 1_763_640_300)

  /// 1,204 of 20,000 answered in one and a half seconds.
  private var tally: SendingTally {
    var tally = Self.tally(0)
    let refused: [DeliveryEvent] = [
      .deferred(reply: "450 Later", until: nextTry), .rejected(reply: "550 No"),
      .deferred(reply: "450 Later", until: nextTry), .uncertain(why: "lost"),
    ]
    for event in refused + Array(repeating: accepted, count: 1_200) {
      tally.count(event, at: Self.start + .milliseconds(1_500))
    }
    return tally
  }

  static func tally(_ done: Int, of total: Int = 20_000, _ edition: String = "jpu-2026-11-20")
    -> SendingTally
  {
    var tally = SendingTally(EditionID(text: edition), of: total, startedAt: start)
    for _ in 0..<done { tally.count(.leftOut(.removed), at: start) }
    return tally
  }

  @Test("on a terminal is one line")
  func line() {
    #expect(
      ProgressLine.text(.sending(tally), in: zone, at: nextTry - 300)
        == "jpu-2026-11-20  1,204 of 20,000 · 803/s · 2 deferred · 1 rejected · 1 uncertain"
        + " · 24 s left")
    #expect(
      ProgressLine.text(.sending(Self.tally(3, of: 3)), in: zone, at: nextTry - 300)
        == "jpu-2026-11-20  3 of 3 · 3 left out")
    #expect(
      ProgressLine.text(.waiting(deferred: 1_200, until: nextTry), in: zone, at: nextTry - 300)
        == "1,200 deferred, next try 07:05")
    #expect(
      ProgressLine.text(.waiting(deferred: 1, until: nextTry), in: zone, at: nextTry - 86_400)
        == "1 deferred, next try 2025-11-20 07:05")
    #expect(ProgressLine.text(.handedOver(delivery: 1), in: zone, at: nextTry - 300) == nil)
  }

  @Test(
    "has numbers that are read at a glance",
    arguments: [
      (0.04, "0.0"), (0.44, "0.4"), (9.94, "9.9"), (9.96, "10"), (12.4, "12"), (1_203.6, "1,204"),
      (1_234_567, "1,234,567"),
    ])
  func figures(rate: Double, text: String) {
    #expect(ProgressLine.figure(rate) == text)
  }

  @Test(
    "has times in whole seconds, minutes and hours, never too short",
    arguments: [
      (Duration.zero, "0 s"), (.milliseconds(200), "1 s"), (.seconds(23), "23 s"),
      (.milliseconds(59_900), "60 s"), (.seconds(60), "1 min"), (.seconds(61), "2 min"),
      (.seconds(3540), "59 min"), (.seconds(3600), "1 h 0 min"), (.seconds(7801), "2 h 11 min"),
      (.seconds(1e15), "277777 h 47 min"),
    ])
  func times(time: Duration, text: String) {
    #expect(ProgressLine.words(for: time) == text)
  }

  @Test("is cut to the terminal's width")
  func cut() {
    #expect(ProgressLine.cut("1,204 of 20,000", to: 15) == "1,204 of 20,000")
    #expect(ProgressLine.cut("1,204 of 20,000", to: 8) == "1,204 o…")
    #expect(ProgressLine.cut("1,204", to: 1) == "…")
    #expect(ProgressLine.cut("1,204", to: 0) == "…")
  }

  @Test("is a line of JSON for a program")
  func events() throws {
    let sending = try #require(ProgressEvent(.sending(tally)))
    #expect(
      try Console.line(sending)
        == #"{"accepted":1200,"deferred":2,"done":1204,"edition":"jpu-2026-11-20","event":"sending","#
        + #""expired":0,"leftOut":0,"of":20000,"perSecond":802.7,"rejected":1,"secondsLeft":24,"#
        + #""uncertain":1}"#)
    let fresh = try #require(ProgressEvent(.sending(Self.tally(0))))
    #expect(try Console.line(fresh).contains(#""perSecond":0,"rejected":0,"secondsLeft":null"#))
    let waiting = try #require(ProgressEvent(.waiting(deferred: 3, until: nextTry)))
    #expect(
      try Console.line(waiting)
        == #"{"deferred":3,"event":"waiting","nextTry":"2025-11-20T12:05:00Z"}"#)
    #expect(ProgressEvent(.begun) == nil)
  }

  @Test("comes once in each interval, and at the end of each edition")
  func pace() {
    var pace = ProgressPace(every: .seconds(1))
    var told: [Int] = []
    for done in 0...100 {
      // A message each 30 ms.
      let steps = pace.steps(
        after: .sending(Self.tally(done, of: 100)), at: Self.start + .milliseconds(30 * done))
      told += steps.compactMap { if case .sending(let tally) = $0 { tally.done } else { nil } }
    }
    #expect(told == [0, 34, 68, 100])
    #expect(pace.steps(after: .recorded, at: Self.start) == [.recorded])
  }

  @Test("holds nothing back when an edition stops before its end")
  func stopped() {
    var pace = ProgressPace(every: .seconds(1))
    let first = MailroomProgress.sending(Self.tally(1))
    let second = MailroomProgress.sending(Self.tally(2))
    let other = MailroomProgress.sending(Self.tally(1, "ar-2026-11-20"))
    #expect(pace.steps(after: first, at: Self.start) == [first])
    #expect(pace.steps(after: second, at: Self.start) == [])
    // Another edition begins in the same second.
    #expect(pace.steps(after: other, at: Self.start) == [second])
    let wait = MailroomProgress.waiting(deferred: 1, until: nextTry)
    #expect(pace.steps(after: wait, at: Self.start) == [other, wait])
    #expect(pace.steps(after: .recorded, at: Self.start) == [.recorded])
  }
}
