import Lint
import Web

/// What the lint says, in a few words.
struct LintVerdict {
  /// Each with the class of its tag.
  let tags: [(kind: String, text: String)]

  init(_ report: LintReport) {
    let counts: [(Finding.Severity, String, String)] = [
      (.error, "error", "errors"), (.warning, "warning", "warnings"),
      (.advice, "piece of advice", "pieces of advice"),
    ]
    let told = counts.compactMap { severity, one, many -> (kind: String, text: String)? in
      let count = report.count(severity)
      return count == 0 ? nil : (severity.rawValue, "\(count) \(count == 1 ? one : many)")
    }
    tags = told.isEmpty ? [("good", "nothing to mend")] : told
  }

  var html: HTML {
    .group(
      tags.map { .element(.span, [.class("tag \($0.kind)")], [.text($0.text)]) })
  }

  /// For the script of the overview: a tag a line.
  var lines: String { tags.map { "\($0.kind)\t\($0.text)" }.joined(separator: "\n") }
}
