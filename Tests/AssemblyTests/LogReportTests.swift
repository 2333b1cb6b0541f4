import Diagnostics
import Foundation
import Newsletter
import Storage
import Testing

@testable import Assembly

@Suite("What the log shows of an edition")
struct LogReportTests {
  private let zone = TimeZone(identifier: "America/New_York")!
  private let moment = Date(timeIntervalSince1970: 1_763_640_000)
  private let edition = EditionID(text: "jpu-2026-11-20")

  @Test("says when and how fast it was sent")
  func figures() throws {
    let quick = EditionFigures(
      first: moment, last: moment + 24, accepted: 19_996, deferred: 3, rejected: 1, uncertain: 0,
      seconds: 25)
    #expect(
      FiguresReport(quick).line(in: zone)
        == "Sent at 2025-11-20 07:00: 19,996 accepted · 3 deferred · 1 rejected · 800/s")
    let slow = EditionFigures(
      first: moment, last: moment + 300, accepted: 2, deferred: 0, rejected: 0, uncertain: 1,
      seconds: 30)
    #expect(
      FiguresReport(slow).line(in: zone)
        == "Sent from 2025-11-20 07:00 to 2025-11-20 07:05: 2 accepted · 1 uncertain · 0.1/s")
    #expect(
      try Console.line(FiguresReport(slow))
        == #"{"accepted":2,"deferred":0,"first":"2025-11-20T12:00:00Z","#
        + #""last":"2025-11-20T12:05:00Z","perSecond":0.1,"rejected":0,"seconds":30,"uncertain":1}"#
    )
  }

  @Test("says that it is paused and how it goes on, beside what does not balance")
  func paused() throws {
    let pause = EditionPause(
      affiliate: try #require(AffiliateID("jpu")), at: moment,
      reason: "40 of the last 200 were rejected")
    let balance = EditionBalance(
      edition: edition, audience: 240, counts: [.planned: 40, .accepted: 160, .rejected: 40],
      faults: ["what"], pause: pause)
    let report = BalanceReport([balance], seconds: 0)
    #expect(
      report.text == """
        jpu-2026-11-20  240 people: 160 accepted, 40 rejected, 40 waiting
          does not balance: what
          paused: 40 of the last 200 were rejected; 'broadsheet send jpu' goes on
        """)
    #expect(
      try Console.line(report).contains(#""paused":"40 of the last 200 were rejected""#))
  }

  @Test("says of each list what holds, with what the person has decided since")
  func standing() throws {
    let story = try ListStory(jpu: "email\nana@example.org\n", nurses: "email\nana@example.org\n")
    _ = try story.federation.syncLists([], isSure: false)
    let ana = try story.person("ana@example.org")
    try story.leave("ana@example.org", ListStory.jpu)
    let left = PersonLog(try story.store.log(of: ana, at: moment))
    #expect(left.subscriptions == ["jpu": "unsubscribed", "nurses": "confirmed"])
    #expect(left.optOuts.map(\.affiliate) == ["jpu"])
    #expect(
      left.text(in: zone).contains(
        "\n  on jpu: unsubscribed\n  on nurses: confirmed\n  left jpu at "))
    try story.store.suppress(ana, reason: nil, at: moment)
    let suppressed = PersonLog(try story.store.log(of: ana, at: moment))
    #expect(suppressed.subscriptions == ["jpu": "suppressed", "nurses": "suppressed"])
    #expect(
      try Console.line(suppressed).hasPrefix(
        #"{"address":"ana@example.org","deliveries":[],"optOuts":[{"affiliate":"jpu","#))
  }

  @Test(
    "suggests the edition that was meant",
    arguments: [
      ("jpu-2026-11-21", "did you mean 'jpu-2026-11-20'?"),
      ("x", "'broadsheet log balance' lists the editions"),
    ])
  func suggestion(name: String, hint: String) {
    let error = EditionError(edition: name, known: ["ar-2026-10-02", "jpu-2026-11-20"])
    #expect(error.message == "there is no edition '\(name)'")
    #expect(error.hint == hint)
    #expect(error.exitCode == .badData)
    #expect(EditionError(edition: name, known: []).hint == "none has been made yet")
  }
}
