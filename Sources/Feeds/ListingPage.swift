import Foundation
import Markup
import Newsletter

/// A parsed listing page and the selectors for it.
struct ListingPage {
  let root: MarkupElement
  let selectors: PageSelectors
  /// What relative links belong to: the page's `base href`, else its address.
  private let base: URL?
  private let address: URL?

  init(root: MarkupElement, base address: URL?, selectors: PageSelectors) {
    self.root = root
    self.selectors = selectors
    self.address = address
    let named = FeedDiscovery.descendants(of: root, named: "base", limit: 500)
      .lazy.compactMap { $0.attribute("href") }.first
    base = named.flatMap { WebAddress.url($0, base: address) } ?? address
  }

  func document() throws(SelectorError) -> SourceDocument {
    var document = SourceDocument(title: title, url: canonicalAddress)
    let items = try found(selectors.items, in: root)
    if items.isEmpty {
      document.warnings.append("no item was found by '\(selectors.items[0].text)'")
    }
    for (index, item) in items.prefix(FeedDecoder.itemLimit).enumerated() {
      let listing = try listing(of: item)
      if listing.title.isEmpty || listing.url == nil {
        document.warnings.append("item \(index + 1) has no title or no link")
      } else {
        document.listings.append(listing)
      }
    }
    return document
  }

  /// What the first selector finds that finds anything.
  private func found(
    _ selectors: [Selector], in element: MarkupElement
  ) throws(SelectorError) -> [MarkupElement] {
    for selector in selectors {
      let found = outermost(try element.all(selector))
      if !found.isEmpty { return found }
    }
    return []
  }

  /// Without items inside items: a row and the node in it are one story.
  private func outermost(_ items: [MarkupElement]) -> [MarkupElement] {
    let known = Set(items.map(\.identity))
    return items.filter { item in
      var above = item.parent
      while let element = above {
        if known.contains(element.identity) { return false }
        above = element.parent
      }
      return true
    }
  }

  // MARK: The page

  /// The heading, else the title without the site's name behind a bar.
  private var title: String {
    let headings = FeedDiscovery.descendants(of: root, named: "h1", limit: 20_000)
    let heading = headings.lazy.map { PlainText.folded($0.text) }.first { !$0.isEmpty }
    let full = FeedDiscovery.descendants(of: root, named: "title", limit: 500).first?.text ?? ""
    let name = full.components(separatedBy: " | ").first ?? full
    return String((heading ?? PlainText.folded(name)).prefix(1_000))
  }

  private var canonicalAddress: URL? {
    let links = FeedDiscovery.descendants(of: root, named: "link", limit: 500)
    let canonical = links.first { $0.attribute("rel")?.lowercased() == "canonical" }
    return canonical?.attribute("href").flatMap { WebAddress.url($0, base: base) } ?? address
  }

  // MARK: An item

  private func listing(of item: MarkupElement) throws(SelectorError) -> Listing {
    let link = try self.link(in: item)
    let url = link?.attribute("href").flatMap { WebAddress.url($0, base: base) }
    let named =
      try selectors.title.map { rule throws(SelectorError) in try item.first(rule) } ?? nil
    let title = (named ?? link).map { PlainText.folded($0.text) } ?? ""
    var listing = Listing(
      identifier: identifier(of: item), url: url, title: String(title.prefix(1_000)))
    listing.published = try date(in: item)
    try addTeaser(to: &listing, from: item)
    listing.show(try item.first(selectors.image).flatMap { WebPicture($0, base: base) })
    return listing
  }

  private func link(in item: MarkupElement) throws(SelectorError) -> MarkupElement? {
    let found = try item.all(selectors.link).first { !PlainText.folded($0.text).isEmpty }
    guard let found, found.attribute("href") == nil else {
      return found ?? (item.attribute("href") == nil ? nil : item)
    }
    return FeedDiscovery.descendants(of: found, named: "a", limit: 500).first
  }

  /// The `id` of the item, or of the one element in it that has Drupal's (`node-4000`).
  private func identifier(of item: MarkupElement) -> String? {
    if let id = item.attribute("id"), !id.isEmpty { return id }
    if let node = item.attribute("data-history-node-id"), !node.isEmpty { return "node-" + node }
    return nil
  }

  private func date(in item: MarkupElement) throws(SelectorError) -> Date? {
    for element in try item.all(selectors.date).prefix(5) {
      let texts = ["datetime", "content", "title"].compactMap { element.attribute($0) }
      if let date = (texts + [element.text]).lazy.compactMap(FeedDate.date).first { return date }
    }
    return nil
  }

  private func addTeaser(to listing: inout Listing, from item: MarkupElement) throws(SelectorError)
  {
    var related: [RelatedLink] = []
    if let rule = selectors.related {
      related = try item.all(rule).compactMap { relatedLink($0, story: listing.url) }
    }
    let nodes = try found(selectors.teasers, in: item).prefix(1).flatMap(\.nodes)
    let closing = ClosingLines(PlainText(nodes: nodes, base: base).lines, story: listing.url)
    let texts = Set(related.map(\.text))
    let lines = closing.remaining.filter { !texts.contains($0.text) }
    listing.summary = String(PlainText.text(of: lines).prefix(20_000))
    listing.content = HTMLCleaner(base: base).clean(nodes)
    let urls = Set(related.map(\.url))
    listing.links = related + closing.links.filter { !urls.contains($0.url) }
  }

  /// The sentence that a related link stands in: the selected element, or the paragraph around it.
  private func relatedLink(_ element: MarkupElement, story: URL?) -> RelatedLink? {
    let isLink = element.attribute("href") != nil
    let anchor =
      isLink ? element : FeedDiscovery.descendants(of: element, named: "a", limit: 200).first
    guard let url = anchor?.attribute("href").flatMap({ WebAddress.url($0, base: base) }),
      !ClosingLines.isSame(url, story)
    else { return nil }
    let isInParagraph = isLink && ["p", "li"].contains(element.parent?.name ?? "")
    let text = PlainText.folded((isInParagraph ? element.parent ?? element : element).text)
    return text.isEmpty ? nil : RelatedLink(text: text, url: url)
  }
}
