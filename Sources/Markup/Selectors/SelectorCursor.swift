/// A place in the text of a selector.
struct SelectorCursor {
  let scalars: [Unicode.Scalar]
  var place = 0
  private let text: String
  /// Whether names are held to the grammar of style sheets.
  private let isStrict: Bool

  init(_ text: String, strictly isStrict: Bool) {
    self.text = text
    self.isStrict = isStrict
    scalars = Array(text.unicodeScalars)
  }

  var current: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }
  var next: Unicode.Scalar? { place + 1 < scalars.count ? scalars[place + 1] : nil }

  @discardableResult
  mutating func skipSpace() -> Bool {
    let start = place
    while current?.properties.isWhitespace == true { place += 1 }
    return place > start
  }

  mutating func expect(_ scalar: Unicode.Scalar) throws(SelectorError) {
    guard current == scalar else {
      throw error(current.map { .unexpected(String($0)) } ?? .empty)
    }
    place += 1
  }

  mutating func name() throws(SelectorError) -> String {
    guard let name = readName() else {
      throw error(current.map { .unexpected(String($0)) } ?? .empty)
    }
    return name
  }

  /// Letters, digits, hyphens, underscores and what a backslash protects; nil when there are none.
  /// In style sheets no name begins with a digit, nor with a hyphen before one.
  mutating func readName() -> String? {
    if isStrict, !beginsName { return nil }
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

  /// Whether a member of a list ends here, white space aside.
  var isAtEndOfMember: Bool {
    let rest = scalars[place...].first { !$0.properties.isWhitespace }
    return rest == "," || rest == ")"
  }

  /// Goes on to the comma or the bracket that ends a member of a list.
  mutating func skipMember() {
    var open: [Unicode.Scalar] = []
    var quote: Unicode.Scalar?
    while let scalar = current {
      if scalar == "\\" {
        place += 1
      } else if let mark = quote {
        if scalar == mark { quote = nil }
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      } else if let end = Self.ends[scalar] {
        open.append(end)
      } else if scalar == open.last {
        open.removeLast()
      } else if open.isEmpty, scalar == "," || scalar == ")" {
        return
      }
      place = min(place + 1, scalars.count)
    }
  }

  private static let ends: [Unicode.Scalar: Unicode.Scalar] = ["(": ")", "[": "]", "{": "}"]

  func error(_ reason: SelectorError.Reason) -> SelectorError {
    SelectorError(selector: text, column: place + 1, reason: reason)
  }
}
