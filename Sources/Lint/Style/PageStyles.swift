import Markup

/// All CSS of a page: its style blocks' rules, and each element's own declarations.
struct PageStyles: Sendable {
  /// When a rule holds.
  enum Condition: Sendable, Hashable {
    case always
    case darkMode
    /// On narrow screens, in print, where something is supported…
    case otherwise
  }

  struct Rule: Sendable {
    let selectors: [SimpleSelector]
    let selectorText: String
    let declarations: [StyleText.Declaration]
    let condition: Condition
    /// Octets from the page's beginning.
    let offset: Int
  }

  struct Block: Sendable {
    let sheet: StyleText
    /// Where its text begins in the page.
    let start: Int
    /// In octets.
    let size: Int
  }

  private(set) var blocks: [Block] = []
  private(set) var rules: [Rule] = []
  /// By the number of the element.
  private(set) var own: [Int: [StyleText.Declaration]] = [:]
  /// Whether the page says anything about dark mode.
  private(set) var hasDarkRules = false

  init(_ page: HTMLPage) {
    for element in page.elements.indices where page.elements[element].name == "style" {
      let content = page.content(of: element)
      let text = page.texts(in: content).map(\.text).joined()
      add(Block(sheet: StyleText(sheet: text), start: content.lowerBound, size: content.count))
    }
    // Templates give many elements the same style: each is read once.
    var known: [String: [StyleText.Declaration]] = [:]
    for (element, entry) in page.elements.enumerated() {
      guard let style = entry.attribute("style"), !style.isEmpty else { continue }
      let declarations = known[style] ?? StyleText.declarations(style)
      known[style] = declarations
      own[element] = declarations
    }
  }

  private mutating func add(_ block: Block) {
    blocks.append(block)
    for rule in block.sheet.rules {
      let condition = Self.condition(rule.conditions)
      if condition == .darkMode { hasDarkRules = true }
      rules.append(
        Rule(
          selectors: SimpleSelector.list(rule.selectors), selectorText: rule.selectors,
          declarations: rule.declarations, condition: condition,
          offset: block.start + rule.offset))
    }
  }

  private static func condition(_ preludes: [String]) -> Condition {
    var condition = Condition.always
    for prelude in preludes {
      let text = prelude.lowercased()
      guard text.hasPrefix("@media") else { return .otherwise }
      let query = text.dropFirst(6).filter { !$0.isWhitespace }
      switch query {
      case "all", "screen", "screen,print", "": continue
      case "(prefers-color-scheme:dark)", "screenand(prefers-color-scheme:dark)":
        condition = .darkMode
      default: return .otherwise
      }
    }
    return condition
  }
}
