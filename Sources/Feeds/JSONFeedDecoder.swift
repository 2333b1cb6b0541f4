import Foundation
import Markup
import Newsletter

/// Reads JSON Feed 1 and 1.1, taking wrong types where the meaning is plain.
struct JSONFeedDecoder {
  let base: URL?

  func document(from text: String) throws(FeedError) -> SourceDocument {
    let object: Any?
    // Which of its rules the text breaks helps nobody: it is no feed.
    object = try? JSONSerialization.jsonObject(with: Data(text.utf8))
    guard let feed = object as? [String: Any], feed["items"] is [Any] || feed["version"] != nil
    else {
      throw FeedError(source: base?.absoluteString ?? "", reason: .notAFeed)
    }
    let home = address(feed["home_page_url"], base: base)
    var document = SourceDocument(title: line(feed["title"]) ?? "", url: home)
    let items = (feed["items"] as? [Any] ?? []).prefix(FeedDecoder.itemLimit)
    for (index, item) in items.enumerated() {
      if let item = item as? [String: Any] {
        document.listings.append(listing(item, base: base ?? home))
      } else {
        document.warnings.append("item \(index + 1) is no object")
      }
    }
    return document
  }

  private func listing(_ item: [String: Any], base: URL?) -> Listing {
    var listing = Listing(
      identifier: text(item["id"]), url: address(item["url"], base: base),
      title: line(item["title"]) ?? "",
      published: text(item["date_published"]).flatMap(FeedDate.date),
      updated: text(item["date_modified"]).flatMap(FeedDate.date), author: author(of: item))
    let html = text(item["content_html"]).map(FeedText.html)
    let plain = text(item["content_text"]).map(FeedText.plain)
    let summary = text(item["summary"]).map(FeedText.plain)
    if let main = html ?? plain ?? summary {
      let closing = ClosingLines(
        (summary ?? main).lines(base: listing.url ?? base), story: listing.url)
      listing.summary = String(PlainText.text(of: closing.remaining).prefix(20_000))
      listing.links = closing.links
      listing.content = main.clean(base: listing.url ?? base)
    }
    // JSON Feed has no sizes; the text may show the same picture with one.
    let picture =
      WebPicture(text(item["image"]), base: base)
      ?? WebPicture(text(item["banner_image"]), base: base)
    listing.show(picture?.completed(by: listing.content) ?? WebPicture.first(in: listing.content))
    if listing.url == nil { listing.url = address(item["external_url"], base: base) }
    return listing
  }

  private func author(of item: [String: Any]) -> String? {
    let people = (item["authors"] as? [Any] ?? []) + [item["author"] as Any]
    return people.lazy.compactMap { ($0 as? [String: Any]).flatMap { line($0["name"]) } }.first
  }

  /// A text that holds something; numbers are taken for text.
  private func text(_ value: Any?) -> String? {
    let text: String? =
      switch value {
      case let text as String: text
      case let number as NSNumber: number.stringValue
      default: nil
      }
    guard let trimmed = text?.trimmingCharacters(in: .whitespacesAndNewlines), !trimmed.isEmpty
    else {
      return nil
    }
    return trimmed
  }

  private func line(_ value: Any?) -> String? {
    text(value).map { String(PlainText.folded($0).prefix(1_000)) }
  }

  private func address(_ value: Any?, base: URL?) -> URL? {
    text(value).flatMap { WebAddress.url($0, base: base) }
  }
}
