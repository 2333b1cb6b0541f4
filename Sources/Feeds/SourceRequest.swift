public import Foundation

/// One source to read: where it is, what it is, and what we hold of it already.
public struct SourceRequest: Sendable, Equatable {
  /// What is at the address.
  public enum Format: Sendable, Equatable {
    /// RSS, RDF, Atom or JSON Feed.
    case feed
    /// A listing page, read by these rules.
    case page(PageRules)
  }

  /// http, https, file, or a path relative to the current folder.
  public var address: URL
  public var format: Format
  /// The validators of the last reading, for asking "only if it changed".
  public var etag: String?
  public var lastModified: String?
  /// What relative links belong to, when not to the address.
  public var base: URL?

  public init(
    address: URL, format: Format = .feed, etag: String? = nil, lastModified: String? = nil,
    base: URL? = nil
  ) {
    self.address = address
    self.format = format
    self.etag = etag
    self.lastModified = lastModified
    self.base = base
  }
}
