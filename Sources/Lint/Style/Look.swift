import Markup

/// How an element is seen: what it has of its own and what it inherits.
struct Look: Sendable, Hashable {
  var color: Color
  /// What is behind it, opaque.
  var ground: Color
  /// Whether that is a colour, and no picture or gradient.
  var isGroundKnown = true
  /// In pixels.
  var size = 16.0
  var weight = 400
  var isHidden = false
  /// Its first line begins far outside of the page.
  var isOutdented = false
  /// Hidden by something that some clients do not know, or for a reader to find.
  var isDisguised: Bool { isOutdented || size < 1.5 }

  /// What `opacity` of it and the elements around lets through, the innermost first.
  var veils: [Veil] = []

  /// Something that is let through in part.
  struct Veil: Sendable, Hashable {
    let opacity: Double
    /// What shows through.
    let ground: Color

    func over(_ color: Color) -> Color {
      var color = color
      color.alpha = opacity
      return color.over(ground)
    }
  }

  /// The colour as it is seen.
  var shownColor: Color { veils.reduce(color) { $1.over($0) } }
  /// What is behind it, as it is seen.
  var shownGround: Color { veils.reduce(ground) { $1.over($0) } }

  /// Whether its words can be made out at all.
  var isReadable: Bool {
    !isHidden && !isDisguised
      && !(isGroundKnown && shownColor.contrast(with: shownGround) < Self.leastContrast)
  }

  /// Below it words have the colour of what is behind them.
  static let leastContrast = 1.15

  /// 24 px, or 18.66 px in bold (WCAG 2.2, large scale).
  var isLarge: Bool { size >= 24 || (size >= 18.66 && weight >= 700) }
}

/// The looks of all elements of a page, in the light or in the dark.
struct Looks: Sendable {
  private(set) var looks: [Look] = []
  let isDark: Bool

  init(_ page: HTMLPage, _ styles: PageStyles, isDark: Bool) {
    self.isDark = isDark
    var cascade = Cascade(page, styles, isDark: isDark)
    let canvas =
      isDark
      ? Look(color: .white, ground: Color(0x121212)) : Look(color: .black, ground: .white)
    looks.reserveCapacity(page.elements.count)
    for element in page.elements.indices {
      let around = page.elements[element].parent.map { looks[$0] } ?? canvas
      var maker = LookMaker(around, page.elements[element], isDark: isDark)
      maker.apply(cascade.declarations(of: element))
      looks.append(maker.finished)
    }
  }

  subscript(element: Int) -> Look { looks[element] }
}

/// Finds the declarations that hold for an element, the weakest first.
struct Cascade {
  private let page: HTMLPage
  private let styles: PageStyles
  /// Rules by what their last part names: `.class`, `#id`, type; `*` for the others.
  private var index: [String: [(selector: SimpleSelector, rule: Int)]] = [:]
  /// Comparisons that are left: a page made to take for ever is not worth more.
  private var budget = 200_000

  init(_ page: HTMLPage, _ styles: PageStyles, isDark: Bool) {
    self.page = page
    self.styles = styles
    for (number, rule) in styles.rules.enumerated() {
      guard rule.condition == .always || (isDark && rule.condition == .darkMode) else { continue }
      for selector in rule.selectors {
        index[Self.key(selector), default: []].append((selector, number))
      }
    }
  }

  private static func key(_ selector: SimpleSelector) -> String {
    guard let last = selector.compounds.last else { return "*" }
    return last.id.map { "#" + $0 } ?? last.classes.first.map { "." + $0 } ?? last.type ?? "*"
  }

  mutating func declarations(of element: Int) -> [StyleText.Declaration] {
    let own = styles.own[element] ?? []
    guard !index.isEmpty else { return own }
    let matching = matchingRules(element)
    guard !matching.isEmpty else { return own }
    let written = matching.flatMap { styles.rules[$0].declarations }
    return written.filter { !$0.isImportant } + own.filter { !$0.isImportant }
      + written.filter(\.isImportant) + own.filter(\.isImportant)
  }

  private mutating func matchingRules(_ element: Int) -> [Int] {
    let entry = page.elements[element]
    var keys = ["*", entry.name]
    if let id = entry.attribute("id") { keys.append("#" + id) }
    let classes = entry.attribute("class")?.split(whereSeparator: { $0.isWhitespace }) ?? []
    keys += classes.prefix(Self.mostClasses).map { "." + $0 }
    var found: [(specificity: Int, rule: Int)] = []
    for key in keys {
      for candidate in index[key] ?? [] where budget > 0 {
        budget -= 1
        guard candidate.selector.matches(element, in: page) else { continue }
        found.append((candidate.selector.specificity, candidate.rule))
      }
    }
    return found.sorted { ($0.specificity, $0.rule) < ($1.specificity, $1.rule) }.map(\.rule)
  }

  private static let mostClasses = 30
}

/// Works out one element's look.
struct LookMaker {
  private var look: Look
  private let around: Look
  private var background: Color?
  private var hasPicture = false
  private var size: StyleValue?
  private var maxHeight: Double?
  private var opacity = 1.0

