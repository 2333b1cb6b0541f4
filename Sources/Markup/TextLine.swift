public import Foundation

/// One line of a text that was HTML: what stands between two breaks, with its links.
public struct TextLine: Sendable, Equatable {
  /// White space folded, entities resolved, no line breaks.
  public var text = ""
  public var links: [Link] = []
  /// Whether a paragraph begins here; otherwise only a line of it.
  public var beginsParagraph = true

  public init() {}

  /// A link in a line.
  public struct Link: Sendable, Equatable {
    /// Absolute, or nil when it leads nowhere that may be linked to.
    public var url: URL?
    /// Where its words stand, in UTF-8 bytes of the line.
    public var range: Range<Int>
  }

  /// The words of a link.
  public func words(of link: Link) -> String {
    String(decoding: Array(text.utf8)[link.range], as: UTF8.self)
  }
}
