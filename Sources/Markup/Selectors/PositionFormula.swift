/// Reads what stands in `:nth-child()`.
enum PositionFormula {
  /// nil for what is no formula.
  ///
  /// - Parameter isStrict: blanks may stand only around the sign between the two numbers, as the
  ///   grammar has it; else anywhere.
  static func position(
    _ written: String, strictly isStrict: Bool
  ) -> CompoundSelector.Position? {
    if isStrict, !hasBlanksInPlace(written) { return nil }
    let formula = String(written.lowercased().filter { !$0.isWhitespace })
    if formula == "odd" { return .init(step: 2, offset: 1) }
    if formula == "even" { return .init(step: 2, offset: 0) }
    guard let n = formula.firstIndex(of: "n") else {
      return number(formula[...]).map { .init(step: 0, offset: $0) }
    }
    let rest = formula[formula.index(after: n)...]
    let hasSign = rest.isEmpty || rest.hasPrefix("+") || rest.hasPrefix("-")
    guard hasSign, let step = step(formula[..<n]), let offset = rest.isEmpty ? 0 : number(rest)
    else { return nil }
    return .init(step: step, offset: offset)
  }

  private static func step(_ factor: Substring) -> Int? {
    switch factor {
    case "", "+": 1
    case "-": -1
    default: number(factor)
    }
  }

  private static func number(_ text: Substring) -> Int? {
    Int(text).flatMap { abs($0) <= 100_000 ? $0 : nil }
  }

  private static func hasBlanksInPlace(_ written: String) -> Bool {
    let words = written.split(whereSeparator: \.isWhitespace)
    switch words.count {
    case 0, 1: return true
    case 2:
      guard let last = words[0].last, let first = words[1].first else { return false }
      let hasN = words[0].contains { $0 == "n" || $0 == "N" }
      return hasN && ("+-".contains(last) != "+-".contains(first))
    case 3: return words[1] == "+" || words[1] == "-"
    default: return false
    }
  }
}
