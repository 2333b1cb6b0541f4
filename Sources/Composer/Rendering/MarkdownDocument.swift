import CCMark

/// An introduction's Markdown as a tree of values: CommonMark with bare addresses as links.
///
/// Raw HTML is its words alone, links and pictures keep safe addresses alone, and what is nested deeper
/// than an editor would is dropped.
struct MarkdownDocument: Equatable {
  let blocks: [MarkdownBlock]

  /// Deeper quotes, lists and emphasis are dropped: the renderers recurse.
  static let deepest = 16
  /// A longer introduction is no introduction; the rest is cut off.
  static let longest = 65_536

  /// - Parameter keepsWordsOfHTML: false: paragraphs of HTML are dropped, as they once were.
  init(_ markdown: String, keepsWordsOfHTML: Bool = true) {
    blocks =
      Self.read(markdown) { $0.blocks(depth: 0, keepsWordsOfHTML: keepsWordsOfHTML) } ?? []
  }

  /// Hands the tree's root over, which is valid until the function returns.
  static func read<Result>(_ markdown: String, _ take: (MarkdownNode) -> Result) -> Result? {
    cmark_gfm_core_extensions_ensure_registered()
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8) else {
      return nil
    }
    defer { cmark_parser_free(parser) }
    if let autolink = cmark_find_syntax_extension("autolink") {
      cmark_parser_attach_syntax_extension(parser, autolink)
    }
    var text = String(markdown.prefix(longest))
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cmark_parser_feed(parser, $0.baseAddress, $0.count)
      }
    }
    guard let root = cmark_parser_finish(parser) else { return nil }
    defer { cmark_node_free(root) }
    return take(MarkdownNode(root))
  }
}

/// A paragraph and its like.
indirect enum MarkdownBlock: Equatable {
  case paragraph([MarkdownInline])
  case heading(level: Int, [MarkdownInline])
  /// `start` is the first number, nil for a list of bullets; a tight one has no empty lines.
  case list(start: Int?, isTight: Bool, items: [[MarkdownBlock]])
  case quote([MarkdownBlock])
  case code(String)
  case rule
}

/// What stands in a paragraph.
indirect enum MarkdownInline: Equatable {
  case text(String)
  case emphasis([MarkdownInline])
  case strong([MarkdownInline])
  case code(String)
  case link([MarkdownInline], url: String)
  case image(alt: String, url: String)
  /// A line end of the source: a space to a reader.
  case softBreak
  case lineBreak

  /// The words without marks.
  var plain: String {
    switch self {
    case .text(let text), .code(let text): text
    case .emphasis(let parts), .strong(let parts), .link(let parts, _):
      parts.map(\.plain).joined()
    case .image(let alt, _): alt
    case .softBreak, .lineBreak: " "
    }
  }
}
