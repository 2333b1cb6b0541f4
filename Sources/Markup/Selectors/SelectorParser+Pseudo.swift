/// What stands behind a colon, or two: `:not(.a)`, `::before`.
extension SelectorParser {
  mutating func readPseudo(
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
}
