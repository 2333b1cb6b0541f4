/// Reads the text of a ``Selector``.
struct SelectorParser {
  /// Who asks: each can do something that the other cannot.
  enum Purpose {
    /// To find elements of a fetched page, through XPath.
    case pages
    /// To weigh the rules of a style sheet, strictly by its grammar.
    case styleSheets
  }

  private static let lengthLimit = 1_000
  private static let deepest = 8

  private let text: String
  private let purpose: Purpose
  private let scalars: [Unicode.Scalar]
  private var place = 0
  private var depth = 0

  init(_ text: String, for purpose: Purpose) {
    self.text = text
    self.purpose = purpose
    scalars = Array(text.unicodeScalars)
  }

  mutating func readList() throws(SelectorError) -> [ComplexSelector] {
    guard scalars.count <= Self.lengthLimit else {
      throw error(.tooLong(limit: Self.lengthLimit))
    }
    let alternatives = try readAlternatives()
    if let rest = current { throw error(.unexpected(String(rest))) }
    return alternatives
  }

  private mutating func readAlternatives(
    isRelative: Bool = false
  ) throws(SelectorError) -> [ComplexSelector] {
    var alternatives = [try readComplex(isRelative: isRelative)]
    while current == "," {
      place += 1
      alternatives.append(try readComplex(isRelative: isRelative))
    }
    return alternatives
  }

  private mutating func readComplex(isRelative: Bool) throws(SelectorError) -> ComplexSelector {
    skipSpace()
    if isRelative { _ = readCombinator() }
    var steps = [ComplexSelector.Step(combinator: .descendant, compound: try readCompound())]
    while let combinator = readCombinator() {
      if steps.last?.compound.pseudoElement != nil { throw error(.unexpected("::")) }
      steps.append(.init(combinator: combinator, compound: try readCompound()))
    }
    return ComplexSelector(steps: steps)
  }

  /// The relation to the next compound, or nil at the end of this selector.
  private mutating func readCombinator() -> ComplexSelector.Combinator? {
    let hadSpace = skipSpace()
    let combinator: ComplexSelector.Combinator? =
      switch current {
      case ">": .child
      case "+": .nextSibling
      case "~": .laterSibling
      default: nil
      }
    if combinator != nil {
      place += 1
      skipSpace()
      return combinator
    }
    guard hadSpace, let current, current != ",", current != ")" else { return nil }
    return .descendant
  }

  private mutating func readCompound() throws(SelectorError) -> CompoundSelector {
    var compound = CompoundSelector()
    let start = place
    if current == "*" {
      place += 1
    } else if let name = readName() {
      compound.type = name.lowercased()
    }
    if current == "|" { throw error(.unsupported("namespace|")) }
    while try readCondition(into: &compound) {}
    guard place > start else {
      throw error(current.map { .unexpected(String($0)) } ?? .empty)
    }
    return compound
  }

  private mutating func readCondition(
    into compound: inout CompoundSelector
  ) throws(SelectorError) -> Bool {
    switch current {
    case ".":
      place += 1
      compound.conditions.append(.className(try name()))
    case "#":
      place += 1
      compound.conditions.append(.id(try name()))
    case "[":
      place += 1
      compound.conditions.append(try readAttribute())
    case ":": try readPseudo(into: &compound)
    default: return false
    }
    return true
  }

  // MARK: Attributes

  private mutating func readAttribute() throws(SelectorError) -> CompoundSelector.Condition {
    skipSpace()
    let attribute = try name().lowercased()
    skipSpace()
    if current == "]" {
      place += 1
      return .hasAttribute(attribute)
    }
    if current == "|", next != "=" { throw error(.unsupported("namespace|")) }
    var test = CompoundSelector.AttributeTest(name: attribute, match: try readMatch(), value: "")
    skipSpace()
    test.value = try readValue()
    let hadSpace = skipSpace()
    if purpose == .styleSheets, hadSpace || current != "]" { test.ignoresCase = readFlag() }
    skipSpace()
    try expect("]")
    return .attribute(test)
  }

  private mutating func readFlag() -> Bool? {
    switch current {
    case "i", "I": place += 1
    case "s", "S":
      place += 1
      return false
    default: return nil
    }
    return true
  }

  private mutating func readMatch() throws(SelectorError) -> CompoundSelector.Match {
    let signs: [Unicode.Scalar: CompoundSelector.Match] = [
      "~": .word, "^": .prefix, "$": .suffix, "*": .part, "|": .language,
    ]
    guard let match = current.flatMap({ signs[$0] }) else {
      try expect("=")
      return .equal
    }
    place += 1
    try expect("=")
    return match
  }

  private mutating func readValue() throws(SelectorError) -> String {
    guard let mark = current, mark == "\"" || mark == "'" else { return try name() }
    place += 1
    var value = String.UnicodeScalarView()
    while let scalar = current, scalar != mark {
      if scalar == "\\" {
        if let escaped = CSSName.escaped(scalars, &place) { value.append(escaped) }
      } else {
        value.append(scalar)
        place += 1
      }
    }
    try expect(mark)
    return String(value)
  }

  // MARK: Pseudo-classes

  private mutating func readPseudo(
    into compound: inout CompoundSelector
  ) throws(SelectorError) {
    let start = place
    place += 1
    let isElement = current == ":"
    if isElement, purpose == .pages { throw error(.unsupported("::")) }
    if isElement { place += 1 }
    let name = try name().lowercased()
    if purpose == .styleSheets, isElement || SelectorWords.oldPseudoElements.contains(name) {
      try readPseudoElement(name, into: &compound, from: start)
    } else {
      compound.conditions.append(try readPseudoClass(name, type: compound.type, from: start))
    }
  }

