/// A CSS selector: which elements of a page are meant.
///
/// Understood are type, `*`, `#id`, `.class`, `[name]` with `= ~= |= ^= $= *=`, the combinators
/// (descendant, `>`, `+`, `~`), lists with commas, `:first-child`, `:last-child`, `:only-child`,
/// `:nth-child(an+b|odd|even)`, `:nth-last-child`, the same with `-of-type` behind a type,
/// `:empty`, `:root`, and `:not()`, `:is()`, `:where()` around a list. Types and attribute names
/// are read as HTML's.
public struct Selector: Sendable, Equatable {
  /// As it was written.
  public let text: String
  let alternatives: [ComplexSelector]

  /// Throws ``SelectorError`` with the place of what is wrong or not supported.
  public init(_ text: String) throws(SelectorError) {
    self.text = text
    var parser = SelectorParser(text, for: .pages)
    alternatives = try parser.readList()
  }
}

/// Simple conditions on elements that stand in given relations.
struct ComplexSelector: Sendable, Equatable {
  var steps: [Step]

  struct Step: Sendable, Equatable {
    var combinator: Combinator
    var compound: CompoundSelector
  }

  enum Combinator: Sendable, Equatable {
    case descendant, child, nextSibling, laterSibling
  }

  /// What the element itself must be.
  var subject: CompoundSelector { steps.last?.compound ?? CompoundSelector() }
}
