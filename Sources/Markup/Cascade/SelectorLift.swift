/// How a selector can be made to weigh more and mean the same: `.a` is written `.a.a`.
struct SelectorLift {
  /// What one repetition adds.
  let weight: Specificity
  private let head: String
  private let repeated: String
  private let tail: String

  /// Mail programs know repeated classes best, so a class is taken before anything else; where
  /// there are only element names, `:root` is put before them.
  init?(_ selector: Range<Int>, of source: CSSSource) {
    let simple = Self.simpleSelectors(selector, of: source)
    let chosen =
      simple.first { $0.kind == .className } ?? simple.first { $0.kind == .other } ?? simple.first
    if let chosen {
      weight = chosen.kind == .id ? Specificity(ids: 1) : Specificity(classes: 1)
      head = source.text(selector.lowerBound..<chosen.range.upperBound)
      repeated = source.text(chosen.range)
      tail = Self.spaced(chosen.range.upperBound..<selector.upperBound, source)
      return
    }
    let first = source.tokens[selector.lowerBound]
    guard first.kind == .ident, source.name(first).lowercased() != "html" else { return nil }
    weight = Specificity(classes: 1)
    head = ""
    repeated = ":root"
    tail = " " + source.text(selector)
  }

  /// The selector with so many repetitions, at least one.
  func text(_ count: Int) -> String {
    head + String(repeating: repeated, count: count) + tail
  }

  // MARK: Finding what can be repeated

  private struct Simple {
    enum Kind { case className, id, other }
    var kind: Kind
    var range: Range<Int>
  }

  private static func simpleSelectors(_ range: Range<Int>, of source: CSSSource) -> [Simple] {
    var found: [Simple] = []
    var place = range.lowerBound
    while place < range.upperBound {
      let next = place + 1 < range.upperBound ? source.tokens[place + 1].kind : .whitespace
      switch (source.tokens[place].kind, next) {
      case (.delimiter(0x2E), .ident):
        found.append(.init(kind: .className, range: place..<place + 2))
      case (.hash, _): found.append(.init(kind: .id, range: place..<place + 1))
      case (.openSquare, _):
        found.append(
          .init(kind: .other, range: place..<min(source.behind(place), range.upperBound)))
      default: break
      }
      place = source.behind(place)
    }
    return found
  }

  /// White space in front of the rest is a combinator.
  private static func spaced(_ range: Range<Int>, _ source: CSSSource) -> String {
    let hasSpace = range.first.map { source.tokens[$0].kind == .whitespace } ?? false
    return (hasSpace ? " " : "") + source.text(range)
  }
}
