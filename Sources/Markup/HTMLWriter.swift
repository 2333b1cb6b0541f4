/// Writes HTML that is always well-formed, leaving out elements that turned out empty.
struct HTMLWriter {
  private(set) var text = ""

  /// Elements that say nothing when nothing is in them.
  private static let pointlessWhenEmpty: Set<String> = [
    "p", "a", "strong", "b", "em", "i", "u", "s", "small", "div", "ul", "ol", "li", "blockquote",
    "h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "table", "mark", "dl",
  ]

  /// Where an element began.
  struct Mark {
    fileprivate var start: Int
    fileprivate var contentStart: Int
  }

  mutating func write(text: String) {
    self.text += HTMLEntity.escaped(text)
  }

  mutating func write(void name: String, _ attributes: [(String, String)]) {
    text += tag(name, attributes) + " />"
  }

  mutating func open(_ name: String, _ attributes: [(String, String)]) -> Mark {
    let start = text.utf8.count
    text += tag(name, attributes) + ">"
    return Mark(start: start, contentStart: text.utf8.count)
  }

  mutating func close(_ name: String, _ mark: Mark) {
    let content = text.utf8.index(text.utf8.startIndex, offsetBy: mark.contentStart)
    if Self.pointlessWhenEmpty.contains(name), Self.isBlank(text[content...]) {
      let start = text.utf8.index(text.utf8.startIndex, offsetBy: mark.start)
      let blank = text[content...].isEmpty ? "" : " "
      text.replaceSubrange(start..., with: blank)
    } else {
      text += "</\(name)>"
    }
  }

  private func tag(_ name: String, _ attributes: [(String, String)]) -> String {
    attributes.reduce("<" + name) { $0 + " \($1.0)=\"\(HTMLEntity.escaped($1.1))\"" }
  }

  private static func isBlank(_ text: Substring) -> Bool {
    text.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0 == "\u{200B}" }
  }
}
