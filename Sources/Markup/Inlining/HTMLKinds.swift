/// The sorts of elements that HTML's grammar tells apart.
enum HTMLKinds {
  /// Elements whose content is text alone. `noscript` is among them: mail programs run no script
  /// and browsers do, so nothing in it may be touched.
  static let rawText: Set<String> = [
    "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript",
    "plaintext",
  ]

  static let void: Set<String> = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr",
  ]

  /// What may stand in `<head>`.
  static let metadata: Set<String> = [
    "base", "basefont", "bgsound", "link", "meta", "noframes", "noscript", "script", "style",
    "template", "title",
  ]

  /// Elements before whose beginning an open paragraph ends.
  static let closingParagraphs: Set<String> = [
    "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl",
    "dd", "dt", "li", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "hr", "listing", "main", "menu", "nav", "ol", "p", "plaintext",
    "pre", "search", "section", "summary", "ul", "xmp",
  ]

  /// Elements that browsers open again when they were closed in the wrong order.
  static let formatting: Set<String> = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt",
    "u",
  ]

  static let headings: Set<String> = ["h1", "h2", "h3", "h4", "h5", "h6"]

  static let tableParts: Set<String> = [
    "caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr",
  ]

  static let tableSections: Set<String> = ["tbody", "thead", "tfoot"]

  static let cells: Set<String> = ["td", "th"]

  /// Elements that an end tag of something else does not reach through.
  static let scopes: Set<String> = [
    "applet", "caption", "html", "marquee", "object", "table", "td", "template", "th", "svg",
    "math",
  ]

  /// Elements that end the search for what an unknown end tag may close.
  static let special: Set<String> = closingParagraphs.union(scopes).union(void).union(rawText)
    .union(tableParts).union(["body", "button", "select"])

  /// Elements of other languages, in which `/>` ends an element.
  static let foreign: Set<String> = ["svg", "math"]

  /// Elements in which white space shows.
  static let preformatted: Set<String> = [
    "pre", "listing", "plaintext", "xmp", "textarea", "svg", "math",
  ]
}
