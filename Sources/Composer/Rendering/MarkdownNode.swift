import CCMark
import Markup

/// One node of cmark's tree, read into values; valid while the tree is.
struct MarkdownNode {
  let node: OpaquePointer

  init(_ node: OpaquePointer) { self.node = node }

  /// The node's children as blocks; unknown ones are left out.
  func blocks(depth: Int, keepsWordsOfHTML: Bool) -> [MarkdownBlock] {
    guard depth < MarkdownDocument.deepest else { return [] }
    return children.flatMap { child -> [MarkdownBlock] in
      if child.isHTMLBlock { return keepsWordsOfHTML ? child.wordsOfHTML : [] }
      return child.block(depth: depth + 1, keepsWordsOfHTML: keepsWordsOfHTML).map { [$0] } ?? []
    }
  }

  private func block(depth: Int, keepsWordsOfHTML: Bool) -> MarkdownBlock? {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_PARAGRAPH: paragraph(depth: depth)
    case CMARK_NODE_HEADING:
      .heading(level: Int(cmark_node_get_heading_level(node)), inlines(depth: depth))
    case CMARK_NODE_LIST:
      .list(
        start: start, isTight: cmark_node_get_list_tight(node) != 0,
        items: children.map { $0.blocks(depth: depth, keepsWordsOfHTML: keepsWordsOfHTML) })
    case CMARK_NODE_BLOCK_QUOTE:
      .quote(blocks(depth: depth, keepsWordsOfHTML: keepsWordsOfHTML))
    case CMARK_NODE_CODE_BLOCK: .code(literal)
    case CMARK_NODE_THEMATIC_BREAK: .rule
    default: nil
    }
  }

  var isHTMLBlock: Bool { cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK }

  /// What a person would read of a piece of HTML.
  private var wordsOfHTML: [MarkdownBlock] {
    var blocks: [MarkdownBlock] = []
    var parts: [MarkdownInline] = []
    for line in PlainText(html: HTMLCleaner().clean(literal)).lines {
      if line.beginsParagraph, !parts.isEmpty {
        blocks.append(.paragraph(parts))
        parts = []
      }
      parts += (parts.isEmpty ? [] : [.lineBreak]) + [.text(Self.visible(line.text))]
    }
    return parts.isEmpty ? blocks : blocks + [.paragraph(parts)]
  }

  /// Nil when only raw HTML stood in it.
  private func paragraph(depth: Int) -> MarkdownBlock? {
    let parts = inlines(depth: depth)
    return parts.isEmpty ? nil : .paragraph(parts)
  }

  func inlines(depth: Int) -> [MarkdownInline] {
    depth < MarkdownDocument.deepest ? children.compactMap { $0.inline(depth: depth + 1) } : []
  }

  private func inline(depth: Int) -> MarkdownInline? {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT: .text(Self.visible(literal))
    case CMARK_NODE_CODE: .code(Self.visible(literal))
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_EMPH: .emphasis(inlines(depth: depth))
    case CMARK_NODE_STRONG: .strong(inlines(depth: depth))
    case CMARK_NODE_LINK: link(depth: depth)
    case CMARK_NODE_IMAGE: image(depth: depth)
    default: nil
    }
  }

  /// A link to an unsafe or relative address is its words alone.
  private func link(depth: Int) -> MarkdownInline {
    let parts = inlines(depth: depth)
    guard let address = LinkAddress(url) else { return .text(parts.map(\.plain).joined()) }
    return .link(parts.isEmpty ? [.text(address.text)] : parts, url: address.text)
  }

  private func image(depth: Int) -> MarkdownInline {
    let alt = OneLine(inlines(depth: depth).map(\.plain).joined()).text
    guard let address = LinkAddress(url), address.isWeb else {
      return .text(alt)
    }
    return .image(alt: alt, url: address.text)
  }

  private var start: Int? {
    guard cmark_node_get_list_type(node) == CMARK_ORDERED_LIST else { return nil }
    return Int(cmark_node_get_list_start(node))
  }

  var literal: String { Self.string(cmark_node_get_literal(node)) }
  var url: String { Self.string(cmark_node_get_url(node)) }

  var children: [MarkdownNode] {
    var children: [MarkdownNode] = []
    var next = cmark_node_first_child(node)
    while let child = next {
      children.append(MarkdownNode(child))
      next = cmark_node_next(child)
    }
    return children
  }

  private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }

  /// Controls could paint a terminal; cmark lets those other than NUL pass.
  private static func visible(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { $0.properties.generalCategory != .control }))
  }
}
