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
}
