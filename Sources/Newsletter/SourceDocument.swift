public import Foundation

/// What one reading of one source gave: its name and its listings, in the document's order.
public struct SourceDocument: Sendable, Equatable {
  /// The feed's or page's title as plain text, maybe empty.
  public var title: String
  /// The web page that the feed belongs to, when it says so.
  public var url: URL?
  public var listings: [Listing]
  /// What could not be had, a sentence each.
  public var warnings: [String]

  public init(
    title: String = "", url: URL? = nil, listings: [Listing] = [], warnings: [String] = []
  ) {
    self.title = title
    self.url = url
    self.listings = listings
    self.warnings = warnings
  }
}
