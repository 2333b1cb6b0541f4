extension ComplexSelector {
  /// Whether it means elements (not parts of them), by what the page alone tells.
  var isSettled: Bool {
    steps.allSatisfy { $0.compound.isSettled }
  }

  /// Whether some condition in it, however deep, passes.
  func contains(_ passes: (CompoundSelector.Condition) -> Bool) -> Bool {
    steps.contains { step in
      step.compound.conditions.contains { condition in
        passes(condition) || condition.inner.contains { $0.contains(passes) }
      }
    }
  }

  /// Whether it looks at the `style` attribute, which inlining changes.
  var readsStyleAttribute: Bool {
    contains { condition in
      switch condition {
      case .hasAttribute("style"): true
      case .attribute(let test): test.name == "style"
      default: false
      }
    }
  }
}

extension CompoundSelector {
  fileprivate var isSettled: Bool {
    pseudoElement == nil
      && conditions.allSatisfy { condition in
        if case .state = condition { return false }
        return condition.inner.allSatisfy(\.isSettled)
      }
  }
}

extension CompoundSelector.Condition {
  /// The selectors in its parentheses.
  var inner: [ComplexSelector] {
    switch self {
    case .not(let list), .matches(let list), .weightless(let list), .state(_, let list): list
    default: []
    }
  }
}
