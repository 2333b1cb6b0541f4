/// Finds the parts of a page's rules that may mean an element, without trying each on each.
struct PartFinder {
  private let parts: [SheetPart]
  private let isQuirky: Bool
  private var byID: [String: [Int]] = [:]
  private var byClass: [String: [Int]] = [:]
  private var byType: [String: [Int]] = [:]
  private var others: [Int] = []
  private(set) var matcher: SelectorMatcher

  init(_ parts: [SheetPart], in tree: PageTree, budget: Int) {
    self.parts = parts
    isQuirky = tree.isQuirky
    matcher = SelectorMatcher(tree, budget: budget)
    for (place, part) in parts.enumerated() {
      // A part of an element, such as what stands before it, has a cascade of its own.
      if let subject = part.selector?.subject, subject.pseudoElement == nil { file(place, subject) }
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
    var candidates = others + (byType[element.name] ?? [])
    if let id = element.id { candidates += byID[key(id)] ?? [] }
    for name in Set(element.classes.map(key)) { candidates += byClass[name] ?? [] }
    return candidates.sorted().filter { place in
      guard let selector = parts[place].selector else { return false }
      return matcher.mayMatch(selector, index)
    }
  }
}
