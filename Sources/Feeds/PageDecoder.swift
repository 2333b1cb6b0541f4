public import Foundation
import Markup
public import Newsletter

/// Reads the stories off a listing page, by selectors or by a preset.
///
/// Pure, as ``FeedDecoder`` is. A page without an item is a document without listings and a
/// warning; whether that is an alarm is for those to say who know what was there before.
public struct PageDecoder: Sendable {
  public var rules: PageRules

  public init(_ rules: PageRules) {
    self.rules = rules
  }

  /// The listings on the page.
  ///
  /// - Parameters:
  ///   - contentType: HTTP's Content-Type, which may name the encoding.
  ///   - base: the page's address, which relative links belong to.
  /// - Throws: ``FeedError`` when it is empty, or a selector cannot be used.
  public func document(
    from bytes: [UInt8], contentType: String? = nil, base: URL? = nil
  ) throws(FeedError) -> SourceDocument {
    let source = base?.absoluteString ?? ""
    let decoded = DecodedText(bytes, contentType: contentType)
    guard let root = MarkupDocument.html(decoded.text)?.root else {
      throw FeedError(source: source, reason: .empty)
    }
    let selectors = try PageSelectors(rules)
    let page = ListingPage(root: root, base: base, selectors: selectors)
    do {
      return try page.document()
    } catch {
      let fault = FeedError.SelectorFault(rule: error.selector, text: error.message)
      throw FeedError(source: source, reason: .badSelector(fault))
    }
  }
}
