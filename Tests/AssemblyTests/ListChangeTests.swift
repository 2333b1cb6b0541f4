import Diagnostics
import Foundation
import Mail
import Newsletter
import Storage
import Testing

@testable import Assembly

@Suite("lists add")
struct ListChangeTests {
  @Test("puts nobody on a list who was erased, and writes their address nowhere")
  func erased() throws {
    let story = try ListStory(jpu: "email\nana@example.org\nben@example.org\n")
    let federation = try story.federation
    _ = try federation.syncLists([], isSure: false)
    #expect(try federation.eraseSubscriber("ana@example.org") == .done)
    #expect(throws: UsageError.self) {
      try federation.addToList("jpu", address: "Ana@example.org", person: nil)
    }
    #expect(try story.text("Lists/jpu.csv") == "email\nben@example.org\n")
  }

  @Test("an erased person is in nothing that a killed writer left beside a list")
  func leftovers() throws {
    let story = try ListStory(jpu: "email\nana@example.org\n")
    // No process has this number: it is above the highest that there can be.
    try story.write("email\nzoe@example.org\n", "Lists/jpu.csv.new-2147483646")
    try story.write("email\nzoe@example.org\n", "Lists/jpu.csv.new-1")
    try story.write("email\n", "Lists/jpu.csv.new-notes")
    #expect(try story.federation.eraseSubscriber("zoe@example.org") == .done)
    #expect(!story.exists("Lists/jpu.csv.new-2147483646"))
    #expect(story.exists("Lists/jpu.csv.new-1") && story.exists("Lists/jpu.csv.new-notes"))
  }

  @Test(
    "a likely slip is told and not mended",
    arguments: [
      ("ana@gmial.com", "'ana@gmial.com' looks like a slip for 'ana@gmail.com'"),
      ("ana@example.org", nil),
    ])
  func slips(_ text: String, _ message: String?) throws {
    #expect(AddressSlip(try EmailAddress(text))?.message == message)
    let story = try ListStory(jpu: "email\n")
    _ = try story.federation.addToList("jpu", address: text, person: nil)
    #expect(try story.people() == ["\(text) confirmed file"])
  }
}
