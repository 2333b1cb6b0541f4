public import Foundation

/// Reads HTML as a person would who sees no formatting.
public struct PlainText: Sendable {
  /// The lines that hold something, in order.
  public private(set) var lines: [TextLine]

  /// - Parameters:
  ///   - html: a piece of HTML, or plain text.
  ///   - base: what relative links belong to.
  public init(html: String, base: URL? = nil) {
    self.init(nodes: MarkupDocument.htmlFragment(html)?.fragment ?? [], base: base)
  }

  /// The text of nodes that are parsed already.
  public init(nodes: [MarkupNode], base: URL? = nil) {
    var reader = TextLineReader(base: base)
    reader.read(nodes, depth: 0)
    lines = reader.finish()
  }

  init(lines: [TextLine]) {
    self.lines = lines
  }

  /// Paragraphs parted by a blank line, their lines by a line feed.
  public var text: String {
    Self.text(of: lines)
  }

  /// The same for some of the lines.
  public static func text(of lines: some Collection<TextLine>) -> String {
    var text = ""
    for line in lines {
      if !text.isEmpty { text += line.beginsParagraph ? "\n\n" : "\n" }
      text += line.text
    }
    return text
  }

  /// All of it on one line, as for a title.
  public var oneLine: String {
    Self.folded(lines.map(\.text).joined(separator: " "))
  }

  /// A text with its white space folded to single spaces, and no-break spaces among it.
  public static func folded(_ text: String) -> String {
    text.unicodeScalars.split { $0.properties.isWhitespace || $0.value < 0x20 }
      .map { String($0) }.joined(separator: " ")
  }
}
