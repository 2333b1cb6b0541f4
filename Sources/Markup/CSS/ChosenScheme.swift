/// A page as it looks where its reader likes light colours, or dark ones, whatever the browser that
/// shows it would choose.
///
///     ChosenScheme.dark.page("<style>@media (prefers-color-scheme: dark) { p { color: #fff } }…")
///
/// What asks for the scheme is answered in the page itself: the condition becomes one that always
/// holds, or never, and of several colour schemes that the page offers one is left.
public enum ChosenScheme: String, Sendable, CaseIterable {
  case light, dark

  public func page(_ html: String) -> String {
    let bytes = Array(html.utf8)
    var edits = ChosenSchemeEdits(scheme: self)
    var holdsStyle = false
    for token in HTMLTokenizer.tokens(of: bytes) {
      switch token.kind {
      case .rawText where holdsStyle: edits.take(sheet: bytes, token.range)
      case .startTag: edits.take(tag: token, of: bytes)
      default: break
      }
      if token.kind != .rawText { holdsStyle = token.kind == .startTag && token.name == "style" }
    }
    return edits.applied(to: bytes)
  }
}

/// What is written differently in a page, in its order.
private struct ChosenSchemeEdits {
  let scheme: ChosenScheme
  private var edits: [(range: Range<Int>, text: String)] = []

  /// Conditions of two kinds that every browser understands.
  private static let always = "(min-width:0)"
  private static let never = "(max-width:0)"

  init(scheme: ChosenScheme) { self.scheme = scheme }

  func applied(to bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var place = 0
    for edit in edits {
      result += bytes[place..<edit.range.lowerBound]
      result += edit.text.utf8
      place = edit.range.upperBound
    }
    return String(decoding: result + bytes[place...], as: UTF8.self)
  }

  // MARK: Style sheets

  mutating func take(sheet bytes: [UInt8], _ range: Range<Int>) {
    let source = CSSSource(Array(bytes[range]))
    var place = 0
    while place < source.tokens.count {
      let token = source.tokens[place]
      if token.kind == .atKeyword, source.name(token).lowercased() == "media" {
        let start = place + 1
        place = source.endOfPrelude(from: start)
        take(conditions: source, start..<place, at: range.lowerBound)
      } else {
        take(declaration: source, &place, at: range.lowerBound)
      }
    }
  }

  /// The conditions of `@media`, or of an attribute `media`.
  private mutating func take(conditions source: CSSSource, _ range: Range<Int>, at offset: Int) {
    for place in range where source.tokens[place].kind == .openRound {
      let end = source.ends[place]
      guard end < range.upperBound, case let inner = source.trimmed(place + 1..<end),
        let wanted = source.wantedScheme(inner)
      else { continue }
      let whole = source.tokens[place].range.lowerBound..<source.tokens[end].range.upperBound
      edit(whole, at: offset, wanted == scheme.rawValue ? Self.always : Self.never)
    }
  }

  /// `color-scheme: light dark`, when it begins here; goes one token on in any case.
  private mutating func take(declaration source: CSSSource, _ place: inout Int, at offset: Int) {
    let start = place
    place += 1
    guard source.tokens[start].kind == .ident,
      source.name(source.tokens[start]).lowercased() == "color-scheme",
      let colon = source.next(after: start), source.tokens[colon].kind == .colon
    else { return }
    var end = colon + 1
    while end < source.tokens.count, !source.endsValue(end) { end += 1 }
    let value = source.trimmed(colon + 1..<end)
    guard let first = value.first, let last = value.last else { return }
    let words = value.filter { source.tokens[$0].kind == .ident }
    guard words.contains(where: { source.name(source.tokens[$0]).lowercased() == scheme.rawValue })
    else { return }
    place = end
    let isImportant = value.contains { source.tokens[$0].kind == .delimiter(0x21) }
    edit(
      source.tokens[first].range.lowerBound..<source.tokens[last].range.upperBound, at: offset,
      scheme.rawValue + (isImportant ? "!important" : ""))
  }

  // MARK: Tags

  mutating func take(tag: HTMLToken, of bytes: [UInt8]) {
    for attribute in tag.attributes where !attribute.value.isEmpty {
      let value = Array(bytes[attribute.value])
      switch attribute.name {
      case "media":
        let source = CSSSource(value)
        take(conditions: source, source.tokens.indices, at: attribute.value.lowerBound)
      case "style":
        let source = CSSSource(value)
        var place = 0
        while place < source.tokens.count {
          take(declaration: source, &place, at: attribute.value.lowerBound)
        }
      case "content" where tag.name == "meta" && Self.namesSchemes(tag, bytes):
        let words = String(decoding: value, as: UTF8.self).lowercased()
          .split(whereSeparator: \.isWhitespace)
        guard words.contains(where: { $0 == scheme.rawValue }) else { continue }
        edit(attribute.value, at: 0, scheme.rawValue)
      default: break
      }
    }
  }

  private static func namesSchemes(_ tag: HTMLToken, _ bytes: [UInt8]) -> Bool {
    guard let name = tag.attributes.first(where: { $0.name == "name" }) else { return false }
    let text = String(decoding: bytes[name.value], as: UTF8.self).lowercased()
    return text == "color-scheme" || text == "supported-color-schemes"
  }

  private mutating func edit(_ range: Range<Int>, at offset: Int, _ text: String) {
    edits.append((range.lowerBound + offset..<range.upperBound + offset, text))
  }
}

extension CSSSource {
  /// Where what stands before a block, or before a semicolon, ends.
  fileprivate func endOfPrelude(from start: Int) -> Int {
    var place = start
    while place < tokens.count, tokens[place].kind != .openCurly, tokens[place].kind != .semicolon {
      place = behind(place)
    }
    return min(place, tokens.count)
  }

  fileprivate func next(after place: Int) -> Int? {
    tokens.indices.dropFirst(place + 1).first { tokens[$0].kind != .whitespace }
  }

  fileprivate func endsValue(_ place: Int) -> Bool {
    switch tokens[place].kind {
    case .semicolon, .openCurly, .closeCurly: true
    default: false
    }
  }

  /// The scheme that `prefers-color-scheme: …` asks for.
  fileprivate func wantedScheme(_ range: Range<Int>) -> String? {
    let words = range.filter { tokens[$0].kind != .whitespace }
    guard words.count == 3, tokens[words[0]].kind == .ident, tokens[words[1]].kind == .colon,
      tokens[words[2]].kind == .ident,
      name(tokens[words[0]]).lowercased() == "prefers-color-scheme"
    else { return nil }
    return name(tokens[words[2]]).lowercased()
  }
}
