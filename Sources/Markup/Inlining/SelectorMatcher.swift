/// Finds out whether selectors mean elements of a page.
///
/// What a page does not tell, such as `:hover`, is left open: an element *may* be meant when some
/// state would make it so, and is *surely* meant when every state does.
struct SelectorMatcher {
  private let elements: [PageElement]
  private let isQuirky: Bool
  /// How many comparisons are left before the page counts as too costly.
  private(set) var budget: Int

  init(_ tree: PageTree, budget: Int) {
    elements = tree.elements
    isQuirky = tree.isQuirky
    self.budget = budget
  }

  private enum Certainty { case may, surely }

  /// Whether the selector means this element in some state of the page.
  mutating func mayMatch(_ selector: ComplexSelector, _ element: Int) -> Bool {
    matches(selector, element, .may)
  }

  private mutating func matches(
    _ selector: ComplexSelector, _ element: Int, _ certainty: Certainty
  ) -> Bool {
    matches(selector.steps, upTo: selector.steps.count - 1, element, certainty)
  }

  /// The steps are read from the right: first what the element is, then what stands before it.
  private mutating func matches(
    _ steps: [ComplexSelector.Step], upTo last: Int, _ element: Int, _ certainty: Certainty
  ) -> Bool {
    guard budget > 0 else { return false }
    budget -= 1
    guard matches(steps[last].compound, element, certainty) else { return false }
    guard last > 0 else { return true }
    var candidate: Int? = element
    while let next = before(candidate, steps[last].combinator) {
      if matches(steps, upTo: last - 1, next, certainty) { return true }
      guard steps[last].combinator.goesOn else { return false }
      candidate = next
    }
    return false
  }

  private func before(_ element: Int?, _ combinator: ComplexSelector.Combinator) -> Int? {
    switch combinator {
    case .descendant, .child: element.flatMap { elements[$0].parent }
    case .nextSibling, .laterSibling: element.flatMap { elements[$0].previous }
    }
  }

  private mutating func matches(
    _ compound: CompoundSelector, _ element: Int, _ certainty: Certainty
  ) -> Bool {
    if let type = compound.type, elements[element].name != type { return false }
    for condition in compound.conditions where !holds(condition, element, certainty) {
      return false
    }
    return true
  }

  private mutating func holds(
    _ condition: CompoundSelector.Condition, _ element: Int, _ certainty: Certainty
  ) -> Bool {
    switch condition {
    case .id(let name): return elements[element].id.map { isSame($0, name) } ?? false
    case .className(let name):
      return elements[element].classes.contains { isSame($0, name) }
    case .hasAttribute(let name): return elements[element].attribute(name) != nil
    case .attribute(let test):
      return elements[element].attribute(test.name).map(test.holds) ?? false
    case .position(let position): return elements[element].isAt(position)
    case .isOnly(let isOfType):
      return isOfType
        ? elements[element].siblingCountOfType == 1 : elements[element].siblingCount == 1
    case .isEmpty: return elements[element].children.isEmpty && !elements[element].hasText
    case .isRoot: return elements[element].parent == nil
    case .not(let list):
      return !isAny(list, element, certainty == .may ? .surely : .may)
    case .matches(let list), .weightless(let list): return isAny(list, element, certainty)
    case .state: return certainty == .may
    }
  }

  private mutating func isAny(
    _ list: [ComplexSelector], _ element: Int, _ certainty: Certainty
  ) -> Bool {
    for selector in list where matches(selector, element, certainty) { return true }
    return false
  }

  private func isSame(_ one: String, _ other: String) -> Bool {
    isQuirky ? ASCIICase.isSame(one, other) : one.utf8.elementsEqual(other.utf8)
  }
}

extension ComplexSelector.Combinator {
  /// Whether more than the next one in its direction may be meant.
  fileprivate var goesOn: Bool { self == .descendant || self == .laterSibling }
}

extension PageElement {
  fileprivate func isAt(_ position: CompoundSelector.Position) -> Bool {
    let number = position.isOfType ? positionOfType : self.position
    let count = position.isOfType ? siblingCountOfType : siblingCount
    return position.holds(position.isFromEnd ? count - number + 1 : number)
  }
}
