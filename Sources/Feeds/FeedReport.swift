import Foundation
public import Newsletter

/// What `feed parse` prints of a source.
public struct FeedReport: Sendable {
  public let document: SourceDocument

  public init(_ document: SourceDocument) {
    self.document = document
  }

  /// Stable JSON: sorted keys, absent values null, dates RFC 3339 in UTC.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Texts and numbers alone cannot fail to be encoded.
    guard let data = try? encoder.encode(Report(document)) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }

  /// The same for a reader at a terminal.
  public var text: String {
    let heading = document.title.isEmpty ? "(no title)" : document.title
    let address = document.url.map { "\n\($0.absoluteString)" } ?? ""
    let count = document.listings.count == 1 ? "1 story" : "\(document.listings.count) stories"
    return ([heading + address, count] + document.listings.map(Self.text)).joined(separator: "\n\n")
      + "\n"
  }

  private static func text(_ listing: Listing) -> String {
    var lines = [Self.visible(listing.title.isEmpty ? "(no title)" : listing.title)]
    let date = listing.date.map { "  " + $0.formatted(.iso8601) }
    lines += [date, listing.url.map { "  " + $0.absoluteString }].compactMap { $0 }
    if !listing.summary.isEmpty {
      lines.append(
        "  "
          + visible(String(listing.summary.prefix(200))).replacingOccurrences(of: "\n", with: " "))
    }
    lines += listing.links.map { "  > \(visible($0.text)) <\($0.url.absoluteString)>" }
    return lines.joined(separator: "\n")
  }

  /// Without the characters that would command a terminal.
  private static func visible(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter {
          $0.value == 10 || ($0.value >= 0x20 && !(0x7F...0x9F).contains($0.value))
        }))
  }
}

/// The JSON's shape; fields may be added, none renamed.
private struct Report: Encodable {
  var title: String
  var url: String?
  var stories: [Story]

  init(_ document: SourceDocument) {
    title = document.title
    url = document.url?.absoluteString
    stories = document.listings.map(Story.init)
  }

  enum CodingKeys: String, CodingKey {
    case title, url, stories
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(title, forKey: .title)
    try container.encode(url, forKey: .url)
    try container.encode(stories, forKey: .stories)
  }

  struct Link: Encodable {
    var text: String
    var url: String
  }

  struct Story: Encodable {
    let listing: Listing

    enum CodingKeys: String, CodingKey {
      case id, title, url, published, updated, author, summary, content, links, image, imageWidth,
        imageHeight, imageAlt
    }

    init(_ listing: Listing) {
      self.listing = listing
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      // `encode`, not `encodeIfPresent`: an absent value is null, never a missing key.
      try container.encode(listing.identifier, forKey: .id)
      try container.encode(listing.title, forKey: .title)
      try container.encode(listing.url?.absoluteString, forKey: .url)
      try container.encode(listing.published?.formatted(.iso8601), forKey: .published)
      try container.encode(listing.updated?.formatted(.iso8601), forKey: .updated)
      try container.encode(listing.author, forKey: .author)
      try container.encode(listing.summary, forKey: .summary)
      try container.encode(listing.content, forKey: .content)
      let links = listing.links.map { Link(text: $0.text, url: $0.url.absoluteString) }
      try container.encode(links, forKey: .links)
      try container.encode(listing.image?.absoluteString, forKey: .image)
      try container.encode(listing.imageSize?.width, forKey: .imageWidth)
      try container.encode(listing.imageSize?.height, forKey: .imageHeight)
      try container.encode(listing.imageAlt, forKey: .imageAlt)
    }
  }
}
