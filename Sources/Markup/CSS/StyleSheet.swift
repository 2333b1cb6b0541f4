/// A style sheet as rules; everything refers to the tokens of its source.
struct StyleSheet: Sendable {
  let source: CSSSource
  var rules: [Rule] = []
  /// What makes this sheet's cascade another than the plain one, in the sheet's order.
  var oddities: [Oddity] = []

  indirect enum Rule: Sendable {
    case style(StyleRule)
    /// `@media` and its like: rules that hold under a condition.
    case group(Group)
    /// Any other at-rule, which stays as it is.
    case other(Range<Int>)
  }

  struct StyleRule: Sendable {
    /// The selectors' tokens.
    var prelude: Range<Int>
    var declarations: [StyleDeclaration] = []
    var offset: Int
  }

  struct Group: Sendable {
    /// From the at-sign to before the brace.
    var prelude: Range<Int>
    var rules: [Rule]
  }

  struct Oddity: Sendable, Equatable {
    enum Kind: Equatable {
      /// `@import`, which is left out.
      case importedSheet
      /// `@layer`, `@scope`, `@namespace`: rules that weigh or mean something else.
      case atRule(String)
      /// A rule inside a rule.
      case nestedRule
      /// Blocks in blocks deeper than the limit, or too many rules.
      case tooMuch
    }
    var kind: Kind
    var offset: Int
  }
}
