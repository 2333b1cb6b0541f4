import CCMark

/// What of a Markdown text readers do not get as it was written.
struct MarkdownFlaw: Equatable {
  enum Reason: Equatable {
    /// Elements; the words between them are kept.
    case html
    /// An address that is not a whole one, or of a kind that mail does without.
    case link(words: String, address: String)
    case picture(address: String)
  }

  /// From 1, in the Markdown.
  let line: Int
  let reason: Reason
}

extension MarkdownNode {
  /// The first of what is lost in this node and all below it, in the text's order.
  func flaws(atMost most: Int) -> [MarkdownFlaw] {
    var flaws: [MarkdownFlaw] = []
    // Not by recursion: a text may nest as deep as it is long.
    var waiting = [(node: self, line: 1)]
    while let (node, outer) = waiting.popLast(), flaws.count < most {
      let line = max(Int(cmark_node_get_start_line(node.node)), outer)
      let flaw = node.flawReason.map { MarkdownFlaw(line: line, reason: $0) }
      if let flaw, flaw != flaws.last { flaws.append(flaw) }
      waiting += node.children.reversed().map { (node: $0, line: line) }
    }
    return flaws
  }

  private var flawReason: MarkdownFlaw.Reason? {
    switch cmark_node_get_type(node) {
    // A comment is for those who edit, and is rightly lost.
    case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE:
      isComment ? nil : .html
    case CMARK_NODE_LINK where LinkAddress(url) == nil:
      .link(words: OneLine(inlines(depth: 0).map(\.plain).joined()).text, address: url)
    case CMARK_NODE_IMAGE where LinkAddress(url)?.isWeb != true: .picture(address: url)
    default: nil
    }
  }

  private var isComment: Bool {
    let text = literal.drop(while: \.isWhitespace)
    guard text.hasPrefix("<!--"), let end = text.firstRange(of: "-->") else { return false }
    return text[end.upperBound...].allSatisfy(\.isWhitespace)
  }
}
