public import Foundation

/// One story as it stands in one source document: what a feed's item or a page's row says.
///
/// The same story may be listed by several sources; ``Story`` is what they add up to.
public struct Listing: Sendable, Equatable, Codable {
  /// The feed's own guid or atom:id, or a page's node id (`node-4000`), as written.
  public var identifier: String?
  /// The absolute address of the story.
  public var url: URL?
  /// Plain text on one line.
  public var title: String
  public var published: Date?
  public var updated: Date?
  public var author: String?
  /// The teaser as plain text, paragraphs parted by a blank line, without the related links.
  public var summary: String
  /// The text as clean HTML (an allowlist of elements, absolute addresses), maybe empty.
  public var content: String
  /// Closing lines such as "Click here for the full list".
  public var links: [RelatedLink]
  /// The absolute address of the story's picture.
  public var image: URL?
  /// How large that picture is; nil where the source does not say.
  public var imageSize: PictureSize?
  /// What its source says instead of that picture, on one line; nil where it says nothing.
  public var imageAlt: String?

  public init(
    identifier: String? = nil, url: URL? = nil, title: String, published: Date? = nil,
    updated: Date? = nil, author: String? = nil, summary: String = "", content: String = "",
    links: [RelatedLink] = [], image: URL? = nil,
    imageSize: PictureSize? = nil, imageAlt: String? = nil
  ) {
    self.identifier = identifier
    self.url = url
    self.title = title
    self.published = published
    self.updated = updated
    self.author = author
    self.summary = summary
    self.content = content
    self.links = links
    self.image = image
    self.imageSize = imageSize
    self.imageAlt = imageAlt
  }
}

/// A closing line of a story that leads elsewhere: the whole sentence and its address.
public struct RelatedLink: Sendable, Hashable, Codable {
  /// The sentence as plain text ("Click here for the full list of endorsements.").
  public var text: String
  /// Absolute, http, https or mailto.
  public var url: URL

  public init(text: String, url: URL) {
    self.text = text
    self.url = url
  }
}

extension Listing {
  /// When it appeared, as far as its source says: many feeds have only a date of change.
  public var date: Date? { published ?? updated }

  /// This reading on top of an earlier one: what it does not say (a page has no dates) stays.
  public func laid(over earlier: Listing) -> Listing {
    var result = self
    result.identifier = identifier ?? earlier.identifier
    result.url = url ?? earlier.url
    result.title = title.isEmpty ? earlier.title : title
    result.published = published ?? earlier.published
    result.updated = updated ?? earlier.updated
    result.author = author ?? earlier.author
    result.image = image ?? earlier.image
    // A size and words belong to their picture alone.
    if result.image == earlier.image {
      result.imageSize = imageSize ?? earlier.imageSize
      result.imageAlt = imageAlt ?? earlier.imageAlt
    }
    if content.isEmpty { result.content = earlier.content }
    if summary.isEmpty && links.isEmpty {
      result.summary = earlier.summary
      result.links = earlier.links
    }
    return result
  }
}
