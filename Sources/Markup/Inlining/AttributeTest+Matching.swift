extension CompoundSelector.AttributeTest {
  /// Whether an attribute with this value passes.
  func holds(_ written: String) -> Bool {
    let ignoresCase = self.ignoresCase ?? Self.caseless.contains(name)
    let text = ignoresCase ? ASCIICase.lowercased(written) : written
    let wanted = ignoresCase ? ASCIICase.lowercased(value) : value
    return Self.holds(match, Array(text.utf8), Array(wanted.utf8))
  }

  private static func holds(
    _ match: CompoundSelector.Match, _ text: [UInt8], _ wanted: [UInt8]
  ) -> Bool {
    if wanted.isEmpty, match != .equal, match != .language { return false }
    switch match {
    case .equal: return text == wanted
    case .prefix: return text.starts(with: wanted)
    case .suffix: return text.reversed().starts(with: wanted.reversed())
    case .part:
      return text.count >= wanted.count
        && (0...(text.count - wanted.count)).contains { text[$0...].starts(with: wanted) }
    case .word:
      return text.split(whereSeparator: CSSByte.isWhitespace).contains { $0.elementsEqual(wanted) }
    case .language: return text == wanted || text.starts(with: wanted + [CSSByte.hyphen])
    }
  }

  /// HTML's attributes whose values selectors compare without regard to case (HTML standard,
  /// section 4.16.2).
  private static let caseless: Set<String> = [
    "accept", "accept-charset", "align", "alink", "axis", "bgcolor", "charset", "checked", "clear",
    "codetype", "color", "compact", "declare", "defer", "dir", "direction", "disabled", "enctype",
    "face", "frame", "hreflang", "http-equiv", "lang", "language", "link", "media", "method",
    "multiple", "nohref", "noresize", "noshade", "nowrap", "readonly", "rel", "rev", "rules",
    "scope", "scrolling", "selected", "shape", "target", "text", "type", "valign", "valuetype",
    "vlink",
  ]
}

/// Case as HTML and CSS ignore it: that of ASCII's letters alone.
enum ASCIICase {
  static func isSame(_ one: String, _ other: String) -> Bool {
    one.utf8.count == other.utf8.count
      && zip(one.utf8, other.utf8).allSatisfy { Ascii.lowercased($0) == Ascii.lowercased($1) }
  }

  static func lowercased(_ text: String) -> String {
    String(decoding: text.utf8.map(Ascii.lowercased), as: UTF8.self)
  }
}
