import Markup

/// The names that feeds use, whatever prefix a feed gave them.
enum FeedVocabulary {
  /// Namespaces in lower case, each with the prefix by which it is known here; the formats
  /// themselves have none, since feeds mix them freely.
  private static let prefixes: [String: String] = [
    "http://purl.org/rss/1.0": "", "http://my.netscape.com/rdf/simple/0.9": "",
    "http://channel.netscape.com/rdf/simple/0.9": "", "http://purl.org/net/rss1.1#": "",
    "http://blogs.law.harvard.edu/tech/rss": "", "http://cyber.law.harvard.edu/rss": "",
    "http://www.w3.org/2005/atom": "", "http://purl.org/atom/ns#": "",
    "http://purl.org/echo": "", "http://purl.org/pie": "", "uri/of/echo/namespace#": "",
    "http://example.com/necho": "", "http://example.com/newformat#": "",
    "http://purl.org/rss/1.0/modules/rss091#": "",
    "http://purl.org/dc/elements/1.1": "dc", "http://purl.org/dc/elements/1.0": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/2000/svg": "svg", "http://www.w3.org/1998/math/mathml": "math",
    "http://prismstandard.org/namespaces/basic/2.0": "prism",
    "http://prismstandard.org/namespaces/1.2/basic": "prism",
  ]

  /// The element's name in lower case, with the known prefix: `title`, `dc:date`, `media:content`.
  static func name(of element: MarkupElement) -> String {
    let local = element.name.lowercased()
    let prefix = prefix(of: element)
    return prefix.isEmpty ? local : prefix + ":" + local
  }

  private static func prefix(of element: MarkupElement) -> String {
    let written = element.prefix?.lowercased() ?? ""
    guard var namespace = element.namespace?.lowercased() else {
      // Undeclared: the usual meaning of the prefix.
      return ["atom", "atom10", "rss", "a10"].contains(written) ? "" : written
    }
    if namespace.hasSuffix("/") { namespace.removeLast() }
    if namespace.contains("backend.userland.com/rss") { return "" }
    return prefixes[namespace] ?? written
  }
}
