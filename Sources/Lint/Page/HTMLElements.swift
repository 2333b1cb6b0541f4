/// What the reader must know of HTML's elements (HTML Standard 13.1.2).
enum HTMLElements {
  /// Have no content and no end tag.
  static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
  ]

  /// Hold text alone.
  static let raw: Set<String> = ["script", "style", "title", "textarea", "xmp"]

  /// May be left open.
  static let optionalEnd: Set<String> = [
    "html", "head", "body", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot",
    "colgroup", "caption", "option", "optgroup", "rp", "rt",
  ]

  /// Of SVG and Office: a slash ends them.
  static let foreign: Set<String> = [
    "path", "circle", "rect", "line", "ellipse", "polygon", "polyline", "use", "image", "stop",
    "o:p", "v:fill", "v:stroke", "v:imagedata",
  ]

  private static let endParagraph: Set<String> = [
    "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "main", "menu", "nav", "ol", "p", "pre", "search", "section",
    "table", "ul",
  ]

  /// Whether an open element ends because another begins.
  static func ends(_ open: String, before next: String) -> Bool {
    switch open {
    case "p": endParagraph.contains(next)
    case "li": next == "li"
    case "dt", "dd": next == "dt" || next == "dd"
    case "td", "th": ["td", "th", "tr", "tbody", "tfoot"].contains(next)
    case "tr": ["tr", "tbody", "tfoot"].contains(next)
    case "thead", "tbody", "tfoot": next == "tbody" || next == "tfoot"
    case "option": next == "option" || next == "optgroup"
    case "head": next == "body"
    default: false
    }
  }

  static let headings: Set<String> = ["h1", "h2", "h3", "h4", "h5", "h6"]
}

/// The octets that tags are made of.
enum Letters {
  static func isLetter(_ octet: UInt8) -> Bool {
    (0x41...0x5A).contains(octet) || (0x61...0x7A).contains(octet)
  }

  static func isSpace(_ octet: UInt8) -> Bool {
    octet == 0x20 || (0x09...0x0D).contains(octet)
  }

  static func isName(_ octet: UInt8) -> Bool {
    isLetter(octet) || (0x30...0x3A).contains(octet) || octet == 0x2D || octet == 0x5F
  }

  static func endsAttributeName(_ octet: UInt8) -> Bool {
    isSpace(octet) || octet == 0x3D || octet == 0x3E || octet == 0x2F || octet == 0x3C
  }

  static func lowercased(_ octet: UInt8) -> UInt8 {
    (0x41...0x5A).contains(octet) ? octet + 0x20 : octet
  }
}
