import Diagnostics
import Lint

/// Tells what a lint found: for people, or as JSON.
struct LintTeller {
  let console: Console
  let tellsAdvice: Bool

  func tell(_ reports: [LintReport]) throws -> ExitCode {
    let blocks = reports.map { LintText(report: $0, tellsAdvice: tellsAdvice).text }
    try console.show(
      blocks.joined(separator: "\n\n"), json: LintJSON(reports: reports.map(LintJSON.Report.init)))
    return reports.allSatisfy(\.isFit) ? .done : .badData
  }
}

/// One report for a terminal.
struct LintText {
  let report: LintReport
  let tellsAdvice: Bool

  var text: String {
    let shown = report.findings.filter { tellsAdvice || $0.severity > .advice }
    let lines = shown.map(Self.lines)
    let more = report.untold.sorted { $0.key.rawValue < $1.key.rawValue }.map {
      "  and \($0.value) more of \($0.key.rawValue)"
    }
    return ([report.name + ": " + verdict] + lines + more).joined(separator: "\n")
  }

  private var verdict: String {
    let size = (report.htmlSize + 512) / 1024
    let counts = LintCounts(report).text
    return (counts.isEmpty ? "nothing to mend" : counts) + "; the HTML part has \(size) KB"
  }

  private static func lines(_ finding: Finding) -> String {
    var lines = [
      "  \(finding.severity.rawValue.padded(to: 8))\(place(finding.place))\(finding.what)"
    ]
    let indent = String(repeating: " ", count: 10)
    if !finding.affected.isEmpty {
      lines.append("\(indent)who: \(finding.affected.joined(separator: "; "))")
    }
    lines.append("\(indent)do:  \(finding.remedy)  [\(finding.id.rawValue)]")
    return lines.joined(separator: "\n")
  }

  private static func place(_ place: Place) -> String {
    let part = place.part == .message || place.part == .headers ? "" : place.part.rawValue
    let line = place.line.map { "\(part) line \($0)" } ?? part
    let story = place.story.map { "'\($0)'" } ?? ""
    let words = [line, story].filter { !$0.isEmpty }.joined(separator: ", ")
    return words.isEmpty ? "" : words + ": "
  }
}

/// How many findings there are of each kind, in words.
struct LintCounts {
  let text: String

  init(_ report: LintReport) {
    let errors = report.count(.error)
    let warnings = report.count(.warning)
    let advice = report.count(.advice)
    text = [
      errors > 0 ? errors.counted("error", "errors") : nil,
      warnings > 0 ? warnings.counted("warning", "warnings") : nil,
      advice > 0 ? advice.counted("piece of advice", "pieces of advice") : nil,
    ].compactMap(\.self).joined(separator: ", ")
  }
}

/// The stable JSON of `lint`: fields may be added.
struct LintJSON: Encodable {
  let reports: [Report]

  struct Report: Encodable {
    let name: String
    let fit: Bool
    let htmlSize: Int
    let errors: Int
    let warnings: Int
    let advice: Int
    let findings: [Entry]

    init(_ report: LintReport) {
      name = report.name
      fit = report.isFit
      htmlSize = report.htmlSize
      errors = report.count(.error)
      warnings = report.count(.warning)
      advice = report.count(.advice)
      findings = report.findings.map(Entry.init)
    }
  }

  struct Entry: Encodable {
    let severity: String
    let id: String
    let what: String
    let part: String
    let line: Int?
    let story: String?
    let affected: [String]
    let remedy: String
    let feature: String?

    init(_ finding: Finding) {
      severity = finding.severity.rawValue
      id = finding.id.rawValue
      what = finding.what
      part = finding.place.part.rawValue
      line = finding.place.line
      story = finding.place.story
      affected = finding.affected
      remedy = finding.remedy
      feature = finding.feature
    }
  }
}
