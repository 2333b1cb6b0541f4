import Foundation
import Mailroom
import Newsletter
import Testing

@Suite("The watch for rejections")
struct RejectionWatchTests {
  private let accepted = DeliveryEvent.accepted(reply: "250 Ok")
  private let rejected = DeliveryEvent.rejected(reply: "550 No")

  private func watch(_ events: [DeliveryEvent]) -> RejectionWatch {
    events.reduce(into: RejectionWatch()) { $0.note($1) }
  }

  private func some(_ count: Int, _ event: DeliveryEvent) -> [DeliveryEvent] {
    Array(repeating: event, count: count)
  }

  @Test("is content with less than a fifth, and with less than 20 while few were answered")
  func threshold() {
    #expect(watch(some(19, rejected)).reason == nil)
    #expect(watch(some(20, rejected)).reason == "20 of the last 20 were rejected")
    #expect(watch(some(81, accepted) + some(20, rejected)).reason == nil)
    #expect(
      watch(some(80, accepted) + some(20, rejected)).reason == "20 of the last 100 were rejected")
    #expect(watch(some(1_000, accepted) + some(39, rejected)).reason == nil)
    #expect(
      watch(some(1_000, accepted) + some(40, rejected)).reason
        == "40 of the last 200 were rejected")
  }

  @Test("forgets what lies more than 200 answers back")
  func forgets() {
    #expect(watch(some(39, rejected) + some(161, accepted) + [rejected]).reason == nil)
    #expect(
      watch(some(39, rejected) + some(160, accepted) + [rejected]).reason
        == "40 of the last 200 were rejected")
    let rare = (0..<5_000).map { $0.isMultiple(of: 6) ? rejected : accepted }
    #expect(watch(rare).reason == nil)
    let frequent = (0..<5_000).map { $0.isMultiple(of: 5) ? rejected : accepted }
    #expect(watch(frequent).reason == "40 of the last 200 were rejected")
  }

  @Test("counts what was put off as an answer, and what is no answer not at all")
  func answers() {
    let later = DeliveryEvent.deferred(reply: "450 Later", until: Date(timeIntervalSince1970: 0))
    #expect(
      watch(some(10, later) + some(40, rejected)).reason == "40 of the last 50 were rejected")
    let none: [DeliveryEvent] = [
      .handedOver, .uncertain(why: "lost"), .returned(why: "cut"), .leftOut(.unsubscribed),
      .expired, .retried,
    ]
    #expect(
      watch(none + some(40, rejected) + none).reason == "40 of the last 40 were rejected")
  }

  @Test("says its alarm with the edition and where to look")
  func alarm() {
    #expect(
      RejectionWatch.alarm(EditionID(text: "jpu-2026-11-20"), "40 of the last 200 were rejected")
        == "jpu-2026-11-20 is paused: 40 of the last 200 were rejected; see 'broadsheet log edition"
        + " jpu-2026-11-20'")
  }
}
