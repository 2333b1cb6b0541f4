import Foundation
import Newsletter

/// One story as templates see it.
struct StoryView {
  /// From 1, in the order of the variant.
  let number: Int
  /// The number with its full stop, moved right so that a list's numbers stand under each other.
  let marker: String
  let title: String
  /// As many dashes as the title's longest line in the text part.
  let underline: String
  let url: String?
  /// The paragraphs of the teaser, maybe none.
  let teaser: [String]
  /// The beginning of the teaser, for a story among many; nil when there is none.
  let brief: String?
  let date: String?
  let author: String?
  let image: Image?
  let links: [Link]
  let hasLinks: Bool
  let isFirst: Bool
  let isLast: Bool
  /// From a source for the whole federation, shown under a heading of their own.
  let isFederationWide: Bool

  struct Image {
    let url: String
    /// What the source says instead of it, maybe nothing.
    let alt: String
    /// In pixels, as it is shown; the whole column's where the picture's is not known.
    let width: Int
    /// Nil where it is not known.
    let height: Int?
  }

  struct Link {
    /// From 1 in its story.
    let number: Int
    /// The whole sentence.
    let text: String
    let url: String
  }

  /// Characters; a feed that gives whole articles makes no digest.
  static let longestTeaser = 1500
  static let longestBrief = 180
  /// Of a story that can be read nowhere else.
  static let longestText = 20_000
  static let longestTitle = 300

  /// - Parameters:
  ///   - column: how wide a picture may be, in pixels.
  ///   - hasWords: dates can be written in words.
  ///   - isAccessible: as ``RenderingVersion/accessible`` has it.
  init(
    _ story: Story, number: Int, of count: Int, zone: TimeZone, language: PrintedLanguage,
    column: Int, hasWords: Bool = true, isFederationWide: Bool = false, isAccessible: Bool = true
  ) {
    let listing = story.listing
    let url = LinkAddress(listing.url)?.text
    // A story without a title is known by its address.
    let line = { (raw: String) in isAccessible ? OneLine(raw).unturned : OneLine(raw) }
    let title = line(listing.title).nonEmpty.map(Self.shortTitle) ?? url ?? "…"
    self.number = number
    let mark = "\(number)."
    marker = String(repeating: " ", count: "\(count).".count - mark.count) + mark
    self.title = title
    underline = Self.underline(title)
    self.url = url
    teaser = Self.paragraphs(
      listing.summary, limit: url == nil ? Self.longestText : Self.longestTeaser)
    brief = teaser.first.map { line($0).shortened(to: Self.longestBrief) }
    date = listing.date.map {
      let day = PrintedDate($0, in: zone)
      return hasWords ? day.plain(language) : day.numeric
    }
    author = listing.author.flatMap { line($0).nonEmpty }
    image = LinkAddress(listing.image).flatMap { address in
      guard address.isWeb else { return nil }
      let size = listing.imageSize?.fitted(to: column)
      return Image(
        url: address.text, alt: isAccessible ? Self.alt(of: listing) : title,
        width: size?.width ?? column, height: size?.height)
    }
    links = Self.links(listing.links, line)
    hasLinks = !links.isEmpty
    isFirst = number == 1
    isLast = number == count
    self.isFederationWide = isFederationWide
  }

  /// The source's words; nothing where they are the title's, which stands there already.
  private static func alt(of listing: Listing) -> String {
    let alt = OneLine(listing.imageAlt ?? "").unturned.text
    return alt == OneLine(listing.title).unturned.text ? "" : alt
  }

  /// The title's own lines decide, as they will be wrapped.
  private static func underline(_ title: String) -> String {
    let width = WrappedText.lines(of: title).map(\.count).max() ?? 0
    return String(repeating: "-", count: min(width, WrappedText.columns))
  }

  private static func shortTitle(_ title: String) -> String {
    OneLine(title).shortened(to: longestTitle)
  }

  /// The paragraphs up to the limit, the one that reaches over it cut at a word.
  private static func paragraphs(_ text: String, limit: Int) -> [String] {
    var paragraphs: [String] = []
    var room = limit
    for paragraph in Paragraphs(text).texts {
      guard room > 0 else { break }
      paragraphs.append(OneLine(paragraph).shortened(to: room))
      room -= paragraph.count
    }
    return paragraphs
  }

  /// Links without a usable address are left out: their sentence would lead nowhere.
  private static func links(
    _ links: [RelatedLink], _ line: (String) -> OneLine
  ) -> [Link] {
    let usable = links.compactMap { link in
      LinkAddress(link.url).map { (line(link.text).nonEmpty ?? $0.text, $0.text) }
    }
    return usable.enumerated().map { Link(number: $0 + 1, text: $1.0, url: $1.1) }
  }
}
