import Lint
import Web

/// What the lint found, errors first: what, where, for whom, and what to do.
struct LintPanel {
  let report: LintReport
  let choice: PreviewChoice

  var html: HTML {
    .element(
      .section, [.class("panel lint"), .id("lint"), .named("aria-labelledby", "lint-title")],
      [
        .element(
          .header, [],
          [
            .element(.h2, [.id("lint-title")], ["Lint"]),
            .element(.span, [], [LintVerdict(report).html]),
          ]),
        .div("body", verdict, size),
        report.findings.isEmpty
          ? .nothing
          : .element(.ol, [.class("findings")], report.findings.map(finding) + untold),
      ])
  }

  private var verdict: HTML {
    guard !report.isFit else {
      return report.findings.isEmpty ? .nothing : .p("Nothing stands in the way of sending.")
    }
    return .p(
      .strong("'send' keeps this edition back"), " until what is marked as an error is mended.")
  }

  // MARK: Size

  /// Where Gmail cuts a message off, in octets.
  private static let clip = 102 * 1024

  private var size: HTML {
    let kilobytes = (report.htmlSize + 512) / 1024
    return .div(
      "size",
      .element(
        .meter,
        [
          .named("min", "0"), .named("max", "\(Self.clip)"), .named("low", "\(80 * 1024)"),
          .named("high", "\(100 * 1024)"), .named("optimum", "0"),
          .value("\(min(report.htmlSize, Self.clip))"), .named("aria-label", "Size of the HTML"),
        ], []),
      .element(
        .span, [.class("quiet small number")],
        [.text("\(kilobytes) KB of HTML; Gmail cuts at 102 KB")]))
  }

  // MARK: Findings

  private func finding(_ finding: Finding) -> HTML {
    .element(
      .li, [.class("finding \(finding.severity.rawValue)")],
      [
        .p(
          "what",
          .element(
            .span, [.class("tag \(finding.severity.rawValue)")],
            [.text(finding.severity.rawValue)]), " ", .text(FlawNote.sentence(finding.what))),
        place(finding.place), affected(finding),
        .p("do", .text(FlawNote.sentence(finding.remedy))),
      ])
  }

  private func place(_ place: Place) -> HTML {
    var parts: [HTML] = []
    if let story = place.story { parts.append(.text("“\(story)”")) }
    if let line = place.line, let view = Self.view(of: place.part) {
      let address = choice.with { $0.view = view }.address
      parts.append(.link("\(place.part.rawValue) line \(line)", to: "\(address)#L\(line)"))
    } else if place.story == nil, place.part != .message {
      parts.append(.text(Self.name(of: place.part)))
    }
    guard let first = parts.first else { return .nothing }
    return .p("where quiet small", first, .group(parts.dropFirst().flatMap { [", ", $0] }))
  }

  /// The view whose lines a part's findings name.
  private static func view(of part: Place.Part) -> PreviewView? {
    switch part {
    case .html: .source
    case .text: .text
    case .message, .headers, .subject, .preheader: nil
    }
  }

  private static func name(of part: Place.Part) -> String {
    switch part {
    case .message: "the message"
    case .headers: "in the headers"
    case .subject: "in the subject"
    case .preheader: "in the preheader"
    case .html: "in the HTML part"
    case .text: "in the text part"
    }
  }

  private func affected(_ finding: Finding) -> HTML {
    finding.affected.isEmpty
      ? .nothing
      : .p("who quiet small", .text("Seen in " + finding.affected.joined(separator: "; ") + "."))
  }

  private var untold: [HTML] {
    report.untold.sorted { $0.key.rawValue < $1.key.rawValue }.map { id, count in
      .element(.li, [.class("quiet small")], [.text("and \(count) more of \(id.rawValue)")])
    }
  }
}
