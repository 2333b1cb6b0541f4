import Diagnostics
import Foundation
import Newsletter
import Storage
import Testing

@testable import Assembly

@Suite("Whoever is suppressed or erased")
struct GonePeopleTests {
  @Test("is not added to a list by hand", arguments: [true, false])
  func add(_ isErased: Bool) throws {
    let story = try ListStory(jpu: "email\nana@example.org\n")
    let dan = try story.person("dan@example.org")
    if isErased {
      _ = try story.store.erase(dan, at: Date())
    } else {
      try story.store.suppress(dan, reason: nil, at: Date())
    }
    let refusal = #expect(throws: UsageError.self) {
      try story.federation.addToList("jpu", address: "Dan@example.org", person: nil)
    }
    #expect(refusal?.message == "dan@example.org is suppressed: it must never be mailed")
    #expect(try story.text("Lists/jpu.csv") == "email\nana@example.org\n")
    try story.store.suppress(dan, isLifted: true, reason: nil, at: Date())
    #expect(try story.federation.addToList("jpu", address: "dan@example.org", person: nil) == .done)
    #expect(
      try story.people() == ["ana@example.org confirmed file", "dan@example.org confirmed file"])
  }

  @Test("is told all that is held by 'subscriber export', in the store and in the files")
  func export() throws {
    let story = try ListStory(
      jpu: "email,name\nben@example.org,Ben\nAna@example.org,Ana\n",
      nurses: "email\nana@example.org\n")
    let federation = try story.federation
    _ = try federation.syncLists([], isSure: false)
    try story.leave("ana@example.org", ListStory.jpu)
    let export = try federation.export(of: story.person("ANA@example.org"))
    #expect(export.listFiles.map(\.file) == ["Lists/jpu.csv", "Lists/nurses.csv"])
    #expect(export.listFiles.map(\.line) == [3, 2])
    let json = try Console.line(export)
    #expect(json.contains(#""address":"ana@example.org""#) && json.contains(#""name":"Ana""#))
    #expect(!json.contains("ben@example.org"))
    #expect(try federation.exportSubscriber("ana@example.org") == .done)
    _ = try federation.eraseSubscriber("ana@example.org")
    let nothing = try federation.export(of: story.person("ana@example.org"))
    #expect(nothing.listFiles.isEmpty && nothing.held.isEmpty)
  }

  @Test("is taken out of the store and every list file by 'subscriber erase', for good")
  func erase() throws {
    let rows = "email\nDan@example.org\nana@example.org\n"
    let story = try ListStory(jpu: rows, nurses: rows)
    _ = try story.federation.syncLists([], isSure: false)
    try story.leave("dan@example.org", ListStory.jpu)
    #expect(try story.federation.eraseSubscriber("dan@example.org") == .done)
    for file in ["Lists/jpu.csv", "Lists/nurses.csv"] {
      #expect(try story.text(file) == "email\nana@example.org\n")
    }
    let dan = try story.person("dan@example.org")
    #expect(try story.store.isErased(dan))
    let database = try Data(contentsOf: URL(fileURLWithPath: story.path("broadsheet.sqlite")))
    #expect(database.range(of: Data("dan@example.org".utf8)) == nil)
    #expect(database.range(of: Data("ana@example.org".utf8)) != nil)
    // Whoever puts the row back puts nobody on the list.
    try story.write(rows, "Lists/jpu.csv")
    #expect(try story.difference().map { $0.prefix(21) } == ["  ! Dan@example.org  "])
    _ = try story.federation.syncLists([], isSure: false)
    #expect(try story.people() == ["ana@example.org confirmed file"])
    // Again, and for somebody of whom nothing was held, it is done too.
    for address in ["dan@example.org", "eva@example.org"] {
      #expect(try story.federation.eraseSubscriber(address) == .done)
    }
    #expect(throws: (any Error).self) { try story.federation.eraseSubscriber("dan") }
  }

  @Test(
    "and still stands in a row that cannot be read is told by 'subscriber erase'",
    arguments: [
      "Dan,dan@example.org;ana@example.org\n", "Dan,<dan@example.org\n",
      "\"Dan \"D\" D,DAN@example.org\n",
    ])
  func unreadableRow(_ row: String) throws {
    let story = try ListStory(
      jpu: "name,email\nDan,dan@example.org\nAna,ana@example.org\n" + row,
      nurses: "email\nnodan@example.org\ndan@example.organization.example\n")
    #expect(try story.federation.eraseSubscriber("dan@example.org") == .badData)
    // What can be read is taken out all the same, and nothing else.
    #expect(try story.text("Lists/jpu.csv") == "name,email\nAna,ana@example.org\n" + row)
    try story.write("name,email\nAna,ana@example.org\n", "Lists/jpu.csv")
    #expect(try story.federation.eraseSubscriber("dan@example.org") == .done)
  }
}
