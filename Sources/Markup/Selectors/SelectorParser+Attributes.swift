/// What stands in brackets: `[href^="https:" i]`.
extension SelectorParser {
  mutating func readAttribute() throws(SelectorError) -> CompoundSelector.Condition {
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
}
