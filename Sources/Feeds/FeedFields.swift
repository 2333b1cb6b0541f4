import Foundation
import Markup

/// The children of a channel or an item by name, and what can be read from them.
struct FeedFields {
  let element: MarkupElement
  private let documentBase: URL?
  let isAtom: Bool
  private var fields: [String: [MarkupElement]] = [:]

  /// - Parameter base: the address of the document.
  init(_ element: MarkupElement, base: URL?, isAtom: Bool) {
    self.element = element
    documentBase = base
    self.isAtom = isAtom
    for child in element.children.prefix(2_000) {
      let name = FeedVocabulary.name(of: child)
      fields[name, default: []].append(child)
      if name == "media:group" { addGroup(child) }
    }
  }

  private mutating func addGroup(_ group: MarkupElement) {
    for child in group.children.prefix(200) {
      fields[FeedVocabulary.name(of: child), default: []].append(child)
    }
  }

  func all(_ name: String) -> [MarkupElement] { fields[name] ?? [] }

  /// The last element of the first of these names that holds something.
  func last(_ names: String...) -> MarkupElement? {
    for name in names {
      if let found = all(name).last(where: { !Self.isBlank($0) }) { return found }
    }
    return nil
  }

  /// The trimmed text of the last element of the first name that holds something.
  func text(_ names: [String]) -> String? {
    for name in names {
      if let found = all(name).last(where: { !Self.isBlank($0) }) {
        return found.text.trimmingCharacters(in: .whitespacesAndNewlines)
      }
    }
    return nil
  }

  var title: String {
    guard let element = last("title", "dc:title", "media:title", "itunes:title") else { return "" }
    let text = FeedText(
      element, assumed: .plain, isAtom: isAtom && FeedVocabulary.name(of: element) == "title")
    return String(text.oneLine.prefix(1_000))
  }

  /// The page that this belongs to: RSS's link, Atom's alternate, CDF's href, or an address that
  /// the guid is.
  var link: URL? {
    let links = all("link")
    let pages = links.filter(isPageLink).reversed().lazy.compactMap { address(in: $0) }
    return pages.first
      ?? element.attribute("href").flatMap { WebAddress.url($0, base: base(of: element)) }
      ?? permalink
      ?? links.filter(isOtherAlternate).lazy.compactMap { address(in: $0) }.first
  }

  /// A link as it is written, for whom no base is known.
  var relativeLink: URL? {
    all("link").filter(isPageLink).last.flatMap { link in
      let text = link.attribute("href") ?? link.attribute("url") ?? link.text
      return URL(string: text.trimmingCharacters(in: .whitespacesAndNewlines))
    }
  }

  private func address(in link: MarkupElement) -> URL? {
    let text = link.attribute("href") ?? link.attribute("url") ?? link.text
    return WebAddress.url(text, base: base(of: link))
  }

  private func isPageLink(_ link: MarkupElement) -> Bool {
    guard isAlternate(link) else { return false }
    return link.attribute("type")?.lowercased().contains("html") ?? true
  }

  private func isOtherAlternate(_ link: MarkupElement) -> Bool {
    isAlternate(link) && !isPageLink(link)
  }

  private func isAlternate(_ link: MarkupElement) -> Bool {
    let relation = link.attribute("rel")?.lowercased() ?? "alternate"
    return relation == "alternate" || relation.hasSuffix("/alternate")
  }

  /// A guid or id that is an address, unless it says that it is none.
  private var permalink: URL? {
    guard let guid = last("guid", "id"), guid.attribute("isPermaLink")?.lowercased() != "false",
      let url = WebAddress.url(guid.text, base: base(of: guid)),
      ["http", "https"].contains(url.scheme?.lowercased())
    else { return nil }
    return url
  }

  /// The address that relative addresses in an element belong to: its `xml:base` and those of the
  /// elements around it, the outermost first.
  func base(of element: MarkupElement) -> URL? {
    var bases: [String] = []
    var next: MarkupElement? = element
    while let current = next {
      if let base = current.attribute("xml:base") ?? current.attribute("base") {
        bases.append(base)
      }
      next = current.parent
    }
    return bases.reversed().reduce(documentBase) { WebAddress.url($1, base: $0) ?? $0 }
  }

  static func isBlank(_ element: MarkupElement) -> Bool {
    element.text.allSatisfy(\.isWhitespace)
  }
}
