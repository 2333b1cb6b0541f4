/// A style sheet as it stands in a page.
struct WrittenSheet: Sendable, Equatable {
  var text: [UInt8]
  /// Whether the whole sheet holds under a condition only.
  var isConditional: Bool
}

/// The style sheets of a page and their rules, one selector at a time.
struct PageStyles: Sendable {
  /// What they were read from.
  private(set) var written: [WrittenSheet] = []
  private(set) var sheets: [StyleSheet] = []
  private(set) var parts: [SheetPart] = []
  /// The parts of each rule, the rules counted through all sheets in their order.
  private(set) var partsOfRules: [Range<Int>] = []
  private(set) var declarationCount = 0

  init() {}

  init(_ written: [WrittenSheet]) {
    self.written = written
    for sheet in written {
      add(StyleSheetParser.sheet(sheet.text), isConditional: sheet.isConditional)
    }
  }

  private mutating func add(_ sheet: StyleSheet, isConditional: Bool) {
    sheets.append(sheet)
    add(sheet.rules, of: sheet.source, isConditional)
  }

  private mutating func add(
    _ rules: [StyleSheet.Rule], of source: CSSSource, _ isConditional: Bool
  ) {
    for rule in rules {
      switch rule {
      case .style(let rule): add(rule, of: source, isConditional)
      case .group(let group): add(group.rules, of: source, true)
      case .other: break
      }
    }
  }

  private mutating func add(
    _ rule: StyleSheet.StyleRule, of source: CSSSource, _ isConditional: Bool
  ) {
    let start = parts.count
    let pieces = source.pieces(rule.prelude)
    let selectors = pieces.map { Self.selector(source.text($0)) }
    // Browsers drop the whole rule for one selector that they do not understand.
    if selectors.contains(where: { $0 == nil }) {
      append(nil, rule.prelude, rule, source, isConditional)
    } else {
      for (selector, piece) in zip(selectors, pieces) {
        append(selector, piece, rule, source, isConditional)
      }
    }
    partsOfRules.append(start..<parts.count)
  }

  private mutating func append(
    _ selector: ComplexSelector?, _ range: Range<Int>, _ rule: StyleSheet.StyleRule,
    _ source: CSSSource, _ isConditional: Bool
  ) {
    parts.append(
      SheetPart(
        selector: selector, names: selector.map { PartNames($0.subject) } ?? PartNames(),
        specificity: selector?.specificity ?? Specificity(),
        lift: selector == nil ? nil : SelectorLift(range, of: source), text: source.text(range),
        sheet: sheets.count - 1, offset: rule.offset, isConditional: isConditional,
        declarations: rule.declarations, first: declarationCount))
    declarationCount += rule.declarations.count
  }

  private static func selector(_ text: String) -> ComplexSelector? {
    var parser = SelectorParser(text, for: .styleSheets)
    // What is wrong with it is nobody's to mend here: the rule stays as it is, with a note.
    return try? parser.readList().first
  }

  /// Finds the parts that mean a class or an id which neither the page nor a mail program gives to
  /// anything: a template has rules for more than each edition needs, and some mail programs drop
  /// style sheets of more than a few thousand octets.
  mutating func findPointless(on tree: PageTree) {
    for place in parts.indices {
      parts[place].isPointless = !parts[place].names.isSubset(of: tree.names)
    }
  }

  /// The place of each declaration in the order of specificity, then of appearance.
  var ranks: [Int] {
    let weights = parts.flatMap { part in part.declarations.map { _ in part.specificity } }
    let order = weights.indices.sorted { (weights[$0], $0) < (weights[$1], $1) }
    var ranks = Array(repeating: 0, count: order.count)
    for (rank, number) in order.enumerated() { ranks[number] = rank }
    return ranks
  }
}
