import Foundation

/// Walks through HTML and collects its ``TextLine``s.
struct TextLineReader {
  private let base: URL?
  private var lines: [TextLine] = []
  private var line = TextLine()
  private var length = 0
  /// White space that waits for the next visible character.
  private var space = Space.none

  /// Two plain spaces are a typist's habit and stay; every other run is one space.
  private enum Space {
    case none, one, two, many

    var text: String {
      switch self {
      case .none: ""
      case .one, .many: " "
      case .two: "  "
      }
    }

    func followed(by scalar: Unicode.Scalar) -> Space {
      guard scalar == " " else { return .many }
      return switch self {
      case .none: .one
      case .one: .two
      case .two, .many: .many
      }
    }
  }

  private static let blocks: Set<String> = [
    "p", "div", "ul", "ol", "dl", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "table",
    "section", "article", "header", "footer", "aside", "nav", "figure", "main", "address", "hr",
    "center", "details", "fieldset", "body", "html",
  ]
  private static let lineBlocks: Set<String> = [
    "li", "tr", "dt", "dd", "caption", "figcaption", "summary",
  ]
  private static let silent: Set<String> = [
    "script", "style", "head", "template", "noscript", "iframe", "svg", "math",
    "audio", "video", "canvas", "select", "textarea", "button", "map", "noembed", "frameset",
  ]

  init(base: URL?) {
    self.base = base
  }

  mutating func finish() -> [TextLine] {
    endLine(.paragraph)
    return lines
  }

  mutating func read(_ nodes: [MarkupNode], depth: Int) {
    guard depth < 300 else { return }
    for node in nodes {
      switch node {
      case .text(let text): append(text)
      case .element(let element): read(element, depth: depth)
      }
    }
  }

  private mutating func read(_ element: MarkupElement, depth: Int) {
    let name = element.name.lowercased()
    guard !Self.silent.contains(name) else { return }
    if name == "br" { return endLine(.lineBreak) }
    if name == "a" { return readLink(element, depth: depth) }
    if name == "td" || name == "th" { space = .many }
    let isBlock = Self.blocks.contains(name)
    let isLine = Self.lineBlocks.contains(name)
    if isBlock || isLine { endLine(isBlock ? .paragraph : .line) }
    if name == "li" { append("- ") }
    read(element.nodes, depth: depth + 1)
    if isBlock || isLine { endLine(isBlock ? .paragraph : .line) }
  }

  private mutating func readLink(_ element: MarkupElement, depth: Int) {
    let lineCount = lines.count
    let start = length == 0 ? 0 : length + space.text.utf8.count
    read(element.nodes, depth: depth + 1)
    let end = length
    guard let address = element.attribute("href"), lines.count == lineCount, start < end else {
      return
    }
    line.links.append(.init(url: WebAddress.link(address, base: base), range: start..<end))
  }

  private mutating func append(_ text: String) {
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace || scalar.value < 0x20 {
        space = space.followed(by: scalar)
      } else if scalar != "\u{200B}" && scalar != "\u{FEFF}" && scalar != "\u{AD}" {
        appendVisible(scalar)
      }
    }
  }

  private mutating func appendVisible(_ scalar: Unicode.Scalar) {
    if length > 0 {
      line.text += space.text
      length += space.text.utf8.count
    }
    space = .none
    line.text.unicodeScalars.append(scalar)
    length += UTF8.width(scalar)
  }

  private enum Break {
    case paragraph, line, lineBreak
  }

  private mutating func endLine(_ kind: Break) {
    // A list item's hyphen alone is no line.
    let isEmpty = line.text.isEmpty || line.text == "-"
    if !isEmpty { lines.append(line) }
    let begins =
      switch kind {
      case .paragraph: true
      case .line: isEmpty && line.beginsParagraph
      // Two breaks in a row part paragraphs as well as an element does.
      case .lineBreak: isEmpty
      }
    line = TextLine()
    line.beginsParagraph = begins
    length = 0
    space = .none
  }
}
