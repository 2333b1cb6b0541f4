import Foundation
import Newsletter
import Testing

@Suite("Slots of a schedule")
struct ScheduleTests {
  let jpu = AffiliateID("jpu")!
  let newYork = TimeZone(identifier: "America/New_York")!

  private func moment(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

  private func schedule(_ days: [Weekday], at time: String) -> Schedule {
    Schedule(weekdays: days, time: LocalTime(time)!)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let days: [Weekday]
    let time: String
    let start: String
    let now: String
    let settled: [String]
    let due: [String]
    let missed: [String]
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "a minute before its time nothing is due", days: [.friday], time: "09:00",
      start: "2026-11-16T00:00:00Z", now: "2026-11-20T13:59:00Z", settled: [], due: [], missed: []),
    Case(
      name: "at its time it is due", days: [.friday], time: "09:00",
      start: "2026-11-16T00:00:00Z", now: "2026-11-20T14:00:00Z", settled: [],
      due: ["2026-11-20"], missed: []),
    Case(
      name: "a settled slot is not looked at again", days: [.friday], time: "09:00",
      start: "2026-11-16T00:00:00Z", now: "2026-11-20T15:00:00Z", settled: ["2026-11-20"],
      due: [], missed: []),
    Case(
      name: "after 48 hours it is missed", days: [.friday], time: "09:00",
      start: "2026-11-16T00:00:00Z", now: "2026-11-22T14:00:00Z", settled: [], due: [],
      missed: ["2026-11-20"]),
    Case(
      name: "a second less and it is still due", days: [.friday], time: "09:00",
      start: "2026-11-16T00:00:00Z", now: "2026-11-22T13:59:59Z", settled: [],
      due: ["2026-11-20"], missed: []),
    Case(
      name: "two days a week make two slots", days: [.tuesday, .friday], time: "09:00",
      start: "2026-11-16T00:00:00Z", now: "2026-11-20T15:00:00Z", settled: [],
      due: ["2026-11-20"], missed: ["2026-11-17"]),
    Case(
      name: "nothing is due from before the first fetch", days: [.friday], time: "09:00",
      start: "2026-11-20T14:30:00Z", now: "2026-11-20T15:00:00Z", settled: [], due: [], missed: []),
    Case(
      name: "in summer time nine o'clock is an hour earlier in UTC", days: [.friday], time: "09:00",
      start: "2026-07-01T00:00:00Z", now: "2026-07-03T13:00:00Z", settled: [],
      due: ["2026-07-03"], missed: []),
    Case(
      name: "a time that the change of clocks leaves out comes at the next that exists",
      days: [.sunday], time: "02:30", start: "2026-03-02T00:00:00Z", now: "2026-03-08T07:00:00Z",
      settled: [], due: ["2026-03-08"], missed: []),
    Case(
      name: "a time that comes twice is served once", days: [.sunday], time: "01:30",
      start: "2026-10-26T00:00:00Z", now: "2026-11-01T06:40:00Z", settled: ["2026-11-01"],
      due: [], missed: []),
  ]

  @Test("are due, missed or neither", arguments: cases)
  func agenda(_ example: Case) throws {
    let agenda = try schedule(example.days, at: example.time).agenda(
      for: jpu, from: moment(example.start), to: moment(example.now), in: newYork,
      settled: Set(example.settled.map { LocalDate($0)! }))
    #expect(agenda.due.map(\.date.description) == example.due)
    #expect(agenda.missed.map(\.date.description) == example.missed)
  }

  @Test("are keyed by the local date, whatever the date in UTC")
  func localDate() throws {
    let late = schedule([.friday], at: "23:00")
    let slot = try #require(
      try late.next(for: jpu, after: moment("2026-11-20T12:00:00Z"), in: newYork))
    #expect(slot.date.description == "2026-11-20")
    #expect(try slot.due == moment("2026-11-21T04:00:00Z"))
  }
}
