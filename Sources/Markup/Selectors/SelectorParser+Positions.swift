/// Places among siblings: `:first-child`, `:nth-child(2n + 1 of .a)`.
extension SelectorParser {
  mutating func readPosition(
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
