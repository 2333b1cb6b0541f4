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

  private let purpose: Purpose
  private var cursor: SelectorCursor
  private var depth = 0

  init(_ text: String, for purpose: Purpose) {
    self.purpose = purpose
    cursor = SelectorCursor(text, strictly: purpose == .styleSheets)
  }

  mutating func readList() throws(SelectorError) -> [ComplexSelector] {
    guard cursor.scalars.count <= Self.lengthLimit else {
      throw cursor.error(.tooLong(limit: Self.lengthLimit))
    }
    let alternatives = try readAlternatives()
    if let rest = cursor.current { throw cursor.error(.unexpected(String(rest))) }
    return alternatives
  }

  private mutating func readAlternatives(
    isRelative: Bool = false
  ) throws(SelectorError) -> [ComplexSelector] {
    var alternatives = [try readComplex(isRelative: isRelative)]
    while cursor.current == "," {
      cursor.place += 1
      alternatives.append(try readComplex(isRelative: isRelative))
    }
    return alternatives
  }

  private mutating func readComplex(isRelative: Bool) throws(SelectorError) -> ComplexSelector {
    cursor.skipSpace()
    if isRelative { _ = readCombinator() }
    var steps = [ComplexSelector.Step(combinator: .descendant, compound: try readCompound())]
    while let combinator = readCombinator() {
      if steps.last?.compound.pseudoElement != nil { throw cursor.error(.unexpected("::")) }
      steps.append(.init(combinator: combinator, compound: try readCompound()))
    }
    return ComplexSelector(steps: steps)
  }

  /// The relation to the next compound, or nil at the end of this selector.
  private mutating func readCombinator() -> ComplexSelector.Combinator? {
    let hadSpace = cursor.skipSpace()
    let combinator: ComplexSelector.Combinator? =
      switch cursor.current {
      case ">": .child
      case "+": .nextSibling
      case "~": .laterSibling
      default: nil
      }
    if combinator != nil {
      cursor.place += 1
      cursor.skipSpace()
      return combinator
    }
    guard hadSpace, let current = cursor.current, current != ",", current != ")" else { return nil }
    return .descendant
  }

  private mutating func readCompound() throws(SelectorError) -> CompoundSelector {
    var compound = CompoundSelector()
    let start = cursor.place
    if cursor.current == "*" {
      cursor.place += 1
    } else if let name = cursor.readName() {
      compound.type = name.lowercased()
    }
    if cursor.current == "|" { throw cursor.error(.unsupported("namespace|")) }
    while try readCondition(into: &compound) {}
    guard cursor.place > start else {
      throw cursor.error(cursor.current.map { .unexpected(String($0)) } ?? .empty)
    }
    return compound
  }

  private mutating func readCondition(
    into compound: inout CompoundSelector
  ) throws(SelectorError) -> Bool {
    switch cursor.current {
    case ".":
      cursor.place += 1
      compound.conditions.append(.className(try cursor.name()))
    case "#":
      cursor.place += 1
      compound.conditions.append(.id(try cursor.name()))
    case "[":
      cursor.place += 1
      compound.conditions.append(try readAttribute())
    case ":": try readPseudo(into: &compound)
    default: return false
    }
    return true
  }

  // MARK: Attributes

  private mutating func readAttribute() throws(SelectorError) -> CompoundSelector.Condition {
    cursor.skipSpace()
    let attribute = try cursor.name().lowercased()
    cursor.skipSpace()
    if cursor.current == "]" {
      cursor.place += 1
      return .hasAttribute(attribute)
    }
    if cursor.current == "|", cursor.next != "=" { throw cursor.error(.unsupported("namespace|")) }
    var test = CompoundSelector.AttributeTest(name: attribute, match: try readMatch(), value: "")
    cursor.skipSpace()
    test.value = try readValue()
    let hadSpace = cursor.skipSpace()
    if purpose == .styleSheets, hadSpace || cursor.current != "]" { test.ignoresCase = readFlag() }
    cursor.skipSpace()
    try cursor.expect("]")
    return .attribute(test)
  }

  private mutating func readFlag() -> Bool? {
    switch cursor.current {
    case "i", "I": cursor.place += 1
    case "s", "S":
      cursor.place += 1
      return false
    default: return nil
    }
    return true
  }

  private mutating func readMatch() throws(SelectorError) -> CompoundSelector.Match {
    let signs: [Unicode.Scalar: CompoundSelector.Match] = [
      "~": .word, "^": .prefix, "$": .suffix, "*": .part, "|": .language,
    ]
    guard let match = cursor.current.flatMap({ signs[$0] }) else {
      try cursor.expect("=")
      return .equal
    }
    cursor.place += 1
    try cursor.expect("=")
    return match
  }

  private mutating func readValue() throws(SelectorError) -> String {
    guard let mark = cursor.current, mark == "\"" || mark == "'" else { return try cursor.name() }
    cursor.place += 1
    var value = String.UnicodeScalarView()
    while let scalar = cursor.current, scalar != mark {
      if scalar == "\\" {
        if let escaped = CSSName.escaped(cursor.scalars, &cursor.place) { value.append(escaped) }
      } else {
        value.append(scalar)
        cursor.place += 1
      }
    }
    try cursor.expect(mark)
    return String(value)
  }

  // MARK: Pseudo-classes

  private mutating func readPseudo(
    into compound: inout CompoundSelector
  ) throws(SelectorError) {
    let start = cursor.place
    cursor.place += 1
    let isElement = cursor.current == ":"
    if isElement, purpose == .pages { throw cursor.error(.unsupported("::")) }
    if isElement { cursor.place += 1 }
    let name = try cursor.name().lowercased()
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
    guard SelectorWords.isPseudoElement(name), cursor.current != "(" else {
      cursor.place = start
      throw cursor.error(.unsupported("::" + name))
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
    try cursor.expect("(")
    while cursor.current != nil, cursor.current != ")" {
      cursor.place += 1
    }
    try cursor.expect(")")
    return []
  }

  private mutating func readInner(
    isRelative: Bool = false
  ) throws(SelectorError) -> [ComplexSelector] {
    guard depth < Self.deepest else { throw cursor.error(.unsupported("so many parentheses")) }
    depth += 1
    try cursor.expect("(")
    let list = try readAlternatives(isRelative: isRelative)
    cursor.skipSpace()
    try cursor.expect(")")
    depth -= 1
    if list.contains(where: { $0.subject.pseudoElement != nil }) {
      throw cursor.error(.unexpected("::"))
    }
    return list
  }

  private mutating func readPosition(
    _ name: String, type: String?, from start: Int
  ) throws(SelectorError) -> CompoundSelector.Condition {
    let isOfType = name.hasSuffix("-of-type")
    let kind = isOfType ? name.dropLast(8) : name.hasSuffix("-child") ? name.dropLast(6) : ""
    // Without a type in the selector, XPath has no words for "siblings named as this one".
    if isOfType, type == nil, purpose == .pages {
      cursor.place = start
      throw cursor.error(.unsupported(":" + name + " without a type"))
    }
    if isOfType, kind == "only" { return .isOnly(ofType: true) }
    var position: CompoundSelector.Position
    switch kind {
    case "first", "last": position = .init(step: 0, offset: 1)
    case "nth", "nth-last": position = try readFormula()
    default:
      cursor.place = start
      throw cursor.error(.unsupported(":" + name))
    }
    position.isFromEnd = kind.hasSuffix("last")
    position.isOfType = isOfType
    return .position(position)
  }

  /// `odd`, `even`, `3`, `2n`, `-n+3`, `2n + 1`.
  private mutating func readFormula() throws(SelectorError) -> CompoundSelector.Position {
    try cursor.expect("(")
    let start = cursor.place
    while cursor.current != nil, cursor.current != ")" {
      cursor.place += 1
    }
    let written = String(String.UnicodeScalarView(cursor.scalars[start..<cursor.place]))
    guard let position = PositionFormula.position(written, strictly: purpose == .styleSheets)
    else {
      cursor.place = start
      throw cursor.error(.unexpected(written.filter { $0 != " " }.lowercased()))
    }
    try cursor.expect(")")
    return position
  }
}