  /// What stands in the parentheses of one, and pseudo-classes behind it, change nothing here.
  private mutating func readPseudoElement(
    _ name: String, into compound: inout CompoundSelector, from start: Int
  ) throws(SelectorError) {
    guard SelectorWords.isPseudoElement(name), current != "(" else {
      place = start
      throw error(.unsupported("::" + name))
    }
    compound.pseudoElement = name
  }

  private mutating func readPseudoClass(
    _ name: String, type: String?, from start: Int
  ) throws(SelectorError) -> CompoundSelector.Condition {
    switch name {
    case "not": return .not(try readInner())
    case "is": return .matches(try readInner())
    case "where": return .weightless(try readInner())
    case "empty": return .isEmpty
    case "root": return .isRoot
    case "scope" where purpose == .styleSheets: return .isRoot
    case "only-child": return .isOnly(ofType: false)
    case _ where purpose == .styleSheets && SelectorWords.isState(name):
      return .state(name, try readStateArguments(name))
    default: return try readPosition(name, type: type, from: start)
    }
  }

  private mutating func readStateArguments(
    _ name: String
  ) throws(SelectorError) -> [ComplexSelector] {
    guard SelectorWords.statesWithArguments.contains(name) else { return [] }
    if name == "has" { return try readInner(isRelative: true) }
    try expect("(")
    while current != nil, current != ")" {
      place += 1
    }
    try expect(")")
    return []
  }

  private mutating func readInner(
    isRelative: Bool = false
  ) throws(SelectorError) -> [ComplexSelector] {
    guard depth < Self.deepest else { throw error(.unsupported("so many parentheses")) }
    depth += 1
    try expect("(")
    let list = try readAlternatives(isRelative: isRelative)
    skipSpace()
    try expect(")")
    depth -= 1
    if list.contains(where: { $0.subject.pseudoElement != nil }) { throw error(.unexpected("::")) }
    return list
  }

  private mutating func readPosition(
    _ name: String, type: String?, from start: Int
  ) throws(SelectorError) -> CompoundSelector.Condition {
    let isOfType = name.hasSuffix("-of-type")
    let kind = isOfType ? name.dropLast(8) : name.hasSuffix("-child") ? name.dropLast(6) : ""
    // Without a type in the selector, XPath has no words for "siblings named as this one".
    if isOfType, type == nil, purpose == .pages {
      place = start
      throw error(.unsupported(":" + name + " without a type"))
    }
    if isOfType, kind == "only" { return .isOnly(ofType: true) }
    var position: CompoundSelector.Position
    switch kind {
    case "first", "last": position = .init(step: 0, offset: 1)
    case "nth", "nth-last": position = try readFormula()
    default:
      place = start
      throw error(.unsupported(":" + name))
    }
    position.isFromEnd = kind.hasSuffix("last")
    position.isOfType = isOfType
    return .position(position)
  }

  /// `odd`, `even`, `3`, `2n`, `-n+3`, `2n + 1`.
  private mutating func readFormula() throws(SelectorError) -> CompoundSelector.Position {
    try expect("(")
    let start = place
    while current != nil, current != ")" {
      place += 1
    }
    let written = String(String.UnicodeScalarView(scalars[start..<place]))
    guard let position = PositionFormula.position(written, strictly: purpose == .styleSheets)
    else {
      place = start
      throw error(.unexpected(written.filter { $0 != " " }.lowercased()))
    }
    try expect(")")
    return position
  }

  // MARK: Characters

  private var current: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }
  private var next: Unicode.Scalar? { place + 1 < scalars.count ? scalars[place + 1] : nil }

  @discardableResult
  private mutating func skipSpace() -> Bool {
    let start = place
    while current?.properties.isWhitespace == true { place += 1 }
    return place > start
  }

  private mutating func expect(_ scalar: Unicode.Scalar) throws(SelectorError) {
    guard current == scalar else {
      throw error(current.map { .unexpected(String($0)) } ?? .empty)
    }
    place += 1
  }

  private mutating func name() throws(SelectorError) -> String {
    guard let name = readName() else {
      throw error(current.map { .unexpected(String($0)) } ?? .empty)
    }
    return name
  }

  /// Letters, digits, hyphens, underscores and what a backslash protects; nil when there are none.
  /// In style sheets no name begins with a digit, nor with a hyphen before one.
  private mutating func readName() -> String? {
    if purpose == .styleSheets, !beginsName { return nil }
    var name = String.UnicodeScalarView()
    while let scalar = current {
      if scalar == "\\", next != nil, next != "\n" {
        if let escaped = CSSName.escaped(scalars, &place) { name.append(escaped) }
      } else if Self.isName(scalar) {
        name.append(scalar)
        place += 1
      } else {
        break
      }
    }
    return name.isEmpty ? nil : String(name)
  }

  private var beginsName: Bool {
    guard let first = current else { return false }
    if first == "-" {
      return next.map { $0 == "\\" || (Self.isName($0) && !Self.isDigit($0)) } ?? false
    }
    return first == "\\" || (Self.isName(first) && !Self.isDigit(first))
  }

  private static func isName(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80 ? CSSByte.isName(UInt8(scalar.value)) : true
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value)
  }

  private func error(_ reason: SelectorError.Reason) -> SelectorError {
    SelectorError(selector: text, column: place + 1, reason: reason)
  }
}
