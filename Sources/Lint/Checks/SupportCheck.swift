import Markup

/// What the clients of this newsletter do not know, and what becomes of the page there.
enum SupportCheck: Check {
  static func look(at page: LintedPage, _ list: inout FindingList) {
    var uses = FeatureUses(page)
    uses.collect()
    for use in uses.all { if let finding = finding(use, page) { list.add(finding) } }
    MaxWidthSupport.look(at: page, &list)
    HiddenSupport.look(at: page, &list)
  }

  private static func finding(_ use: FeatureUse, _ page: LintedPage) -> Finding? {
    let feature = use.feature
    let affected = page.clients.filter {
      switch ClientSupport.level(feature.name, in: $0) {
      case .no: true
      case .partly: feature.partly != nil
      case .yes, .unknown: false
      }
    }
    guard !affected.isEmpty else { return nil }
    let isPartly = affected.allSatisfy { ClientSupport.level(feature.name, in: $0) == .partly }
    let lack =
      isPartly ? "is known only in part: not \(feature.partly ?? "all of it")" : "is not known"
    let count = use.count > 1 ? " (\(use.count) times)" : ""
    return Finding(
      feature.loss.findingID, "\(feature.title) \(lack)\(count)", at: page.place(at: use.offset),
      affected: affected.map(\.name), remedy: feature.remedy, feature: feature.name)
  }
}

extension Feature.Loss {
  var findingID: FindingID {
    switch self {
    case .content: .supportContent
    case .layout: .supportLayout
    case .decoration: .supportDecoration
    }
  }
}

/// A feature that a page uses, where first, and how often.
struct FeatureUse {
  let feature: Feature
  let offset: Int
  var count = 1
}

/// Collects the features that a page uses and has nothing to fall back on for.
struct FeatureUses {
  private let page: LintedPage
  private var uses: [FeatureUse] = []
  private var places: [Feature: Int] = [:]

  init(_ page: LintedPage) { self.page = page }

  var all: [FeatureUse] { uses }

  mutating func collect() {
    for (number, element) in page.page.elements.enumerated() {
      collect(element, number)
      // What nobody sees may use what nobody knows.
      guard let style = page.styles.own[number], !page.light[number].isHidden else { continue }
      let start = element.attributes.first { $0.name == "style" }?.start ?? element.start
      collect(style, from: start, in: element)
    }
    collectRules()
  }

  private mutating func add(_ mark: Feature.Mark, at offset: Int) {
    for feature in FeatureCatalog.features(mark) {
      if let place = places[feature] {
        uses[place].count += 1
      } else {
        places[feature] = uses.count
        uses.append(FeatureUse(feature: feature, offset: offset))
      }
    }
  }

  // MARK: Elements

  /// What other checks tell of already.
  private static let toldElsewhere: Set<String> = [
    "form", "select", "textarea", "button", "object", "video", "audio",
  ]

  private mutating func collect(_ element: HTMLPage.Element, _ number: Int) {
    if !Self.toldElsewhere.contains(element.name), !hasSubstitute(element, number) {
      add(.element(element.name), at: element.start)
    }
    for attribute in element.attributes where attribute.name != "style" {
      add(.attribute(attribute.name), at: attribute.start)
    }
    if element.name == "img", let source = element.attribute("src") {
      if let suffix = Self.suffix(of: source) { add(.picture(suffix), at: element.start) }
    }
  }

  /// Style sheets are told of elsewhere; other links do nothing.
  private func hasSubstitute(_ element: HTMLPage.Element, _ number: Int) -> Bool {
    if element.name == "link" { return true }
    guard element.name == "svg" else { return false }
    return element.attribute("aria-hidden") == "true" || page.light[number].isHidden
  }

  private static func suffix(of source: String) -> String? {
    let path = source.prefix { $0 != "?" && $0 != "#" }
    guard let name = path.split(separator: "/").last, let dot = name.lastIndex(of: ".") else {
      return nil
    }
    return name[name.index(after: dot)...].lowercased()
  }

  // MARK: Declarations

