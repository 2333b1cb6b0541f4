/// Reads tokens into rules and declarations, and goes on behind what is wrong, as CSS Syntax
/// Level 3, section 5, tells it.
struct StyleSheetParser {
  private static let deepestGroup = 16
  static let mostRules = 10_000

  private let source: CSSSource
  private var oddities: [StyleSheet.Oddity] = []
  private var ruleCount = 0

  private init(_ source: CSSSource) { self.source = source }

  static func sheet(_ bytes: [UInt8]) -> StyleSheet {
    let source = CSSSource(bytes)
    var parser = StyleSheetParser(source)
    let rules = parser.readRules(source.tokens.indices, depth: 0)
    return StyleSheet(source: source, rules: rules, oddities: parser.oddities)
  }

  /// The declarations of a `style` attribute.
  static func declarations(_ source: CSSSource) -> [StyleDeclaration] {
    var parser = StyleSheetParser(source)
    return parser.readDeclarations(source.tokens.indices)
  }

  // MARK: Rules

  private mutating func readRules(_ range: Range<Int>, depth: Int) -> [StyleSheet.Rule] {
    var rules: [StyleSheet.Rule] = []
    var place = range.lowerBound
    while place < range.upperBound {
      switch source.tokens[place].kind {
      case .whitespace: place += 1
      case .commentOpen,
        .commentClose where depth == 0:
        place += 1
      case .atKeyword:
        if let rule = readAtRule(&place, range.upperBound, depth) { rules.append(rule) }
      default:
        if let rule = readStyleRule(&place, range.upperBound) { rules.append(rule) }
      }
      ruleCount += 1
      guard ruleCount <= Self.mostRules else {
        note(.tooMuch, at: min(place, source.tokens.count - 1))
        return rules
      }
    }
    return rules
  }

  /// nil when the sheet ends before its block begins.
  private mutating func readStyleRule(_ place: inout Int, _ end: Int) -> StyleSheet.Rule? {
    let start = place
    while place < end, source.tokens[place].kind != .openCurly { place = source.behind(place) }
    guard place < end else { return nil }
    let prelude = source.trimmed(start..<place)
    let block = place + 1..<min(source.ends[place], end)
    place = min(source.behind(place), end)
    let offset = source.tokens[start].range.lowerBound
    let declarations = readDeclarations(block)
    return .style(.init(prelude: prelude, declarations: declarations, offset: offset))
  }

  private mutating func readAtRule(
    _ place: inout Int, _ end: Int, _ depth: Int
  ) -> StyleSheet.Rule? {
    let start = place
    let name = source.name(source.tokens[start]).lowercased()
    place += 1
    while place < end, source.tokens[place].kind != .semicolon,
      source.tokens[place].kind != .openCurly
    {
      place = source.behind(place)
    }
    place = min(place, end)
    let prelude = start..<place
    let hasBlock = place < end && source.tokens[place].kind == .openCurly
    let block = hasBlock ? place + 1..<min(source.ends[place], end) : place..<place
    if place < end { place = min(source.behind(place), end) }
    return rule(name, prelude, hasBlock ? block : nil, start..<place, depth)
  }

  private static let groups: Set<String> = [
    "media", "supports", "container", "starting-style", "-moz-document", "document",
  ]

  private mutating func rule(
    _ name: String, _ prelude: Range<Int>, _ block: Range<Int>?, _ whole: Range<Int>, _ depth: Int
  ) -> StyleSheet.Rule? {
    switch name {
    case "charset": return nil
    case "import":
      note(.importedSheet, at: whole.lowerBound)
      return nil
    case "layer", "scope", "namespace":
      note(.atRule(name), at: whole.lowerBound)
      return .other(whole)
    default: break
    }
    guard Self.groups.contains(name), let block else { return .other(whole) }
    guard depth < Self.deepestGroup else {
      note(.tooMuch, at: whole.lowerBound)
      return .other(whole)
    }
    let rules = readRules(block, depth: depth + 1)
    return .group(.init(prelude: source.trimmed(prelude), rules: rules))
  }

  // MARK: Declarations

  private mutating func readDeclarations(_ range: Range<Int>) -> [StyleDeclaration] {
    var declarations: [StyleDeclaration] = []
    var place = range.lowerBound
    while place < range.upperBound {
      let start = place
      var blocks: [Int] = []
      while place < range.upperBound, source.tokens[place].kind != .semicolon {
        if source.tokens[place].kind == .openCurly { blocks.append(place) }
        place = min(source.behind(place), range.upperBound)
      }
      let item = source.trimmed(start..<place)
      place += 1
      guard let first = item.first else { continue }
      if let declaration = declaration(item, hasBlock: !blocks.isEmpty) {
        declarations.append(declaration)
      } else if !blocks.isEmpty {
        note(.nestedRule, at: first)
      }
    }
    return declarations
  }

  /// nil for what is no declaration. A block in braces is a value for custom properties only.
  private func declaration(_ item: Range<Int>, hasBlock: Bool) -> StyleDeclaration? {
    let first = item.lowerBound
    guard source.tokens[first].kind == .ident else { return nil }
    let written = source.name(source.tokens[first])
    let isCustom = written.hasPrefix("--")
    let rest = source.trimmed(first + 1..<item.upperBound)
    guard let colon = rest.first, source.tokens[colon].kind == .colon else { return nil }
    guard isCustom || !hasBlock else { return nil }
    var value = source.trimmed(colon + 1..<item.upperBound)
    let isImportant = takeImportance(&value)
    guard isValue(value), isCustom || !value.isEmpty else { return nil }
    return StyleDeclaration(
      property: isCustom ? written : written.lowercased(), value: value,
      isImportant: isImportant, offset: source.tokens[first].range.lowerBound)
  }

  /// Takes `!important` off the end.
  private func takeImportance(_ value: inout Range<Int>) -> Bool {
    guard let last = value.last, source.tokens[last].kind == .ident,
      source.name(source.tokens[last]).lowercased() == "important"
    else { return false }
    let before = source.trimmed(value.lowerBound..<last)
    guard let sign = before.last, source.tokens[sign].kind == .delimiter(0x21) else { return false }
    value = source.trimmed(value.lowerBound..<sign)
    return true
  }

  /// Whether nothing is in it that no value may hold.
  private func isValue(_ range: Range<Int>) -> Bool {
    var place = range.lowerBound
    while place < range.upperBound {
      switch source.tokens[place].kind {
      case .badString, .badURL, .closeCurly, .closeRound, .closeSquare, .delimiter(0x21):
        return false
      default: place = source.behind(place)
      }
    }
    return !source.tokens[range].contains { $0.kind == .badString || $0.kind == .badURL }
  }

  private mutating func note(_ kind: StyleSheet.Oddity.Kind, at place: Int) {
    oddities.append(.init(kind: kind, offset: source.tokens[place].range.lowerBound))
  }
}