  init(_ around: Look, _ element: HTMLPage.Element, isDark: Bool) {
    self.around = around
    look = around
    applyName(element, isDark)
    if let color = element.attribute("bgcolor").flatMap({ Color(attribute: $0) }) {
      background = color
    }
    if element.has("background") { hasPicture = true }
    let colorAttribute = element.name == "body" ? "text" : "color"
    if let color = element.attribute(colorAttribute).flatMap({ Color(attribute: $0) }) {
      look.color = color
    }
    if element.has("hidden") { look.isHidden = true }
  }

  private static let headingSizes = [
    "h1": 32, "h2": 24, "h3": 18.72, "h4": 16, "h5": 13.28, "h6": 10.72,
  ]
  private static let unseen: Set<String> = [
    "head", "title", "style", "script", "meta", "link", "template", "noscript",
  ]

  private mutating func applyName(_ element: HTMLPage.Element, _ isDark: Bool) {
    switch element.name {
    case "a" where element.has("href"): look.color = isDark ? Color(0x9E9EFF) : Color(0x0000EE)
    case "b", "strong", "th": look.weight = 700
    case "small": look.size *= 0.83
    case "font": look.size = element.attribute("size").flatMap(Self.fontSize) ?? look.size
    case let name where HTMLElements.headings.contains(name):
      look.weight = 700
      look.size = Self.headingSizes[name] ?? 16
    case let name where Self.unseen.contains(name): look.isHidden = true
    default: break
    }
  }

  /// Pixels of the seven sizes of `<font>`, of which `+1` and `-1` count from the third.
  private static func fontSize(_ written: String) -> Double? {
    let text = written.filter { !$0.isWhitespace }
    guard let number = Int(text), abs(number) <= 7 else { return nil }
    let isRelative = text.hasPrefix("+") || text.hasPrefix("-")
    let sizes = [10.0, 13, 16, 18, 24, 32, 48]
    return sizes[max(1, min(7, isRelative ? 3 + number : number)) - 1]
  }

  mutating func apply(_ declarations: [StyleText.Declaration]) {
    for declaration in declarations { apply(declaration) }
  }

  private mutating func apply(_ declaration: StyleText.Declaration) {
    let value = StyleValue(declaration.value)
    switch declaration.property {
    case "color":
      if value.words == ["inherit"] { look.color = around.color }
      if let color = value.color { look.color = color }
    case "background-color": background = value.color ?? background
    case "background":
      // The shorthand sets all of it anew.
      background = value.color
      hasPicture = value.hasPicture
    case "background-image": hasPicture = value.hasPicture
    case "font-size": size = value
    case "font-weight": weigh(value)
    case "font": applyFont(value)
    case "display": look.isHidden = around.isHidden || value.words.contains("none")
    case "visibility": if value.words == ["hidden"] { look.isHidden = true }
    case "mso-hide": break
    case "opacity": opacity = Self.share(value) ?? opacity
    case "text-indent": look.isOutdented = Self.isFar(value)
    case "max-height": maxHeight = value.pixels
    default: break
    }
  }

  /// `-9999px`, `-100em`, `-100%`: nothing that sets off a paragraph.
  private static func isFar(_ value: StyleValue) -> Bool {
    guard let number = value.number else { return false }
    switch number.unit {
    case "%": return number.value <= -100
    case "em", "rem": return number.value <= -30
    default: return (value.pixels ?? 0) <= -500
    }
  }

  /// `.4` or `40%`.
  private static func share(_ value: StyleValue) -> Double? {
    value.number.map { $0.unit == "%" ? $0.value / 100 : $0.value }
  }

  private mutating func weigh(_ value: StyleValue) {
    if let number = value.number { look.weight = Int(max(1, min(1000, number.value))) }
    if value.words.contains("bold") || value.words.contains("bolder") { look.weight = 700 }
    if value.words.contains("normal") { look.weight = 400 }
  }

  private mutating func applyFont(_ value: StyleValue) {
    look.weight = value.words.contains("bold") ? 700 : 400
    for piece in value.pieces {
      guard case .number(let number, let unit) = piece else { continue }
      if unit.isEmpty {
        look.weight = Int(max(1, min(1000, number)))
      } else {
        size = StyleValue([piece])
        return
      }
    }
  }

  private static let sizeWords = [
    "xx-small": 9.0, "x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24,
    "xx-large": 32,
  ]

  var finished: Look {
    var look = look
    if let size { look.size = Self.pixels(size, around: around.size) ?? look.size }
    let isEmptied = maxHeight == 0 || opacity == 0
    if around.isHidden || isEmptied { look.isHidden = true }
    if let background {
      look.ground = background.over(around.ground)
      look.isGroundKnown = background.alpha > 0 || around.isGroundKnown
    }
    if hasPicture, background == nil { look.isGroundKnown = false }
    look.color = look.color.over(look.ground)
    if opacity < 1, around.veils.count < Self.mostVeils {
      look.veils.insert(Look.Veil(opacity: max(0, opacity), ground: around.ground), at: 0)
    }
    return look
  }

  private static let mostVeils = 8

  private static func pixels(_ value: StyleValue, around: Double) -> Double? {
    if let word = value.words.first { return sizeWords[word] }
    guard let number = value.number else { return nil }
    switch number.unit {
    case "em": return number.value * around
    case "%": return number.value / 100 * around
    case "rem": return number.value * 16
    default: return StyleValue.pixels(number.value, number.unit)
    }
  }
}
