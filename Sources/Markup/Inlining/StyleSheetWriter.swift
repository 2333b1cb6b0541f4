/// Writes what is left of a page's style sheets.
struct StyleSheetWriter {
  private let styles: PageStyles
  private let cascade: PageCascade
  /// The next rule among those of all sheets.
  private var rule = 0

  init(_ styles: PageStyles, _ cascade: PageCascade) {
    self.styles = styles
    self.cascade = cascade
  }

  /// The text of each sheet, maybe empty.
  mutating func sheets() -> [String] {
    styles.sheets.map { text(of: $0.rules, $0.source, separator: "\n") }
  }

  private mutating func text(
    of rules: [StyleSheet.Rule], _ source: CSSSource, separator: String
  ) -> String {
    var texts: [String] = []
    for rule in rules {
      switch rule {
      case .style: texts += styleRules(source)
      case .group(let group):
        let inner = text(of: group.rules, source, separator: "")
        if !inner.isEmpty { texts.append("\(source.text(group.prelude)){\(inner)}") }
      case .other(let range): texts.append(source.text(range))
      }
    }
    return texts.joined(separator: separator)
  }

  /// The rule as it is now: its selectors may have different declarations left.
  private mutating func styleRules(_ source: CSSSource) -> [String] {
    var rules: [(selectors: String, body: String)] = []
    for part in styles.partsOfRules[rule] {
      let body = body(of: styles.parts[part], source)
      guard !body.isEmpty else { continue }
      if let last = rules.last, last.body == body {
        rules[rules.count - 1].selectors += "," + styles.parts[part].text
      } else {
        rules.append((styles.parts[part].text, body))
      }
    }
    rule += 1
    return rules.map { "\($0.selectors){\($0.body)}" }
  }

  private func body(of part: SheetPart, _ source: CSSSource) -> String {
    part.declarations.enumerated().filter { cascade.stays(part.first + $0.offset) }
      .map { place, declaration in
        let importance = cascade.isImportant(part.first + place) ? "!important" : ""
        return "\(declaration.property):\(source.text(declaration.value))\(importance)"
      }.joined(separator: ";")
  }
}
