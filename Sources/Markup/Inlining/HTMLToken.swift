/// One stretch of a page as written: every octet of the page is in exactly one of them.
struct HTMLToken: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case text
    /// What stands in an element that holds no markup: a script, a style, a title.
    case rawText
    case comment
    /// `<!DOCTYPE …>`.
    case doctype
    /// `<?…>`, `<!…>` and the like, which browsers take for comments.
    case declaration
    case startTag, endTag
  }

  var kind: Kind
  var range: Range<Int>
  /// Of a tag, in lower case.
  var name = ""
  var attributes: [HTMLAttribute] = []
  /// Whether a tag ends in `/>`.
  var isSelfClosing = false
}

/// An attribute as it stands in a tag.
struct HTMLAttribute: Sendable, Equatable {
  /// In lower case.
  var name: String
  /// From the name to behind the value and its quotes.
  var range: Range<Int>
  /// The value without its quotes, as written; empty when there is none.
  var value: Range<Int>
}
