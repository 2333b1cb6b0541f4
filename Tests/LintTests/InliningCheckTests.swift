import Composer
import Foundation
import Lint
import Newsletter
import Testing

@Suite("Styles of a template that are not inlined")
struct InliningCheckTests {
  private func findings(_ style: String) async throws -> [Finding] {
    let stories = Array(try await SampleEdition.stories().prefix(2))
    var edition = try SampleEdition.edition(stories, template: "digest")
    edition.templates.layout = edition.templates.layout.replacingOccurrences(
      of: "</head>", with: "<style>\n.z { color: red }\n\(style)\n</style></head>")
    return Lint().report(on: try SampleEdition.subject(edition)).findings.filter {
      [.styleNotInlined, .outsideStyle].contains($0.id)
    }
  }

  @Test("stop the edition when none of them are")
  func nothing() async throws {
    for style in ["@layer x { .q { color: red } }", ".q { .r { color: red } }"] {
      let findings = try await findings(style)
      let finding = try #require(findings.first)
      #expect(findings.count == 1)
      #expect(finding.severity == .error)
      #expect(finding.id == .styleNotInlined)
      #expect(finding.what.contains("line 3 of the template's <style>"))
      #expect(finding.place == Place(.html))
      #expect(finding.affected.contains("Gmail, Android"))
    }
  }

  @Test("are told when a rule never applies, or was taken out")
  func some() async throws {
    let slip = try await findings(".y { color: red } } .q { color: blue }")
    #expect(slip.map(\.severity) == [.warning])
    #expect(slip.map(\.id) == [.styleNotInlined])
    #expect(slip.first?.what.contains("'} .q'") == true)
    #expect(slip.first?.remedy == "take out the '}' before it, which ends nothing")
    let sheet = try await findings("@import \"https://x.example/a.css\";")
    #expect(sheet.map(\.id) == [.outsideStyle])
    #expect(sheet.map(\.severity) == [.warning])
  }

  @Test("are found in a page alone, at their line")
  func page() {
    let html = "<!DOCTYPE html>\n<style>\np { color: red } }\n.q { color: blue }\n</style><p>a"
    let findings = Lint().report(on: LintSubject(name: "page.html", html: html)).findings
    #expect(findings.filter { $0.id == .styleNotInlined }.map(\.place.line) == [3])
  }
}
