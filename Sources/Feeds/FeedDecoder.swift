public import Foundation
import Markup
public import Newsletter

/// Reads a feed in any of its formats: RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0, CDF, JSON Feed.
///
/// Pure: bytes in, a document out. What is broken is mended, what cannot be had is left out with a
/// warning; only what is no feed at all throws.
public struct FeedDecoder: Sendable {
  /// Further items are not read.
  public static let itemLimit = 5_000

  /// What the listings are for.
  public enum Use: Sendable {
    /// To be mailed: items without title, address and text are left out.
    case mailing
    /// To be looked at: every item, and relative addresses as written where no base is known.
    case inspection
  }

  public var use: Use

  public init(for use: Use = .mailing) {
    self.use = use
  }

  /// The listings in `bytes`.
  ///
  /// - Parameters:
  ///   - contentType: HTTP's Content-Type, which may name the encoding.
  ///   - base: the feed's own address, which relative links belong to.
  /// - Throws: ``FeedError`` when it is empty, a web page, or no feed.
  public func document(
    from bytes: [UInt8], contentType: String? = nil, base: URL? = nil
  ) throws(FeedError) -> SourceDocument {
    let source = base?.absoluteString ?? ""
    let decoded = DecodedText(bytes, contentType: contentType)
    guard let first = decoded.text.first(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }) else {
      throw FeedError(source: source, reason: .empty)
    }
    var document =
      first == "{"
      ? try JSONFeedDecoder(base: base).document(from: decoded.text)
      : try tree(decoded.text, base: base)
    if let refuted = decoded.refuted {
      document.warnings.append("it says its encoding is \(refuted), but it is \(decoded.encoding)")
    }
    if use == .mailing { document.dropBlankListings() }
    return document
  }

  private func tree(_ text: String, base: URL?) throws(FeedError) -> SourceDocument {
    let source = base?.absoluteString ?? ""
    guard let root = MarkupDocument.xml(text)?.root,
      let feed = FeedTree(root: root, base: base, use: use)
    else {
      let isPage = FeedDiscovery.isPage(text)
      let reason: FeedError.Reason =
        isPage ? .pageInsteadOfFeed(feed: FeedDiscovery.feed(in: text, base: base)) : .notAFeed
      throw FeedError(source: source, reason: reason)
    }
    return feed.document
  }
}

extension Listing {
  /// Whether there is nothing in it that could be mailed or recognized again.
  var isBlank: Bool {
    title.isEmpty && url == nil && identifier == nil && summary.isEmpty && content.isEmpty
  }
}

extension SourceDocument {
  mutating func dropBlankListings() {
    for (index, listing) in listings.enumerated() where listing.isBlank {
      warnings.append("item \(index + 1) has neither title, address nor text")
    }
    listings.removeAll(where: \.isBlank)
  }
}
