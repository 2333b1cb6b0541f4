import Foundation
import Newsletter
import Testing

@testable import Composer

@Suite("Snapshots of whole messages")
struct SnapshotTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let affiliate: String
    var language = "en"
    var theme: [String: String] = [:]
    var introduction = ""
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "long", affiliate: "jpu", introduction: welcome),
    Case(name: "short", affiliate: "aaag", theme: ["accentColor": "#7a1f2b"]),
    Case(name: "spanish", affiliate: "2221", language: "es", theme: ["accentColor": "#f2b705"]),
  ]

  static let welcome = """
    Dear members,

    The **annual meeting** is on *December 4*; [read the agenda](https://federation.example/agenda?x=1&y=2)
    before you come.

    - Doors open at 9
    - Lunch is at noon, see https://federation.example/lunch

    > Nothing about us without us.
    """

  @Test("A seed affiliate's message stays as it was looked at", arguments: cases)
  func message(_ test: Case) throws {
    let seeds = try Seeds.read()
    let affiliate = try #require(seeds.affiliates.first { $0.id == test.affiliate })
    let masthead = try Press.masthead(
      affiliate.id, name: affiliate.name, language: test.language)
    let edition = try Press.edition(
      seeds.stories(on: affiliate.id), masthead: masthead, theme: test.theme,
      introduction: test.introduction)
    let parts = try Press.render(edition)
    let message = try Press.print(edition)
    try Snapshot("\(test.name).html").expect(parts.html)
    try Snapshot("\(test.name).txt").expect(parts.text)
    try Snapshot("\(test.name).eml").expect(message.encoded())
  }
}
