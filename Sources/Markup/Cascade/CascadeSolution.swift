/// What elements of one kind have in common: the rules that mean them, and their `style` attribute.
struct ProfileKey: Sendable, Hashable {
  /// By their places.
  var parts: [Int]
  var style: String?
}

/// Where each declaration goes when a page has elements of these kinds: it does not depend on the
/// page beyond that, so that pages of one template can share it.
struct CascadeSolution: Sendable {
  private(set) var profiles: [CascadeProfile] = []
  /// What stands in the `style` attributes of each profile that changed.
  private(set) var attributes: [StyleAttribute?] = []
  /// For each profile, whether every blank in its elements counts, and whether they may be laid out
  /// as text.
  private(set) var keepsSpace: [Bool] = []
  private(set) var flows: [Bool] = []
  /// What is left of each style sheet, maybe nothing.
  private(set) var sheets: [String] = []
  /// Why nothing may be moved.
  private(set) var refusal: InliningNote.Reason?

  private let styles: PageStyles
  private var properties = CascadeProperties()
  private var solver = CascadeSolver([], [])
  /// The entries of each part that was asked for.
  private var entriesOfPart: [Int: [(number: Int, entry: CascadeEntry)]] = [:]
  private var entryCount = 0

  private static let mostEntries = 200_000

  init(_ keys: [ProfileKey], _ styles: PageStyles) {
    self.styles = styles
    let ranks = styles.ranks
    for key in keys where refusal == nil { addProfile(key.parts, key.style, ranks) }
    guard refusal == nil else { return }
    let used = Set(keys.flatMap(\.parts))
    solver = CascadeSolver(profiles, declarations(unless: used))
    solver.solve()
    entriesOfPart = [:]
    guard !solver.isExhausted else {
      refusal = .tooLarge
      return
    }
    attributes = profiles.indices.map { StyleAttribute(inElement($0)) }
    keepsSpace = profiles.map { $0.entries.contains { ShownSpace.keepsSpace($0.text) } }
    flows = profiles.map { $0.entries.contains { ShownSpace.flows($0.text) } }
    var writer = StyleSheetWriter(styles, self)
    sheets = writer.sheets()
  }

  // MARK: Answers

  /// How much there was to weigh.
  var work: Int { solver.work }

  func stays(_ number: Int) -> Bool { solver.stays[number] }

  func isImportant(_ number: Int) -> Bool { solver.isImportant[number] }

  /// How often a part of the selector is repeated where the declaration stays.
  func lift(_ number: Int) -> Int { solver.lifts[number] }

  /// The entries that stand in the elements of a profile, with whether they are important.
  ///
  /// Among them are some that also stay in the sheet and are important there: these change nothing
  /// for those who read the sheet, and are all that others have.
  private func inElement(_ profile: Int) -> [(entry: CascadeEntry, isImportant: Bool)] {
    let entries = profiles[profile].entries
    let places = entries.indices.filter { place in
      guard case .sheet(let number) = entries[place].origin, solver.stays[number] else {
        return true
      }
      return solver.isImportant[number] && solver.declarations[number].isMovable
    }
    var isShown = Array(repeating: false, count: entries.count)
    for place in places { isShown[place] = true }
    let isCovered = profiles[profile].covered(among: isShown)
    return places.filter { !isCovered[$0] }
      .map { place in
        let stays =
          if case .sheet(let number) = entries[place].origin { solver.stays[number] } else { false }
        return (entries[place], !stays && solver.isImportantInElement[profile][place])
      }
  }

  // MARK: Profiles

  private mutating func addProfile(_ parts: [Int], _ style: String?, _ ranks: [Int]) {
    let source = CSSSource(Array((style ?? "").utf8))
    let own = StyleSheetParser.declarations(source)
    entryCount += own.count + parts.reduce(0) { $0 + styles.parts[$1].declarations.count }
    guard entryCount <= Self.mostEntries else {
      refusal = .tooLarge
      return
    }
    let rules = parts.flatMap { entries(of: $0) }
      .sorted { ranks[$0.number] < ranks[$1.number] }.map(\.entry)
    let mine = own.enumerated().map { number, declaration in
      entry(.attribute(number), declaration, source)
    }
    let ordered =
      rules.filter { !$0.isImportant } + mine.filter { !$0.isImportant }
      + rules.filter(\.isImportant) + mine.filter(\.isImportant)
    profiles.append(CascadeProfile(ordered, properties))
  }

  private mutating func entries(of place: Int) -> [(number: Int, entry: CascadeEntry)] {
    if let known = entriesOfPart[place] { return known }
    let part = styles.parts[place]
    let source = styles.sheets[part.sheet].source
    let entries = part.declarations.enumerated().map { place, declaration in
      (number: part.first + place, entry: entry(.sheet(part.first + place), declaration, source))
    }
    entriesOfPart[place] = entries
    return entries
  }

  private mutating func entry(
    _ origin: CascadeEntry.Origin, _ declaration: StyleDeclaration, _ source: CSSSource
  ) -> CascadeEntry {
    CascadeEntry(
      origin: origin, property: properties.number(declaration.property),
      isImportant: declaration.isImportant, isPlain: PlainValue(source).isPlain(declaration),
      text: declaration.property + ":" + source.text(declaration.value, quotes: .single))
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