  private mutating func collectRules() {
    for block in page.styles.blocks {
      for rule in block.sheet.atRules where rule.name != "media" && rule.name != "import" {
        add(.atRule(rule.name), at: block.start + rule.offset)
      }
    }
    let blocks = page.styles.blocks
    for rule in page.styles.rules {
      for name in Self.pseudos(in: rule.selectorText) { add(.pseudo(name), at: rule.offset) }
      // Rules with a condition improve on what is there without them.
      guard rule.condition == .always, !rule.selectors.isEmpty, !Self.hides(rule.declarations)
      else { continue }
      let start = blocks.last { $0.start <= rule.offset }?.start ?? 0
      collect(rule.declarations, from: start, in: nil)
    }
  }

  private static func pseudos(in selectors: String) -> [String] {
    selectors.split(separator: ":").dropFirst().map {
      $0.prefix { $0.isLetter || $0 == "-" }.lowercased()
    }
  }

  private static func hides(_ style: StyleDeclarations) -> Bool {
    style.contains { $0.property == "display" && StyleValue($0.value).words == ["none"] }
  }

  /// - Parameter element: what it is the style of; nil for a rule.
  private mutating func collect(
    _ style: StyleDeclarations, from start: Int, in element: HTMLPage.Element?
  ) {
    let hasColor = element?.has("bgcolor") == true || Self.hasColor(style)
    var plain: [String: StyleValue] = [:]
    for declaration in style.prefix(Self.mostDeclarations) {
      let offset = start + declaration.offset
      let value = StyleValue(declaration.value)
      let isPlain = Self.isPlain(value)
      defer { if isPlain { plain[declaration.property] = value } }
      addProperty(declaration, value, hasColor, offset)
      // It keeps its lines in any case.
      if declaration.property == "white-space", element?.name == "pre" { continue }
      // A value that every client knows stands before it: a client that knows no more keeps that.
      if !isPlain, plain[declaration.property] != nil { continue }
      if value.hasPicture, hasColor, declaration.property.hasPrefix("background") { continue }
      for word in Set(value.words) {
        add(.value(property: declaration.property, word: word), at: offset)
        add(.word(word), at: offset)
      }
      for name in value.functions { add(.function(name), at: offset) }
      for unit in Self.units(value) { add(.unit(unit), at: offset) }
    }
  }

  private mutating func addProperty(
    _ declaration: StyleText.Declaration, _ value: StyleValue, _ hasColor: Bool, _ offset: Int
  ) {
    let property = declaration.property
    if Self.isIdle(property, value) { return }
    if property == "background-image", hasColor { return }
    add(.property(property), at: offset)
  }

  /// Values that change nothing, or undo what others did.
  private static func isIdle(_ property: String, _ value: StyleValue) -> Bool {
    let word = value.words.first
    switch property {
    case "position": return word == "static" || word == "relative"
    case "opacity": return value.number?.value == 1
    case "visibility", "overflow", "overflow-x", "overflow-y": return word == "visible"
    case "table-layout": return word == "auto"
    case "max-height": return word == "none" || value.pixels == 0
    case "min-height", "min-width": return word == "auto" || value.pixels == 0
    case "float", "clear", "transform", "filter", "background-image", "animation", "text-shadow",
      "box-shadow":
      return word == "none" || word == "inherit"
    default: return false
    }
  }

  private static func units(_ value: StyleValue) -> Set<String> {
    Set(value.pieces.compactMap { if case .number(_, let unit) = $0 { unit } else { nil } })
  }

  private static let mostDeclarations = 1000

  /// Whether every client knows a value.
  private static func isPlain(_ value: StyleValue) -> Bool {
    plainFunctions.isSuperset(of: value.functions) && rareUnits.isDisjoint(with: units(value))
      && rareWords.isDisjoint(with: value.words)
  }

  private static let plainFunctions: Set<String> = ["rgb", "url"]
  private static let rareUnits: Set<String> = ["rem", "vw", "vh", "vmin", "vmax", "ch"]
  private static let rareWords: Set<String> = [
    "flex", "inline-flex", "grid", "inline-grid", "min-content", "max-content", "fit-content",
    "initial",
  ]

  private static func hasColor(_ style: StyleDeclarations) -> Bool {
    style.contains {
      ($0.property == "background-color" || $0.property == "background")
        && StyleValue($0.value).color != nil
    }
  }
}
