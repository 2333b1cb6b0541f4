/// How much a selector weighs against others (Selectors Level 4, section 17).
struct Specificity: Sendable, Equatable, Comparable {
  var ids = 0
  /// Classes, attributes and pseudo-classes.
  var classes = 0
  /// Element names and pseudo-elements.
  var types = 0

  static func < (one: Specificity, other: Specificity) -> Bool {
    (one.ids, one.classes, one.types) < (other.ids, other.classes, other.types)
  }

  static func + (one: Specificity, other: Specificity) -> Specificity {
    Specificity(
      ids: one.ids + other.ids, classes: one.classes + other.classes,
      types: one.types + other.types)
  }
}

extension ComplexSelector {
  var specificity: Specificity {
    steps.reduce(Specificity()) { $0 + $1.compound.specificity }
  }
}

extension CompoundSelector {
  fileprivate var specificity: Specificity {
    let names = (type == nil ? 0 : 1) + (pseudoElement == nil ? 0 : 1)
    return conditions.reduce(Specificity(types: names)) { $0 + $1.specificity }
  }
}

extension CompoundSelector.Condition {
  fileprivate var specificity: Specificity {
    switch self {
    case .id: Specificity(ids: 1)
    case .not(let list), .matches(let list): Self.heaviest(list)
    case .weightless: Specificity()
    case .state("has", let list): Self.heaviest(list)
    case .state(_, let list) where !list.isEmpty: Specificity(classes: 1) + Self.heaviest(list)
    case .state, .className, .hasAttribute, .attribute, .position, .isOnly, .isEmpty, .isRoot:
      Specificity(classes: 1)
    }
  }

  private static func heaviest(_ list: [ComplexSelector]) -> Specificity {
    list.map(\.specificity).max() ?? Specificity()
  }
}
