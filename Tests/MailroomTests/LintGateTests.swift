import Composer
import Diagnostics
import Lint
import Mailroom
import Newsletter
import Storage
import Testing

@Suite("The lint before sending")
struct LintGateTests {
  let jpu = AffiliateID("jpu")!
  let nurses = AffiliateID("nurses")!

  /// Two affiliates with a story each; the first one's page has no link to leave.
  private func world() throws -> World {
    let world = try World(["jpu", "nurses"]) { publication in
      let leave =
        publication.affiliate.text == "jpu"
        ? "{{words.howToLeave}}" : "<a href=\"{{leave.url}}\">Unsubscribe</a>"
      publication.templates = {
        TemplateTexts(
          layout: "<p>{{#stories}}{{> story}}{{/stories}} {{postalAddress}} \(leave)</p>",
          story: "<b>{{title}}</b>",
          text: "{{#stories}}\n{{title}}\n{{/stories}}\n{{postalAddress}}\n{{leave.url}}\n",
          subject: "{{affiliate.name}}")
      }
    }
    try world.setList(jpu, ["ana@example.org"])
    try world.setList(nurses, ["ben@example.org"])
    try world.publish([1], on: jpu)
    try world.publish([2], on: nurses)
    return world
  }

  @Test("keeps back the edition that must not go out, and no other")
  func keptBack() async throws {
    let world = try world()
    var room = world.room
    room.lint = Lint()
    let report = try await room.send()
    #expect(report.editions.map(\.edition.text) == ["nurses-2025-11-20.1"])
    #expect(
      report.obstacles[jpu]?.message
        == "jpu-2025-11-20.1 is not fit to be sent: the HTML part has no link to unsubscribe")
    #expect(
      report.obstacles[jpu]?.hint
        == "'broadsheet lint jpu' tells all; mend it, or send it as it is with"
        + " 'broadsheet send jpu --despite-lint'")
    #expect(report.exitCode == .badData)
    #expect(world.server.taken.map(\.story) == ["[story-2]"])
    // Nothing was frozen: the mended edition has the same name.
    #expect(try world.store.editionNames().map(\.text) == ["nurses-2025-11-20.1"])
  }

  @Test("lets it go when it is told to")
  func despiteLint() async throws {
    let world = try world()
    var room = world.room
    room.lint = Lint()
    room.sendsDespiteLint = true
    let report = try await room.send()
    #expect(
      Set(report.editions.map(\.edition.text)) == ["jpu-2025-11-20.1", "nurses-2025-11-20.1"])
    #expect(report.exitCode == .done)
  }

  @Test("tells in the plan what it found")
  func plan() throws {
    let world = try world()
    var room = world.room
    room.lint = Lint()
    let plans = try room.plan()
    #expect(plans.map { $0.lint?.errors.map(\.id) } == [[.noUnsubscribe], []])
    room.lint = nil
    #expect(try room.plan().allSatisfy { $0.lint == nil })
  }
}
