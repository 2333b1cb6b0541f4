/// Reads the text of a ``Selector``.
struct SelectorParser {
  private static let lengthLimit = 1_000

  private let text: String
  private let characters: [Character]
  private var place = 0

  init(_ text: String) {
    self.text = text
    characters = Array(text)
  }

  mutating func readList() throws(SelectorError) -> [ComplexSelector] {
    guard characters.count <= Self.lengthLimit else {
      throw error(.tooLong(limit: Self.lengthLimit))
    }
    var alternatives = [try readComplex()]
    while current == "," {
      place += 1
      alternatives.append(try readComplex())
    }
    if let rest = current { throw error(.unexpected(String(rest))) }
    return alternatives
  }

  private mutating func readComplex() throws(SelectorError) -> ComplexSelector {
    skipSpace()
    var steps = [ComplexSelector.Step(combinator: .descendant, compound: try readCompound())]
    while let combinator = readCombinator() {
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
    while let condition = try readCondition(type: compound.type) {
      compound.conditions.append(condition)
    }
    guard place > start else {
      throw error(current.map { .unexpected(String($0)) } ?? .empty)
    }
    return compound
  }

  private mutating func readCondition(
    type: String?
  ) throws(SelectorError) -> CompoundSelector.Condition? {
    switch current {
    case ".":
      place += 1
      return .attribute("class", .word, try name())
    case "#":
      place += 1
      return .attribute("id", .equal, try name())
    case "[":
      place += 1
      return try readAttribute()
    case ":": return try readPseudoClass(type: type)
    default: return nil
    }
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
    let match = try readMatch()
    skipSpace()
    let value = try readValue()
    skipSpace()
    try expect("]")
    return .attribute(attribute, match, value)
  }

  private mutating func readMatch() throws(SelectorError) -> CompoundSelector.Match {
    let signs: [Character: CompoundSelector.Match] = [
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
    var value = ""
    while let character = current, character != mark {
      if character == "\\" { place += 1 }
      if let kept = current { value.append(kept) }
      place += 1
    }
    try expect(mark)
    return value
  }

  // MARK: Pseudo-classes

  private mutating func readPseudoClass(
    type: String?
  ) throws(SelectorError) -> CompoundSelector.Condition {
    let start = place
    place += 1
    if current == ":" { throw error(.unsupported("::")) }
    let name = try name().lowercased()
    if name == "not" { return try readNot() }
    if name == "empty" { return .isEmpty }
    if name == "root" { return .isRoot }
    let isOfType = name.hasSuffix("-of-type")
    let kind = isOfType ? name.dropLast(8) : name.hasSuffix("-child") ? name.dropLast(6) : ""
    // Without a type in the selector, XPath has no words for "siblings named as this one".
    if isOfType, type == nil {
      place = start
      throw error(.unsupported(":" + name + " without a type"))
    }
    var position: CompoundSelector.Position
    switch kind {
    case "first", "last": position = .init(step: 0, offset: 1)
    case "nth", "nth-last": position = try readPosition()
    default:
      place = start
      throw error(.unsupported(":" + name))
    }
    position.isFromEnd = kind.hasSuffix("last")
    position.isOfType = isOfType
    return .position(position)
  }

  private mutating func readNot() throws(SelectorError) -> CompoundSelector.Condition {
    try expect("(")
    skipSpace()
    let compound = try readCompound()
    skipSpace()
    try expect(")")
    return .not(compound)
  }

  /// `odd`, `even`, `3`, `2n`, `-n+3`, `2n + 1`.
  private mutating func readPosition() throws(SelectorError) -> CompoundSelector.Position {
    try expect("(")
    let start = place
    while let character = current, character != ")" {
      _ = character
      place += 1
    }
    let formula = String(characters[start..<place].filter { $0 != " " }).lowercased()
    guard let position = Self.position(formula) else {
      place = start
      throw error(.unexpected(formula))
    }
    try expect(")")
    return position
  }

  private static func position(_ formula: String) -> CompoundSelector.Position? {
    if formula == "odd" { return .init(step: 2, offset: 1) }
    if formula == "even" { return .init(step: 2, offset: 0) }
    guard let n = formula.firstIndex(of: "n") else {
      return number(formula[...]).map { .init(step: 0, offset: $0) }
    }
    let factor = formula[..<n]
    let rest = formula[formula.index(after: n)...]
    let step: Int? =
      switch factor {
      case "", "+": 1
      case "-": -1
      default: number(factor)
      }
    guard let step, let offset = rest.isEmpty ? 0 : number(rest) else { return nil }
    return .init(step: step, offset: offset)
  }

  private static func number(_ text: Substring) -> Int? {
    Int(text).flatMap { abs($0) <= 100_000 ? $0 : nil }
  }

  // MARK: Characters

  private var current: Character? { place < characters.count ? characters[place] : nil }

  @discardableResult
  private mutating func skipSpace() -> Bool {
    let start = place
    while let character = current, character.isWhitespace {
      place += character.isWhitespace ? 1 : 0
    }
    return place > start
  }

  private mutating func expect(_ character: Character) throws(SelectorError) {
    guard current == character else {
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
  private mutating func readName() -> String? {
    var name = ""
    while let character = current {
      if character == "\\", place + 1 < characters.count {
        place += 1
        name.append(characters[place])
      } else if character.isLetter || character.isNumber || character == "-" || character == "_" {
        name.append(character)
      } else {
        break
      }
      place += 1
    }
    return name.isEmpty ? nil : name
  }

  private func error(_ reason: SelectorError.Reason) -> SelectorError {
    SelectorError(selector: text, column: place + 1, reason: reason)
  }
}
