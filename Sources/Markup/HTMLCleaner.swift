public import Foundation

/// Makes hostile or careless HTML fit for a mail: a list of allowed elements and attributes,
/// everything else dropped or unwrapped, written anew as well-formed HTML.
///
/// Kept are paragraphs, headings, lists, quotations, tables, links (http, https, mailto, tel),
/// pictures (http, https) and plain emphasis. Scripts, styles, forms, frames and embedded objects
/// go with all that is in them; other elements leave their content behind. Event handlers, styles
/// and classes go; so do pictures that only count readers. Relative addresses become absolute.
///
///     HTMLCleaner(base: page).clean("<p onclick=x>Hi <a href='/a'>there</a>")
///     // <p>Hi <a href="https://example.org/a">there</a></p>
public struct HTMLCleaner: Sendable {
  /// The page that relative addresses belong to; without one, relative links are unwrapped.
  public var base: URL?

  public init(base: URL? = nil) {
    self.base = base
  }

  /// The clean form of a piece of HTML, maybe empty.
  public func clean(_ html: String) -> String {
    guard let document = MarkupDocument.htmlFragment(html) else { return "" }
    return clean(document.fragment)
  }

  /// The clean form of nodes that are parsed already, such as the body field of a page.
  public func clean(_ nodes: [MarkupNode]) -> String {
    var writer = HTMLWriter()
    write(nodes, base: base, depth: 0, to: &writer)
    return writer.text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func write(_ nodes: [MarkupNode], base: URL?, depth: Int, to writer: inout HTMLWriter) {
    for node in nodes {
      switch node {
      case .text(let text): writer.write(text: text)
      case .element(let element): write(element, base: base, depth: depth, to: &writer)
      }
    }
  }

  private func write(
    _ element: MarkupElement, base: URL?, depth: Int, to writer: inout HTMLWriter
  ) {
    let name = element.name.lowercased()
    // libxml2 nests 256 deep at most; this is the belt to its braces.
    guard depth < 300, !HTMLAllowance.droppedWhole.contains(name) else { return }
    let base = element.attribute("xml:base").flatMap { WebAddress.url($0, base: base) } ?? base
    guard let allowed = HTMLAllowance.kept[name],
      let attributes = attributes(of: element, allowed, base)
    else {
      write(element.nodes, base: base, depth: depth + 1, to: &writer)
      return
    }
    if HTMLAllowance.void.contains(name) {
      if name != "img" || !TrackerPixel.isLikely(element) { writer.write(void: name, attributes) }
      return
    }
    let mark = writer.open(name, attributes)
    write(element.nodes, base: base, depth: depth + 1, to: &writer)
    writer.close(name, mark)
  }

  /// The allowed attributes, or nil when the element makes no sense without one that it lacks.
  private func attributes(
    of element: MarkupElement, _ allowed: [String], _ base: URL?
  ) -> [(String, String)]? {
    var kept: [(String, String)] = []
    for (name, value) in element.attributes where allowed.contains(name) {
      guard let value = HTMLAllowance.value(value, of: name, base: base) else { continue }
      if !kept.contains(where: { $0.0 == name }) { kept.append((name, value)) }
    }
    let needed = HTMLAllowance.needed[element.name.lowercased()]
    if let needed, !kept.contains(where: { $0.0 == needed }) { return nil }
    return kept
  }
}
