/// The cascade of a page: what each element may get, and where each declaration goes.
struct PageCascade {
  private let tree: PageTree
  private let styles: PageStyles
  /// The profile of each element that has one.
  private(set) var profileOfElement: [Int?]
  /// What follows from the kinds of elements.
  private(set) var solution = CascadeSolution([], PageStyles())
  /// Why nothing on the page may be moved.
  private(set) var refusal: InliningNote.Reason?

  private static let mostComparisons = 3_000_000
  private static let mostAttributeOctets = 2_000_000
  private static let mostOctetsOfEach = 400

  init(_ tree: PageTree, _ styles: PageStyles, _ memory: InliningMemory) {
    self.tree = tree
    self.styles = styles
    profileOfElement = Array(repeating: nil, count: tree.elements.count)
    var finder = PartFinder(styles.parts, in: tree, budget: Self.mostComparisons)
    let keys = findProfiles(with: &finder)
    if finder.matcher.budget > 0 {
      solution = memory.solution(for: keys, under: styles)
      refusal = solution.refusal ?? showing(with: &finder) ?? swelling
    }
    if finder.matcher.budget <= 0 { refusal = .tooLarge }
  }

  /// Gives each element that can take a style its profile; what these are, in order.
  private mutating func findProfiles(with finder: inout PartFinder) -> [ProfileKey] {
    var keys: [ProfileKey] = []
    var known: [ProfileKey: Int] = [:]
    for (index, element) in tree.elements.enumerated() where tree.isShown(index) {
      let key = ProfileKey(
        parts: finder.parts(for: index, element), style: element.attribute("style"))
      guard !key.parts.isEmpty || key.style != nil else { continue }
      if let number = known[key] {
        profileOfElement[index] = number
      } else {
        profileOfElement[index] = keys.count
        known[key] = keys.count
        keys.append(key)
      }
      if finder.matcher.budget <= 0 { break }
    }
    return keys
  }

  /// Declarations that are kept for those who do not know the next stand in every element: a page
  /// that would become many times as large is left as it is.
  private var swelling: InliningNote.Reason? {
    var octets = 0
    for case let profile? in profileOfElement {
      octets += solution.attributes[profile]?.value.utf8.count ?? 0
    }
    let most = max(Self.mostAttributeOctets, Self.mostOctetsOfEach * tree.elements.count)
    return octets > most ? .tooLarge : nil
  }

  /// What makes things visible that are not part of the text, such as the page's title or the text
  /// of its style sheets: they would be other things afterwards.
  private func showing(with finder: inout PartFinder) -> InliningNote.Reason? {
    for (index, element) in tree.elements.enumerated() where !tree.isShown(index) {
      for part in finder.parts(for: index, element) where shows(styles.parts[part]) {
        return .showsHead(styles.parts[part].text)
      }
    }
    return nil
  }

  private func shows(_ part: SheetPart) -> Bool {
    let source = styles.sheets[part.sheet].source
    return part.declarations.contains { declaration in
      declaration.property == "all"
        || (declaration.property == "display"
          && source.text(declaration.value).lowercased() != "none")
    }
  }
}
