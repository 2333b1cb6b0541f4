/// Where white space in a page shows, as far as its styles say.
struct ShownSpace {
  /// For each element, whether every blank in it counts.
  private let isKept: [Bool]
  /// Whether blanks between the parts of a table may show, because those are laid out as text.
  let showsBetweenCells: Bool

  init(_ page: InliningPage, _ cascade: PageCascade) {
    let unknown = page.styles.parts.filter { $0.selector == nil }.flatMap { part in
      part.declarations.map { declaration in
        declaration.property + ":" + page.styles.sheets[part.sheet].source.text(declaration.value)
      }
    }
    let (keeping, flowing) = (cascade.solution.keepsSpace, cascade.solution.flows)
    var isKept = Array(
      repeating: unknown.contains(where: Self.keepsSpace), count: page.tree.elements.count)
    var flowsBetweenCells = unknown.contains(where: Self.flows)
    for (index, element) in page.tree.elements.enumerated() {
      let profile = cascade.profileOfElement[index]
      let keeps =
        HTMLKinds.preformatted.contains(element.name)
        || (profile.map { keeping[$0] } ?? false) || (element.parent.map { isKept[$0] } ?? false)
      if keeps { isKept[index] = true }
      if HTMLKinds.tableParts.contains(element.name) || element.name == "table" {
        flowsBetweenCells = flowsBetweenCells || (profile.map { flowing[$0] } ?? false)
      }
    }
    self.isKept = isKept
    showsBetweenCells = flowsBetweenCells
  }

  func isKept(in element: Int) -> Bool { isKept[element] }

  /// Whether a declaration makes every blank count.
  static func keepsSpace(_ declaration: String) -> Bool {
    guard declaration.hasPrefix("white-space") || declaration.hasPrefix("all:") else {
      return false
    }
    let value = ASCIICase.lowercased(String(declaration.drop { $0 != ":" }.dropFirst()))
    return !["normal", "nowrap", "collapse", "inherit", "initial", "unset"].contains(value)
  }

  /// Whether a declaration may have an element laid out as text.
  static func flows(_ declaration: String) -> Bool {
    if declaration.hasPrefix("all:") { return true }
    guard declaration.hasPrefix("display:") else { return false }
    let value = ASCIICase.lowercased(String(declaration.dropFirst("display:".count)))
    return !blockDisplays.contains(value)
  }

  private static let blockDisplays: Set<String> = [
    "none", "block", "table", "table-row", "table-cell", "table-row-group", "table-header-group",
    "table-footer-group", "table-caption", "table-column", "table-column-group", "list-item",
    "flex", "grid", "flow-root", "inherit", "unset",
  ]
}
