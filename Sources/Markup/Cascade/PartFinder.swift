/// Finds the parts of a page's rules that may mean an element, without trying each on each.
struct PartFinder {
  private let parts: [SheetPart]
  private let isQuirky: Bool
  private var byID: [String: [Int]] = [:]
  private var byClass: [String: [Int]] = [:]
  private var byType: [String: [Int]] = [:]
  private var others: [Int] = []
  private(set) var matcher: SelectorMatcher
  /// What was found for elements of one name with the same id and classes.
  private var found: [Look: Candidates] = [:]

  private struct Look: Hashable {
    let name: String
    let id: String?
    let classes: [String]
  }

  /// The parts that may mean such elements, in order.
  private struct Candidates {
    let parts: [Int]
    /// Nothing but their name, id and classes decides: what means one of them, means all.
    let isSettled: Bool
  }

  init(_ parts: [SheetPart], in tree: PageTree, budget: Int) {
    self.parts = parts
    isQuirky = tree.isQuirky
    matcher = SelectorMatcher(tree, budget: budget)
    for (place, part) in parts.enumerated() {
      // A part of an element, such as what stands before it, has a cascade of its own.
      guard let selector = part.selector, selector.subject.pseudoElement == nil,
        selector.isPossible(on: tree)
      else { continue }
      file(place, selector.subject)
    }
  }

  /// Under the rarest name that an element must have.
  private mutating func file(_ place: Int, _ subject: CompoundSelector) {
    for condition in subject.conditions {
      if case .id(let name) = condition { return byID[key(name), default: []].append(place) }
    }
    for condition in subject.conditions {
      if case .className(let name) = condition {
        return byClass[key(name), default: []].append(place)
      }
    }
    guard let type = subject.type else { return others.append(place) }
    byType[type, default: []].append(place)
  }

  private func key(_ name: String) -> String { isQuirky ? ASCIICase.lowercased(name) : name }

  /// The parts that mean the element in some state, in order.
  mutating func parts(for index: Int, _ element: PageElement) -> [Int] {
    let look = Look(name: element.name, id: element.id, classes: element.classes)
    let candidates = found[look] ?? candidates(look)
    if candidates.isSettled, found[look] != nil { return candidates.parts }
    let meaning = candidates.parts.filter { place in
      guard let selector = parts[place].selector else { return false }
      return matcher.mayMatch(selector, index)
    }
    // Once looked at, only those are left that mean the element.
    found[look] =
      candidates.isSettled ? Candidates(parts: meaning, isSettled: true) : candidates
    return meaning
  }

  private func candidates(_ look: Look) -> Candidates {
    var candidates = others + (byType[look.name] ?? [])
    if let id = look.id { candidates += byID[key(id)] ?? [] }
    for name in Set(look.classes.map(key)) { candidates += byClass[name] ?? [] }
    return Candidates(
      parts: candidates.sorted(),
      isSettled: candidates.allSatisfy { parts[$0].selector?.asksForNamesAlone ?? true })
  }
}

extension ComplexSelector {
  /// Whether the page has all that is named in it: the rules for mail programs ask for attributes
  /// that none of its elements has.
  fileprivate func isPossible(on tree: PageTree) -> Bool {
    steps.allSatisfy { step in
      step.compound.conditions.allSatisfy { condition in
        switch condition {
        case .id(let name): tree.names.ids.contains(ASCIICase.lowercased(name))
        case .className(let name): tree.names.classes.contains(ASCIICase.lowercased(name))
        case .hasAttribute(let name): tree.attributeNames.contains(name)
        case .attribute(let test): tree.attributeNames.contains(test.name)
        default: true
        }
      }
    }
  }

  /// Whether an element's own name, id and classes decide whether it is meant.
  fileprivate var asksForNamesAlone: Bool {
    steps.count == 1
      && subject.conditions.allSatisfy { condition in
        switch condition {
        case .id, .className: true
        default: false
        }
      }
  }
}
