import Foundation
import Markup

/// Finds out whether something is a web page, and which feed the page names.
enum FeedDiscovery {
  static func isPage(_ text: String) -> Bool {
    let head = text.prefix(3_000).lowercased()
    return head.contains("<html") || head.contains("<!doctype html") || head.contains("<body")
  }

  /// The first `link rel="alternate"` to a feed.
  static func feed(in text: String, base: URL?) -> URL? {
    guard let root = MarkupDocument.html(text)?.root else { return nil }
    let links = descendants(of: root, named: "link", limit: 2_000)
    let found = links.first { link in
      let relations = link.attribute("rel")?.lowercased().split(separator: " ") ?? []
      let type = link.attribute("type")?.lowercased() ?? ""
      return relations.contains("alternate")
        && ["application/rss+xml", "application/atom+xml", "application/feed+json"].contains(type)
    }
    return found?.attribute("href").flatMap { WebAddress.url($0, base: base) }
  }

  /// Elements of a name in the document's order; looks at `limit` elements at most.
  static func descendants(
    of root: MarkupElement, named name: String, limit: Int
  ) -> [MarkupElement] {
    var found: [MarkupElement] = []
    var waiting = [root]
    var seen = 0
    while let element = waiting.popLast(), seen < limit {
      seen += 1
      if element.name == name { found.append(element) }
      waiting.append(contentsOf: element.children.reversed())
    }
    return found
  }
}
