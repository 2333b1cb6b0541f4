import Foundation
import Testing

@Suite("The command lint", .timeLimit(.minutes(2)))
struct LintCommandTests {
  /// What `--json` prints, as far as these tests read it.
  private struct Printed: Decodable {
    struct Report: Decodable {
      let name: String
      let fit: Bool
      let htmlSize: Int
      let errors: Int
      let warnings: Int
      let advice: Int
      let findings: [Finding]
    }

    struct Finding: Decodable {
      let severity: String
      let id: String
      let what: String
      let part: String
      let line: Int?
      let affected: [String]
      let remedy: String
    }

    let reports: [Report]

    init(_ ending: Program.Ending) throws {
      self = try JSONDecoder().decode(Printed.self, from: Data(ending.output.utf8))
    }
  }

  private static let good = """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>News of the week</title></head>
    <body style="background:#ffffff;color:#222222;font-size:16px"><h1>River Valley Nurses</h1>
    <p>After nine weeks of talks the hospital agreed to safe staffing.</p>
    <p>48 Wharf Street, Millbrook Falls, CT 06199</p>
    <p><a href="https://rivervalley.example/leave">Unsubscribe</a></p>
    </body></html>

    """

  /// Runs it on a file of its own.
  private func lint(
    _ html: String, _ arguments: [String] = []
  ) async throws -> (ending: Program.Ending, path: String) {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("broadsheet-\(UUID().uuidString).html")
    try Data(html.utf8).write(to: file)
    // Left behind at worst.
    defer { try? FileManager.default.removeItem(at: file) }
    return (try await Program.broadsheet.run(["lint", file.path] + arguments), file.path)
  }

  @Test("says that a good file has nothing to mend, and ends with 0")
  func goodFile() async throws {
    let (ending, path) = try await lint(Self.good)
    #expect(
      ending.output == "\(path): nothing to mend; the HTML part has 0 KB\n", "\(ending)")
    #expect(ending.exitCode == 0)
    #expect(ending.errors == "")
  }

  @Test("tells what, where, who and what to do, and ends with 65 where there are errors")
  func badFile() async throws {
    let html = Self.good.replacingOccurrences(
      of: "<a href=\"https://rivervalley.example/leave\">Unsubscribe</a>",
      with: "<img src=\"https://rivervalley.example/nurses.jpg\" width=\"300\" height=\"200\">")
    let (ending, path) = try await lint(html)
    #expect(ending.exitCode == 65, "\(ending)")
    #expect(
      ending.output == """
        \(path): 1 error, 2 warnings; the HTML part has 0 KB
          error   html: the HTML part has no link to unsubscribe
                  do:  put {{leave.url}} into the layout  [no-unsubscribe]
          warning html: there are pictures and hardly any text
                  who: readers who do not load pictures; filters
                  do:  write as text what the pictures say  [image-only]
          warning html line 8: the picture has no alt text
                  who: screen readers; readers who do not load pictures
                  do:  say what it shows, or write alt="" when it only decorates  [alt-missing]

        """)
  }

  @Test("prints the same as JSON, which stays as it is")
  func json() async throws {
    let html = Self.good.replacingOccurrences(of: "Unsubscribe", with: "Enough")
    let (ending, path) = try await lint(html, ["--json"])
    #expect(ending.exitCode == 65, "\(ending)")
    let report = try #require(try Printed(ending).reports.first)
    #expect(report.name == path && !report.fit && report.errors == 1)
    #expect(report.htmlSize > 400)
    let finding = try #require(report.findings.first)
    #expect(finding.severity == "error" && finding.id == "no-unsubscribe")
    #expect(finding.part == "html" && finding.line == nil && finding.affected == [])
    #expect(finding.remedy == "put {{leave.url}} into the layout")
  }

  @Test("leaves advice out when it is told to")
  func advice() async throws {
    let html = Self.good.replacingOccurrences(of: "name=\"viewport\"", with: "name=\"x\"")
    let all = try #require(try Printed(await lint(html, ["--json"]).ending).reports.first)
    #expect(all.fit && all.findings.map(\.id) == ["no-viewport"])
    let (few, _) = try await lint(html, ["--no-advice"])
    #expect(few.exitCode == 0)
    for finding in all.findings {
      #expect(few.output.contains("[\(finding.id)]") == (finding.severity != "advice"))
    }
  }

  @Test("looks at the next edition of an affiliate, or of all")
  func affiliates() async throws {
    let sample = FederationSample(affiliates: [
      .init(id: "jpu", stories: [1, 2], people: ["ana"]),
      .init(id: "ntu", stories: [3], people: ["ben"]),
    ])
    try await Stage.set(sample) { stage in
      let options = ["--config", stage.config, "--no-spamassassin"]
      let one = try await Program.broadsheet.run(["lint", "jpu"] + options)
      #expect(one.exitCode == 0, "\(one)")
      #expect(one.output.hasPrefix("jpu-") && one.output.contains("; the HTML part has "))
      let all = try await Program.broadsheet.run(["lint", "--json"] + options)
      #expect(all.exitCode == 0, "\(all)")
      let reports = try Printed(all).reports
      #expect(reports.map { String($0.name.prefix(4)) } == ["jpu-", "ntu-"])
      #expect(reports.allSatisfy { $0.fit && $0.errors == 0 })
    }
  }

  @Test("says what it cannot look at, and how it is meant")
  func wrong() async throws {
    let missing = try await Program.broadsheet.run(["lint", "/no/such/page.html"])
    #expect(missing.exitCode == 65)
    #expect(missing.errors.contains("/no/such/page.html cannot be read: "))
    #expect(missing.errors.contains("hint: name an HTML file, such as 'broadsheet preview' writes"))
    let (empty, path) = try await lint("")
    #expect(empty.exitCode == 65)
    #expect(empty.errors.contains("\(path) is empty"))
    let several = try await Program.broadsheet.run(["lint", "a.html", "jpu"])
    #expect(several.exitCode == 64)
    #expect(several.errors.contains("name one file, or affiliates"))
    try await Stage.set { stage in
      let unknown = try await Program.broadsheet.run(["lint", "nobody", "--config", stage.config])
      #expect(unknown.exitCode == 64 || unknown.exitCode == 78, "\(unknown)")
    }
  }
}
