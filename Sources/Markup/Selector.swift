/// A CSS selector: which elements of a page are meant.
///
/// Understood are type, `*`, `#id`, `.class`, `[name]` with `= ~= |= ^= $= *=`, the combinators
/// (descendant, `>`, `+`, `~`), lists with commas, `:first-child`, `:last-child`,
/// `:nth-child(an+b|odd|even)`, `:nth-last-child`, the same with `-of-type` behind a type,
/// `:empty`, `:root` and `:not()` around one element's conditions. Types and attribute names are
/// read as HTML's.
public struct Selector: Sendable, Equatable {
  /// As it was written.
  public let text: String
  let alternatives: [ComplexSelector]

  /// Throws ``SelectorError`` with the place of what is wrong or not supported.
  public init(_ text: String) throws(SelectorError) {
    self.text = text
    var parser = SelectorParser(text)
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
}

/// What one element must be.
struct CompoundSelector: Sendable, Equatable {
  /// The element's name, or nil for any.
  var type: String?
  var conditions: [Condition] = []

  indirect enum Condition: Sendable, Equatable {
    case attribute(String, Match, String)
    case hasAttribute(String)
    case position(Position)
    case isEmpty
    case isRoot
    case not(CompoundSelector)
  }

  enum Match: Sendable, Equatable {
    case equal, word, prefix, suffix, part, language
  }

  /// Every element whose number, counted from 1, is `step` × n + `offset`.
  struct Position: Sendable, Equatable {
    var step: Int
    var offset: Int
    var isFromEnd = false
    var isOfType = false
  }
}
