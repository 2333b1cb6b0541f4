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
      if cursor.current == "|", purpose == .styleSheets {
        cursor.place += 1
        compound.type = try readTypeInAnyNamespace()
      }
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

  /// What stands behind `*|`, which in HTML changes nothing.
  private mutating func readTypeInAnyNamespace() throws(SelectorError) -> String? {
    guard cursor.current == "*" else { return try cursor.name().lowercased() }
    cursor.place += 1
    return nil
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
    case "is": return .matches(try readChoice())
    case "where": return .weightless(try readChoice())
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

  /// What stands in `:is()` and `:where()`: style sheets may have anything in it, and what is not
  /// understood means nothing.
  private mutating func readChoice() throws(SelectorError) -> [ComplexSelector] {
    guard purpose == .styleSheets else { return try readInner() }
    guard depth < Self.deepest else { throw cursor.error(.unsupported("so many parentheses")) }
    depth += 1
    defer { depth -= 1 }
    try cursor.expect("(")
    var list: [ComplexSelector] = []
    while true {
      let (start, level) = (cursor, depth)
      // What is wrong with one is nothing to the others.
      if let selector = try? readComplex(isRelative: false), selector.subject.pseudoElement == nil,
        cursor.isAtEndOfMember
      {
        list.append(selector)
      } else {
        (cursor, depth) = (start, level)
      }
      cursor.skipMember()
      guard cursor.current == "," else { break }
      cursor.place += 1
    }
    try cursor.expect(")")
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
    case "nth", "nth-last":
      position = try readFormula()
      // Counting is left to who reads: the place among the others is not known here.
      if !isOfType, let others = try readOthers() { return .state(name, others) }
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
    while cursor.current != nil, cursor.current != ")", !isAtOthers {
      cursor.place += 1
    }
    let written = String(String.UnicodeScalarView(cursor.scalars[start..<cursor.place]))
    guard let position = PositionFormula.position(written, strictly: purpose == .styleSheets)
    else {
      cursor.place = start
      throw cursor.error(.unexpected(written.filter { $0 != " " }.lowercased()))
    }
    if !isAtOthers { try cursor.expect(")") }
    return position
  }

  /// ` of ` behind a formula.
  private var isAtOthers: Bool {
    guard purpose == .styleSheets, cursor.place > 0, cursor.place + 2 < cursor.scalars.count else {
      return false
    }
    let scalars = cursor.scalars[(cursor.place - 1)...(cursor.place + 2)].map { $0.properties }
    return scalars[0].isWhitespace && scalars[1].lowercaseMapping == "o"
      && scalars[2].lowercaseMapping == "f" && !scalars[3].isAlphabetic
  }

  /// Those among which is counted, in `:nth-child(2 of .a)`; nil when it is among all.
  private mutating func readOthers() throws(SelectorError) -> [ComplexSelector]? {
    guard isAtOthers else { return nil }
    guard depth < Self.deepest else { throw cursor.error(.unsupported("so many parentheses")) }
    depth += 1
    cursor.place += 2
    let list = try readAlternatives()
    cursor.skipSpace()
    try cursor.expect(")")
    depth -= 1
    return list
  }
}
