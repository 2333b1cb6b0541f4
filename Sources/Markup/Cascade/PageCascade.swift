/// The cascade of a page: what each element may get, and where each declaration goes.
struct PageCascade {
  private let tree: PageTree
  private let styles: PageStyles
  private var properties = CascadeProperties()
  private(set) var profiles: [CascadeProfile] = []
  /// The profile of each element that has one.
  private(set) var profileOfElement: [Int?]
  private var solver = CascadeSolver([], [])
  /// Why nothing on the page may be moved.
  private(set) var refusal: InliningNote.Reason?
  private var pairCount = 0

  private static let mostComparisons = 3_000_000
  private static let mostPairs = 400_000

  private struct Key: Hashable {
    var parts: [Int]
    var style: String?
  }

  init(_ tree: PageTree, _ styles: PageStyles) {
    self.tree = tree
    self.styles = styles
    profileOfElement = Array(repeating: nil, count: tree.elements.count)
    let used = gatherProfiles()
    guard refusal == nil else { return }
    solver = CascadeSolver(profiles, declarations(unless: used))
    solver.solve()
  }

  // MARK: Answers

  func stays(_ number: Int) -> Bool { solver.stays[number] }

  func isImportant(_ number: Int) -> Bool { solver.isImportant[number] }

  /// How often a part of the selector is repeated where the declaration stays.
  func lift(_ number: Int) -> Int { solver.lifts[number] }

  /// The entries that stand in the elements of a profile, with whether they are important.
  ///
  /// Among them are some that also stay in the sheet and are important there: these change nothing
  /// for those who read the sheet, and are all that others have.
  func inElement(_ profile: Int) -> [(entry: CascadeEntry, isImportant: Bool)] {
    let entries = profiles[profile].entries
    let places = entries.indices.filter { place in
      guard case .sheet(let number) = entries[place].origin, solver.stays[number] else {
        return true
      }
      return solver.isImportant[number] && solver.declarations[number].isMovable
    }
    let shown = Set(places)
    return places.filter { !profiles[profile].covering[$0].contains(where: shown.contains) }
      .map { place in
        let stays =
          if case .sheet(let number) = entries[place].origin { solver.stays[number] } else { false }
        return (entries[place], !stays && solver.isImportantInElement[profile][place])
      }
  }

  // MARK: Profiles

  /// Returns the parts that mean some element which can take a style.
  private mutating func gatherProfiles() -> Set<Int> {
    var finder = PartFinder(styles.parts, in: tree, budget: Self.mostComparisons)
    var known: [Key: Int] = [:]
    var used: Set<Int> = []
    let ranks = styles.ranks
    for (index, element) in tree.elements.enumerated() where tree.isShown(index) {
      let parts = finder.parts(for: index, element)
      used.formUnion(parts)
      let style = element.attribute("style")
      guard !parts.isEmpty || style != nil else { continue }
      let key = Key(parts: parts, style: style)
      if known[key] == nil {
        known[key] = profiles.count
        addProfile(parts, style, ranks)
        if refusal != nil { break }
      }
      profileOfElement[index] = known[key]
      if finder.matcher.budget <= 0 || refusal != nil { break }
    }
    if refusal == nil { refusal = showing(with: &finder) }
    if finder.matcher.budget <= 0 { refusal = .tooLarge }
    return used
  }

  private mutating func addProfile(_ parts: [Int], _ style: String?, _ ranks: [Int]) {
    let source = CSSSource(Array((style ?? "").utf8))
    let own = StyleSheetParser.declarations(source)
    let rules = parts.flatMap { entries(of: styles.parts[$0]) }
      .sorted { ranks[$0.number] < ranks[$1.number] }.map(\.entry)
    let mine = own.enumerated().map { number, declaration in
      entry(.attribute(number), declaration, source)
    }
    let ordered =
      rules.filter { !$0.isImportant } + mine.filter { !$0.isImportant }
      + rules.filter(\.isImportant) + mine.filter(\.isImportant)
    pairCount += ordered.count * ordered.count / 2
    guard pairCount <= Self.mostPairs else {
      refusal = .tooLarge
      return
    }
    profiles.append(CascadeProfile(ordered, &properties))
  }

  private mutating func entries(of part: SheetPart) -> [(number: Int, entry: CascadeEntry)] {
    let source = styles.sheets[part.sheet].source
    return part.declarations.enumerated().map { place, declaration in
      (part.first + place, entry(.sheet(part.first + place), declaration, source))
    }
  }

  private mutating func entry(
    _ origin: CascadeEntry.Origin, _ declaration: StyleDeclaration, _ source: CSSSource
  ) -> CascadeEntry {
    CascadeEntry(
      origin: origin, property: properties.number(declaration.property),
      isImportant: declaration.isImportant, isPlain: PlainValue(source).isPlain(declaration),
      text: declaration.property + ":" + source.text(declaration.value, quotes: .single))
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

  // MARK: What stays anyway

  /// What holds under conditions stays, and so does what means nothing on this page (mail programs
  /// put elements of their own around it), and what only those understand who read `<style>`.
  private func declarations(unless used: Set<Int>) -> [CascadeSolver.Declaration] {
    styles.parts.enumerated().flatMap { place, part in
      let moves = part.isMovable && used.contains(place)
      let source = styles.sheets[part.sheet].source
      return part.declarations.map { declaration in
        CascadeSolver.Declaration(
          weight: part.specificity, lift: part.lift?.weight,
          isImportant: declaration.isImportant,
          isMovable: moves && !Self.belongsInSheets(declaration, source))
      }
    }
  }

  /// What those programs alone understand that read `<style>`: the page's colour schemes, custom
  /// properties and what is made of them. A plain declaration before such a one goes into the element
  /// for the others, and it outweighs that from the sheet.
  private static func belongsInSheets(_ declaration: StyleDeclaration, _ source: CSSSource) -> Bool
  {
    declaration.isCustom || declaration.property.hasSuffix("color-scheme")
      || declaration.property.hasSuffix("color-schemes")
      || source.tokens[declaration.value].contains { token in
        switch token.kind {
        case .function: source.name(token).lowercased() == "var"
        case .ident: source.name(token).lowercased() == "revert-layer"
        default: false
        }
      }
  }
}
