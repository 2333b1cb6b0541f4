import Foundation
import Markup

/// A text in a feed: plain, escaped HTML, or elements standing in the feed itself.
enum FeedText {
  case plain(String)
  case html(String)
  case nodes([MarkupNode])

  /// What an element of a feed holds, going by its `type` and `mode` and by its looks.
  ///
  /// - Parameters:
  ///   - assumed: what it is when it does not say.
  ///   - isAtom: Atom says what it means; elsewhere plain text may turn out to be HTML.
  init(_ element: MarkupElement, assumed: Kind, isAtom: Bool) {
    let kind = Kind(type: element.attribute("type"), mode: element.attribute("mode")) ?? assumed
    if !element.children.isEmpty {
      self = .nodes(element.nodes)
      return
    }
    let text = Self.mended(element.text)
    switch kind {
    case .base64: self = Self.decoded(base64: text).map { .html($0) } ?? .plain(text)
    case .html: self = .html(text)
    case .plain where isAtom: self = Self.atomText(text)
    case .plain where Self.looksLikeHTML(text): self = .html(text)
    case .plain, .xhtml: self = .plain(text)
    }
  }

  /// What a text says it is.
  enum Kind {
    case plain, html, xhtml, base64

    init?(type: String?, mode: String?) {
      if mode?.lowercased() == "base64" {
        self = .base64
        return
      }
      switch type?.lowercased() {
      case "text", "plain", "text/plain": self = .plain
      case "html", "text/html", "escaped": self = .html
      case "xhtml", "application/xhtml+xml": self = .xhtml
      case let type? where type.hasPrefix("text/") || type.hasSuffix("xml"): self = .plain
      case let type? where type.contains("/"): self = .base64
      default: return nil
      }
    }
  }

  /// On one line, for a title.
  var oneLine: String {
    switch self {
    case .plain(let text): PlainText.folded(text)
    case .html(let text): PlainText(html: text).oneLine
    case .nodes(let nodes): PlainText(nodes: nodes).oneLine
    }
  }

  /// Its lines with their links.
  func lines(base: URL?) -> [TextLine] {
    switch self {
    case .plain(let text): PlainText(html: Self.paragraphs(text), base: base).lines
    case .html(let text): PlainText(html: text, base: base).lines
    case .nodes(let nodes): PlainText(nodes: nodes, base: base).lines
    }
  }

  /// As clean HTML.
  func clean(base: URL?) -> String {
    let cleaner = HTMLCleaner(base: base)
    return switch self {
    case .plain(let text): cleaner.clean(Self.paragraphs(text))
    case .html(let text): cleaner.clean(text)
    case .nodes(let nodes): cleaner.clean(nodes)
    }
  }

  var isEmpty: Bool {
    switch self {
    case .plain(let text), .html(let text): text.allSatisfy(\.isWhitespace)
    case .nodes: false
    }
  }

  /// Plain text as HTML, its blank lines parting paragraphs.
  private static func paragraphs(_ text: String) -> String {
    text.replacingOccurrences(of: "\r\n", with: "\n")
      .components(separatedBy: "\n\n")
      .map { "<p>\(HTMLEntity.escaped($0))</p>" }.joined()
  }

  private static func decoded(base64 text: String) -> String? {
    Data(base64Encoded: text, options: .ignoreUnknownCharacters)
      .flatMap { $0.isEmpty ? nil : DecodedText(Array($0)).text }
  }

  /// Whether a text that should be plain has HTML's tags or character names in it.
  static func looksLikeHTML(_ text: String) -> Bool {
    guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C }) else { return false }
    return HTMLTrace.isFound(in: text)
  }

  /// Atom's plain text, in which many feeds write HTML all the same: it is taken for that when an
  /// element is closed in it. Character references alone are resolved.
  private static func atomText(_ text: String) -> FeedText {
    guard looksLikeHTML(text) else { return .plain(text) }
    if text.contains("</") { return .html(text) }
    return .plain(PlainText(html: text.replacingOccurrences(of: "<", with: "&lt;")).text)
  }

  /// Text that was UTF-8, taken for Latin-1 or Windows-1252 and encoded again, made right.
  static func mended(_ text: String) -> String {
    DoubleEncoding.undone(text)
  }
}
