import Foundation
import Markup
import Newsletter

/// An RSS, RDF, Atom or CDF document as a tree.
struct FeedTree {
  private let root: MarkupElement
  private let channel: MarkupElement
  private let base: URL?
  private let isAtom: Bool
  private let use: FeedDecoder.Use

  /// Nil when the tree is no feed.
  init?(root: MarkupElement, base: URL?, use: FeedDecoder.Use) {
    let name = FeedVocabulary.name(of: root)
    guard
      ["rss", "rdf:rdf", "rdf", "feed", "channel", "xml:feed"].contains(name) || Self.hasItems(root)
    else { return nil }
    self.root = root
    self.base = base
    self.use = use
    isAtom = name == "feed"
    channel = root.children.first { FeedVocabulary.name(of: $0) == "channel" } ?? root
  }

  private static func hasItems(_ root: MarkupElement) -> Bool {
    let name = FeedVocabulary.name(of: root)
    guard name != "html", name != "xhtml:html" else { return false }
    return isItem(root)
      || root.children.contains { isItem($0) || FeedVocabulary.name(of: $0) == "channel" }
  }

  private static func isItem(_ element: MarkupElement) -> Bool {
    ["item", "entry"].contains(FeedVocabulary.name(of: element))
  }

  var document: SourceDocument {
    let fields = FeedFields(channel, base: base, isAtom: isAtom)
    var document = SourceDocument(title: fields.title, url: fields.link)
    let items = self.items
    // Without an address of its own, a feed's relative links can only belong to its page.
    let itemBase = base ?? document.url
    document.listings = items.prefix(FeedDecoder.itemLimit).map { item in
      let fields = FeedFields(item, base: itemBase, isAtom: isAtom)
      var listing = FeedItem(fields: fields).listing
      if use == .inspection, listing.url == nil { listing.url = fields.relativeLink }
      return listing
    }
    if items.count > FeedDecoder.itemLimit {
      document.warnings.append(
        "it has more than \(FeedDecoder.itemLimit) items; the rest is not read")
    }
    return document
  }

  /// Items wherever they stand, in the document's order: RDF has them beside the channel.
  private var items: [MarkupElement] {
    var found: [MarkupElement] = []
    var waiting = [root]
    while let element = waiting.popLast(), found.count <= FeedDecoder.itemLimit {
      if Self.isItem(element) { found.append(element) }
      waiting.append(contentsOf: element.children.reversed().filter { mayHoldItems($0) })
    }
    return found
  }

  /// Texts of items may hold elements of any name.
  private func mayHoldItems(_ element: MarkupElement) -> Bool {
    !["description", "content", "summary", "content:encoded", "title", "xhtml:body", "xhtml:div"]
      .contains(FeedVocabulary.name(of: element))
  }
}
