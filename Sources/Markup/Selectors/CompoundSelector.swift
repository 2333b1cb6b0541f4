/// What one element must be.
struct CompoundSelector: Sendable, Equatable {
  /// The element's name, or nil for any.
  var type: String?
  var conditions: [Condition] = []
  /// `before` of `::before`: then a part of the element is meant, and not it.
  var pseudoElement: String?

  indirect enum Condition: Sendable, Equatable {
    case id(String)
    case className(String)
    case hasAttribute(String)
    case attribute(AttributeTest)
    case position(Position)
    case isOnly(ofType: Bool)
    case isEmpty
    case isRoot
    case not([ComplexSelector])
    case matches([ComplexSelector])
    /// `:where()`, which matches as `:is()` does and weighs nothing.
    case weightless([ComplexSelector])
    /// What a page does not tell before somebody reads it: `:hover`, `:visited`, `:lang()`; with
    /// the selectors in it, as `:has()` and `:nth-child(2 of .a)` have them.
    case state(String, [ComplexSelector])
  }

  struct AttributeTest: Sendable, Equatable {
    var name: String
    var match: Match
    var value: String
    /// From a flag, `[type=a i]`; without one HTML says it for each attribute.
    var ignoresCase: Bool?
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

    /// Whether the formula gives `number` for an n from 0.
    func holds(_ number: Int) -> Bool {
      let distance = number - offset
      if step == 0 { return distance == 0 }
      return distance % step == 0 && distance / step >= 0
    }
  }
}
