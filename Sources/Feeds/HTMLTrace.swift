import Markup

/// Tells HTML from plain text that merely has a `<` or `&` in it.
enum HTMLTrace {
  private static let tags: Set<String> = [
    "a", "abbr", "address", "article", "b", "big", "blockquote", "br", "center", "cite", "code",
    "dd", "del", "div", "dl", "dt", "em", "embed", "figure", "font", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "head", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "li", "link",
    "meta", "object", "ol", "p", "pre", "q", "s", "script", "section", "small", "span", "strike",
    "strong", "style", "sub", "sup", "table", "tbody", "td", "th", "tr", "tt", "u", "ul", "var",
    "video", "body",
  ]

  static func isFound(in text: String) -> Bool {
    var rest = text[...]
    // Beyond this the text is long enough to have shown what it is.
    for _ in 0..<200 {
      guard let mark = rest.firstIndex(where: { $0 == "<" || $0 == "&" }) else { return false }
      let next = text.index(after: mark)
      if text[mark] == "<" ? isTag(text[next...]) : isReference(text[next...]) { return true }
      rest = text[next...]
    }
    return false
  }

  private static func isTag(_ text: Substring) -> Bool {
    let name = text.drop { $0 == "/" }.prefix(12).prefix {
      $0.isASCII && ($0.isLetter || $0.isNumber)
    }
    guard tags.contains(name.lowercased()) else { return false }
    // "a <b and c" is no tag; it never ends.
    return text.contains(">")
  }

  private static func isReference(_ text: Substring) -> Bool {
    let name = text.prefix(12).prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "#") }
    guard text[name.endIndex...].first == ";", !name.isEmpty else { return false }
    return name.first == "#" ? name.count > 1 : HTMLEntity.character(named: String(name)) != nil
  }
}
