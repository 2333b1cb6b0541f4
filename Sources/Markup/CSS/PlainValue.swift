/// Whether every mail program that reads CSS at all takes a value.
///
/// Only behind such a declaration may an earlier one of the same property be left out: in
/// `background: red; background: linear-gradient(…)` the first is for those who do not know the
/// second. So this says yes to the plainest values only.
struct PlainValue {
  private let source: CSSSource

  init(_ source: CSSSource) { self.source = source }

  func isPlain(_ declaration: StyleDeclaration) -> Bool {
    guard let form = Self.forms[declaration.property] else { return false }
    let words = source.tokens[declaration.value].filter { $0.kind != .whitespace }
    guard !words.isEmpty else { return false }
    if form.isFamilies { return isFamilies(words) }
    if form.isLine { return isLine(words) }
    return words.count <= form.most
      && words.allSatisfy { fits($0, form, isAlone: words.count == 1) }
  }

  private func fits(_ token: CSSToken, _ form: Form, isAlone: Bool) -> Bool {
    switch token.kind {
    case .ident:
      let word = source.name(token).lowercased()
      // A word for "nothing" or "as you like" often stands alone or not at all.
      let isColor = form.takesColors && Self.colors.contains(word)
      return isColor || (form.words.contains(word) && (isAlone || form.mixesWords))
    case .hash: return form.takesColors && isColor(token)
    case .number, .dimension, .percentage: return isNumber(token, form)
    default: return false
    }
  }

  private func isColor(_ token: CSSToken) -> Bool {
    let digits = source.bytes[token.range].dropFirst()
    return [3, 6].contains(digits.count) && digits.allSatisfy(CSSByte.isHexDigit)
  }

  private func isNumber(_ token: CSSToken, _ form: Form) -> Bool {
    let text = String(decoding: source.bytes[token.range], as: UTF8.self).lowercased()
    let unit = String(text.drop { !$0.isLetter && $0 != "%" })
    guard let number = Double(text.dropLast(unit.count)), number >= 0 || form.takesNegatives,
      number.magnitude < 10_000
    else { return false }
    switch unit {
    case "": return form.numbers.contains(number) || (number == 0 && form.takesLengths)
    case "px", "em", "pt": return form.takesLengths
    case "%": return form.takesPercentages
    default: return false
    }
  }

  /// Names with commas between them.
  private func isFamilies(_ words: [CSSToken]) -> Bool {
    var expectsName = true
    for token in words {
      switch token.kind {
      case .comma:
        guard !expectsName else { return false }
        expectsName = true
      case .string:
        guard expectsName else { return false }
        expectsName = false
      // A name of several words is a row of identifiers.
      case .ident: expectsName = false
      default: return false
      }
    }
    return !expectsName
  }

  /// A width, a style and a colour, each once at most: `1px solid #ddd`, `0`, `none`.
  private func isLine(_ words: [CSSToken]) -> Bool {
    let sorts = words.map { token in
      Self.lineSorts.firstIndex { fits(token, $0, isAlone: true) }
    }
    return !sorts.contains(nil) && Set(sorts).count == sorts.count
  }

  private static let lineSorts = [
    Form(takesLengths: true), Form(words: ["none", "solid", "dashed", "dotted", "double"]),
    Form(takesColors: true),
  ]

  // MARK: The forms

  struct Form {
    var most = 1
    var words: Set<String> = []
    var mixesWords = false
    var takesColors = false
    var takesLengths = false
    var takesPercentages = false
    var takesNegatives = false
    /// Which numbers without a unit are right, beside 0 where lengths are.
    var numbers: ClosedRange<Double> = -1 ... -1
    var isFamilies = false
    var isLine = false
  }

  private static let colors: Set<String> = [
    "black", "silver", "gray", "white", "maroon", "red", "purple", "fuchsia", "green", "lime",
    "olive", "yellow", "navy", "blue", "teal", "aqua", "transparent",
  ]

  private static let forms: [String: Form] = {
    var table: [String: Form] = [:]
    let color = Form(words: colors, takesColors: true)
    for name in ["color", "background-color", "background"] { table[name] = color }
    for side in ["", "-top", "-right", "-bottom", "-left"] {
      table["border" + side] = Form(isLine: true)
      table["border\(side)-color"] = color
    }
    table["border-radius"] = Form(takesLengths: true)
    let lengths = Form(takesLengths: true, takesPercentages: true)
    addBoxes(&table, lengths)
    table["font-size"] = lengths
    table["line-height"] = Form(
      words: ["normal"], takesLengths: true, takesPercentages: true, numbers: 0...100)
    table["letter-spacing"] = Form(words: ["normal"], takesLengths: true, takesNegatives: true)
    table["font-family"] = Form(isFamilies: true)
    table["font-weight"] = Form(words: ["normal", "bold"])
    for (name, words) in keywords { table[name] = Form(words: Set(words)) }
    return table
  }()

  private static func addBoxes(_ table: inout [String: Form], _ lengths: Form) {
    var four = lengths
    four.most = 4
    table["padding"] = four
    four.words = ["auto"]
    four.mixesWords = true
    four.takesNegatives = true
    table["margin"] = four
    for side in ["top", "right", "bottom", "left"] {
      table["padding-" + side] = lengths
      table["margin-" + side] = Form(
        words: ["auto"], takesLengths: true, takesPercentages: true, takesNegatives: true)
    }
    for name in ["width", "height"] {
      table[name] = Form(words: ["auto"], takesLengths: true, takesPercentages: true)
      table["max-" + name] = Form(words: ["none"], takesLengths: true, takesPercentages: true)
      table["min-" + name] = lengths
    }
  }

  private static let keywords: [String: [String]] = [
    "text-align": ["left", "right", "center"], "font-style": ["normal", "italic"],
    "text-decoration": ["none", "underline", "line-through"],
    "text-transform": ["none", "uppercase", "lowercase", "capitalize"],
    "display": ["none", "block", "inline", "inline-block", "table", "table-row", "table-cell"],
    "vertical-align": ["top", "middle", "bottom", "baseline"],
    "white-space": ["normal", "nowrap"], "border-collapse": ["collapse", "separate"],
    "float": ["left", "right", "none"], "clear": ["left", "right", "both", "none"],
    "visibility": ["visible", "hidden"], "overflow": ["visible", "hidden", "auto", "scroll"],
  ]
}
