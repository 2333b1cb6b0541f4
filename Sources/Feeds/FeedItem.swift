import Foundation
import Markup
import Newsletter

/// One item or entry of a feed, read into a listing.
struct FeedItem {
  let fields: FeedFields

  var listing: Listing {
    let link = link
    var listing = Listing(
      identifier: identifier, url: link, title: fields.title, published: published,
      updated: updated, author: author)
    addTexts(to: &listing)
    listing.show(picture(in: listing.content))
    return listing
  }

  // MARK: Identity

  private var identifier: String? {
    let text = fields.text(["guid", "id"]) ?? fields.element.attribute("rdf:about") ?? ""
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    return trimmed.isEmpty ? nil : String(trimmed.prefix(2_000))
  }

  /// The story's address; Feedburner's redirecting one is replaced by the original.
  private var link: URL? {
    let link = fields.link
    let redirects = ["feedproxy.google.com", "feeds.feedburner.com", "rss.feedsportal.com"]
    guard link.map({ redirects.contains($0.host() ?? "") }) ?? true,
      let original = fields.text(["feedburner:origlink"])
    else { return link }
    return WebAddress.url(original, base: fields.base(of: fields.element)) ?? link
  }

  // MARK: Dates

  private static let publishedNames = ["pubdate", "published", "issued", "dcterms:issued"]
  private static let updatedNames = [
    "updated", "modified", "dcterms:modified", "lastbuilddate", "media:updated",
  ]
  /// Dates that do not say what they are the date of.
  private static let plainNames = ["dc:date", "date", "dcterms:date", "prism:publicationdate"]

  private var published: Date? {
    date(Self.publishedNames) ?? date(Self.plainNames)
  }

  private var updated: Date? {
    date(Self.updatedNames) ?? fields.element.attribute("lastmod").flatMap(FeedDate.date)
      ?? date(Self.plainNames)
  }

  /// The last date that can be read, of the first name that has one.
  private func date(_ names: [String]) -> Date? {
    for name in names {
      for element in fields.all(name).reversed() {
        if let date = FeedDate.date(element.text) { return date }
      }
    }
    return nil
  }

  // MARK: Author

  private var author: String? {
    let names = ["author", "dc:creator", "dc:author", "itunes:author", "media:credit"]
    for name in names {
      guard let element = fields.all(name).first(where: { !FeedFields.isBlank($0) }) else {
        continue
      }
      let person = element.children.first { $0.name.lowercased() == "name" } ?? element
      if let author = Byline.name(in: person.text) { return author }
    }
    return nil
  }

  // MARK: Texts

  private func addTexts(to listing: inout Listing) {
    let body = text(["content:encoded", "content", "xhtml:body", "body", "fullitem"])
    let teaser = text([
      "description", "summary", "dc:description", "abstract", "dcterms:abstract",
      "media:description",
      "itunes:summary", "itunes:subtitle",
    ])
    guard let main = body ?? teaser else { return }
    let short = teaser ?? main
    let closing = ClosingLines(
      short.text.lines(base: short.base ?? listing.url), story: listing.url)
    listing.summary = String(PlainText.text(of: closing.remaining).prefix(20_000))
    listing.links = closing.links
    listing.content = main.text.clean(base: main.base ?? listing.url)
  }

  private struct BasedText {
    var text: FeedText
    var base: URL?
  }

  private func text(_ names: [String]) -> BasedText? {
    for name in names {
      guard
        let element = fields.all(name).last(where: {
          !FeedFields.isBlank($0) || !$0.children.isEmpty
        })
      else { continue }
      let isPlain = fields.isAtom && (name == "summary" || name == "content")
      let text = FeedText(element, assumed: isPlain ? .plain : .html, isAtom: isPlain)
      return BasedText(text: text, base: fields.base(of: element))
    }
    return nil
  }

  // MARK: Picture

  private func picture(in content: String) -> WebPicture? {
    let media = fields.all("media:content").filter { isPicture($0) && $0.attribute("url") != nil }
    let enclosures =
      (fields.all("enclosure") + fields.all("link").filter { $0.attribute("rel") == "enclosure" })
      .filter(isPicture)
    let named =
      media.map { ($0, $0.attribute("url")) }
      + enclosures.map { ($0, $0.attribute("url") ?? $0.attribute("href")) }
      + fields.all("media:thumbnail").map { ($0, $0.attribute("url")) }
      + fields.all("itunes:image").map { ($0, $0.attribute("href")) }
      + fields.all("image").map { image in
        (image, image.children.first { $0.name == "url" }?.text ?? image.attribute("href"))
      }
    let base = fields.base(of: fields.element)
    let first = named.lazy.compactMap { element, address in
      WebPicture(address, size: WebPicture.size(of: element), base: base)
    }.first
    return first?.completed(by: content) ?? WebPicture.first(in: content)
  }

  private func isPicture(_ element: MarkupElement) -> Bool {
    element.attribute("medium")?.lowercased() == "image"
      || element.attribute("type")?.lowercased().hasPrefix("image/") ?? false
  }
}
