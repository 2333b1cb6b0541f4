/// Moves the rules of a page's `<style>` into the `style` attributes of the elements they mean,
/// because many mail programs read nothing else, and makes the page smaller.
///
///     StyleInliner.inline("<style>p { color: red }</style><p>Hi").text  // <p style="color:red">Hi
///
/// Every element keeps the style that a browser gives it: the cascade is followed exactly, and what
/// cannot stand in an attribute (media queries, `:hover`, `@font-face`, custom properties, rules
/// that wait for elements of a mail program) stays in `<style>`, with `!important` just where it
/// would lose otherwise. Rules of `<head>` itself and whatever is in it are not moved, and rules for
/// classes that nothing has are left out.
///
/// Text, attributes and conditional comments come through as they were written; other comments go,
/// and white space that cannot show becomes one. The same page gives the same octets.
///
/// An inliner remembers the style sheets of the page before: who inlines many pages of one template
/// keeps it. Any number of threads may use it at once.
public final class StyleInliner: Sendable {
  private static let mostOctets = 8_000_000
  private static let mostStyleOctets = 1_000_000

  private let memory = InliningMemory()

  public init() {}

  public static func inline(_ html: String) -> InlinedHTML { StyleInliner().inline(html) }

  /// - Parameter html: UTF-8.
  public static func inline(_ html: [UInt8]) -> InlinedHTML { StyleInliner().inline(html) }

  public func inline(_ html: String) -> InlinedHTML { inline(Array(html.utf8)) }

  /// - Parameter html: UTF-8.
  public func inline(_ html: [UInt8]) -> InlinedHTML {
    // Browsers drop it wherever it stands in a page.
    let bytes = html.contains(0) ? html.filter { $0 != 0 } : html
    let page = InliningPage(bytes, memory)
    guard bytes.count <= Self.mostOctets, page.styleOctets <= Self.mostStyleOctets else {
      return InlinedHTML(octets: bytes, notes: [.init(line: 1, reason: .tooLarge)])
    }
    let obstacles = page.obstacles
    guard obstacles.isEmpty else { return InlinedHTML(octets: bytes, notes: obstacles) }
    let cascade = PageCascade(page.tree, page.styles, memory)
    if let refusal = cascade.refusal {
      return InlinedHTML(octets: bytes, notes: [.init(line: 1, reason: refusal)])
    }
    var writer = PageWriter(page, cascade)
    return InlinedHTML(octets: writer.written(), notes: page.notes)
  }
}
