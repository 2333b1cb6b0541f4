import Foundation
import Lint
import Testing

/// A small change to a good page, and the finding that must come of it.
struct Fault: Sendable, CustomTestStringConvertible {
  /// What is done.
  let name: String
  let finding: FindingID
  var severity: Finding.Severity
  var part: Place.Part = .html
  /// A piece of the changed part: the finding must be in its line.
  var mark: String?
  var story: String?
  var feature: String?
  let change: @Sendable (inout LintSubject) -> Void

  var testDescription: String { name }

  var subject: LintSubject {
    var subject = GoodPage.subject
    change(&subject)
    return subject
  }

  /// The line that the finding must name.
  var line: Int? {
    guard let mark else { return nil }
    let text = part == .text ? subject.edition?.text ?? "" : subject.html
    guard let place = text.range(of: mark) else { return -1 }
    return text[..<place.lowerBound].count { $0 == "\n" } + 1
  }

  /// Replaces a piece of the HTML, which must be there.
  static func html(
    _ name: String, _ old: String, _ new: String, _ finding: FindingID,
    _ severity: Finding.Severity = .warning, mark: String? = nil, story: String? = nil,
    feature: String? = nil
  ) -> Fault {
    Fault(
      name: name, finding: finding, severity: severity, mark: mark ?? new, story: story,
      feature: feature
    ) { subject in
      guard let place = subject.html.range(of: old) else { return }
      subject.html.replaceSubrange(place, with: new)
    }
  }

  /// A declaration more on the cell of the second story.
  static func style(
    _ declarations: String, _ finding: FindingID, _ feature: String,
    _ severity: Finding.Severity = .warning
  ) -> Fault {
    html(
      declarations, "<p>Two hundred", "<p style=\"\(declarations)\">Two hundred", finding, severity,
      story: "The mayor answers", feature: feature)
  }

  /// A piece more after the text of the second story.
  static func piece(
    _ name: String, _ markup: String, _ finding: FindingID,
    _ severity: Finding.Severity = .warning, mark: String? = nil, feature: String? = nil
  ) -> Fault {
    html(
      name, "one by spring.</p>", "one by spring.</p>\n\(markup)", finding, severity,
      mark: mark ?? markup,
      story: "The mayor answers", feature: feature)
  }

  static func frame(
    _ name: String, _ finding: FindingID, _ part: Place.Part,
    _ severity: Finding.Severity = .warning, mark: String? = nil, story: String? = nil,
    _ change: @escaping @Sendable (inout LintSubject.Frame) -> Void
  ) -> Fault {
    Fault(
      name: name, finding: finding, severity: severity, part: part, mark: mark, story: story
    ) { subject in
      guard var frame = subject.edition else { return }
      change(&frame)
      subject.edition = frame
    }
  }
}
