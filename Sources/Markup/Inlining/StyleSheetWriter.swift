/// Writes what is left of a page's style sheets.
struct StyleSheetWriter {
  private let styles: PageStyles
  private let solution: CascadeSolution
  /// The next rule among those of all sheets.
  private var rule = 0

  init(_ styles: PageStyles, _ solution: CascadeSolution) {
    self.styles = styles
    self.solution = solution
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
    for part in styles.partsOfRules[rule].map({ styles.parts[$0] }) where !part.isPointless {
      for (selector, body) in pieces(of: part, source) {
        if let last = rules.last, last.body == body {
          rules[rules.count - 1].selectors += "," + selector
        } else {
          rules.append((selector, body))
        }
      }
    }
    rule += 1
    return rules.map { "\($0.selectors){\($0.body)}" }
  }

  /// Declarations that need a heavier selector stand by themselves.
  private func pieces(
    of part: SheetPart, _ source: CSSSource
  ) -> [(selector: String, body: String)] {
    let numbers = part.declarations.indices.map { part.first + $0 }.filter(solution.stays)
    let lifts = Set(numbers.map(solution.lift)).sorted()
    return lifts.map { lift in
      let selector = lift == 0 ? part.text : part.lift?.text(lift) ?? part.text
      return (selector, body(numbers.filter { solution.lift($0) == lift }, of: part, source))
    }
  }

  private func body(_ numbers: [Int], of part: SheetPart, _ source: CSSSource) -> String {
    numbers.map { number in
      let declaration = part.declarations[number - part.first]
      let importance = solution.isImportant(number) ? "!important" : ""
      return "\(declaration.property):\(source.text(declaration.value))\(importance)"
    }.joined(separator: ";")
  }
}
