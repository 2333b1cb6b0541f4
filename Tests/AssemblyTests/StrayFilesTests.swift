import Foundation
import Newsletter
import Testing

@testable import Assembly

@Suite("Files that nothing reads")
struct StrayFilesTests {
  private func found(_ names: String...) throws -> [String] {
    let folder = try ScratchFolder()
    for name in names { _ = try folder.write("x", name) }
    let strays = StrayFiles(
      folder: folder.url,
      affiliates: [try #require(AffiliateID("nurses")), try #require(AffiliateID("transit"))],
      templates: ["digest", "plain"])
    return strays.all.map { "\($0.message) → \($0.hint ?? "")" }
  }

  @Test("There are none where each file belongs to an affiliate, or is no introduction")
  func none() throws {
    #expect(try found() == [])
    #expect(
      try found(
        "Editions/nurses.md", "Editions/transit-2026-11-20.md", "Editions/nurses-2026-11-20.2.md",
        "Editions/README.md", "Editions/.nurse.md.swp", "Editions/hall.jpg", "Templates/README.md",
        "Templates/digest/layout.mustache", "Templates/nurses/story.mustache",
        "Templates/nurses/notes.txt", "Templates/later/layout.mustache",
        "Templates/later/story.mustache", "Templates/later/text.mustache",
        "Templates/later/subject.mustache") == [])
  }

  static let introductions: [(String, String)] = [
    ("nurse.md", "belongs to no affiliate and is not read → did you mean nurses.md?"),
    (
      "nurse-2026-11-20.md",
      "belongs to no affiliate and is not read → did you mean nurses-2026-11-20.md?"
    ),
    ("Nurses.MD", "belongs to no affiliate and is not read → did you mean nurses.md?"),
    (
      "plumbers.md",
      "belongs to no affiliate and is not read → name it as an affiliate, or as one of its editions"
    ),
    (
      "nurses-2026-13-45.md",
      "is not read: there is no such day → "
        + "name it as an edition: the affiliate, then the day as 2026-12-04"
    ),
    (
      "nurses-2026-02-30.md",
      "is not read: there is no such day → "
        + "name it as an edition: the affiliate, then the day as 2026-12-04"
    ),
    (
      "nurses.md.txt",
      "is not read: the name of an introduction ends with .md → did you mean nurses.md?"
    ),
  ]

  @Test("An introduction with a slip in its name is told", arguments: introductions)
  func introduction(_ name: String, _ words: String) throws {
    #expect(try found("Editions/\(name)") == ["Editions/\(name) \(words)"])
  }

  static let templates: [(String, String)] = [
    (
      "Templates/nurse/layout.mustache",
      "Templates/nurse belongs to no affiliate, and no digest.template names it "
        + "→ did you mean nurses?"
    ),
    (
      "Templates/plumbers/layout.mustache",
      "Templates/plumbers belongs to no affiliate, and no digest.template names it "
        + "→ name it as an affiliate, or in digest.template"
    ),
    (
      "Templates/nurses/storys.mustache",
      "Templates/nurses/storys.mustache is none of the files of a template and is not read "
        + "→ did you mean story.mustache?"
    ),
    (
      "Templates/digest/footer.mustache",
      "Templates/digest/footer.mustache is none of the files of a template and is not read "
        + "→ they are layout.mustache, story.mustache, text.mustache, subject.mustache"
    ),
    (
      "Templates/story.mustache",
      "Templates/story.mustache is not read: the files of a template stand in a folder "
        + "→ move it into a folder that is named as an affiliate or a template"
    ),
  ]

  @Test("A template's file that is never used is told", arguments: templates)
  func template(_ name: String, _ words: String) throws {
    #expect(try found(name) == [words])
  }
}
