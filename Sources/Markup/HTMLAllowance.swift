import Foundation

/// What a cleaned piece of HTML may hold.
enum HTMLAllowance {
  /// The kept elements, each with its kept attributes.
  static let kept: [String: [String]] = {
    var table: [String: [String]] = [
      "a": ["href", "title"], "img": ["src", "alt", "width", "height", "title"],
      "ol": ["start"], "td": ["colspan", "rowspan"], "th": ["colspan", "rowspan", "scope"],
      "abbr": ["title"],
    ]
    let plain = [
      "p", "br", "div", "strong", "b", "em", "i", "u", "s", "del", "ins", "small", "mark", "sub",
      "sup", "ul", "li", "dl", "dt", "dd", "blockquote", "q", "cite", "h1", "h2", "h3", "h4", "h5",
      "h6", "pre", "code", "kbd", "samp", "hr", "table", "caption", "thead", "tbody", "tfoot", "tr",
      "figure", "figcaption",
    ]
    for name in plain { table[name] = [] }
    for name in table.keys { table[name]? += ["lang", "dir"] }
    return table
  }()

  /// Elements that have no content and no end tag.
  static let void: Set<String> = ["br", "hr", "img"]

  /// Elements that go with all that is in them.
  static let droppedWhole: Set<String> = [
    "script", "style", "head", "title", "meta", "link", "base", "template", "noscript", "iframe",
    "frame", "frameset", "noframes", "applet", "param", "audio", "video",
    "source", "track", "canvas", "svg", "math", "form", "input", "button", "select", "option",
    "textarea", "datalist", "dialog", "xml", "noembed", "marquee", "map", "area",
  ]

  /// The attribute without which an element makes no sense.
  static let needed = ["a": "href", "img": "src"]

  /// The value as it may be written, or nil when it may not.
  static func value(_ text: String, of name: String, base: URL?) -> String? {
    switch name {
    case "href": WebAddress.link(text, base: base)?.absoluteString
    case "src": WebAddress.picture(text, base: base)?.absoluteString
    case "width", "height", "colspan", "rowspan", "start": number(text)
    case "dir": ["ltr", "rtl", "auto"].contains(text.lowercased()) ? text.lowercased() : nil
    case "lang": text.utf8.allSatisfy { isWordByte($0) || $0 == 0x2D } ? text : nil
    case "scope": ["row", "col"].contains(text.lowercased()) ? text.lowercased() : nil
    default: String(text.prefix(500))
    }
  }

  private static func number(_ text: String) -> String? {
    let digits = text.hasSuffix("px") ? String(text.dropLast(2)) : text
    return Int(digits).flatMap { (0...10_000).contains($0) ? String($0) : nil }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
