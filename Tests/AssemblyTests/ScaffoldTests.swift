import Assembly
import Diagnostics
import Foundation
import Testing

@Suite("A new federation")
struct ScaffoldTests {
  private let templates = ConfigurationSample.repository.appendingPathComponent("Templates")

  @Test("has all it needs, and its next steps")
  func makes() throws {
    let folder = try ScratchFolder()
    let target = folder.url.appendingPathComponent("news")
    let outcome = try Scaffold(folder: target, installedTemplates: templates).make()
    #expect(
      outcome.made == [
        "config.json", "README.md", "Lists/local-12.csv", "Templates/digest/layout.mustache",
        "Templates/digest/story.mustache", "Templates/digest/text.mustache",
        "Templates/digest/subject.mustache", "broadsheet.keys",
      ])
    #expect(outcome.kept == [])
    #expect(outcome.nextSteps.first == "cd \(target.path)")
    #expect(
      outcome.nextSteps.suffix(3) == ["broadsheet check", "broadsheet fetch", "broadsheet plan"])
  }

  @Test("keeps every file that is there")
  func keeps() throws {
    let folder = try ScratchFolder()
    _ = try folder.write("mine", "README.md")
    let outcome = try Scaffold(folder: folder.url, installedTemplates: templates).make()
    #expect(outcome.kept == ["README.md"])
    let readme = folder.url.appendingPathComponent("README.md")
    #expect(try String(contentsOf: readme, encoding: .utf8) == "mine")
  }

  @Test("is not made twice")
  func refuses() throws {
    let folder = try ScratchFolder()
    let scaffold = Scaffold(folder: folder.url, installedTemplates: templates)
    _ = try scaffold.make()
    let error = #expect(throws: ScaffoldError.self) { try scaffold.make() }
    #expect(error?.message == "\(folder.url.path) holds a federation already; nothing was changed")
    #expect(error?.exitCode == .usage)
  }

  @Test("says in plain words why it cannot be made")
  func notAFolder() throws {
    let folder = try ScratchFolder()
    let file = try folder.write("a file", "news")
    let scaffold = Scaffold(folder: file, installedTemplates: templates)
    let error = #expect(throws: ScaffoldError.self) { try scaffold.make() }
    #expect(error?.message == "\(file.path) could not be made: File exists")
  }

  @Test("a configuration without keys gets them where it says, and nothing else")
  func keysAlone() throws {
    let folder = try ScratchFolder()
    let text = ConfigurationSample.text.replacingOccurrences(
      of: #""smtp":"#, with: #""keys": { "file": "our.keys" }, "smtp":"#)
    _ = try folder.write(text, "config.json")
    let outcome = try Scaffold(folder: folder.url, installedTemplates: nil).make()
    #expect(outcome.made == ["our.keys"])
    #expect(outcome.kept == ["config.json"])
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    #expect(names == ["config.json", "our.keys"])
  }
}
