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
  static let deepest = 8

  let purpose: Purpose
  var cursor: SelectorCursor
  var depth = 0

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

  mutating func readAlternatives(
    isRelative: Bool = false
  ) throws(SelectorError) -> [ComplexSelector] {
    var alternatives = [try readComplex(isRelative: isRelative)]
    while cursor.current == "," {
      cursor.place += 1
      alternatives.append(try readComplex(isRelative: isRelative))
    }
    return alternatives
  }

  mutating func readComplex(isRelative: Bool) throws(SelectorError) -> ComplexSelector {
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
}
