import Foundation

/// Pictures that are there to count readers, not to be seen.
enum TrackerPixel {
  /// Hosts, or beginnings of host and path, that serve nothing else.
  private static let places = [
    "feeds.feedburner.com/~", "feedproxy.google.com/~", "feeds.wordpress.com/", "pixel.wp.com/",
    "stats.wordpress.com/", "pixel.quantserve.com/", "b.scorecardresearch.com/",
    "ad.doubleclick.net/",
    "www.google-analytics.com/", "feedads.g.doubleclick.net/", "rss.feedsportal.com/",
    "da.feedsportal.com/", "pi.feedsportal.com/", "res.feedsportal.com/", "www.facebook.com/tr",
  ]

  static func isLikely(_ image: MarkupElement) -> Bool {
    if isTiny(image.attribute("width")) || isTiny(image.attribute("height")) { return true }
    let style = (image.attribute("style") ?? "").lowercased().filter { $0 != " " }
    let hidden = [
      "width:1px", "height:1px", "width:0", "height:0", "display:none", "visibility:hidden",
    ]
    if hidden.contains(where: { declares(style, $0) }) { return true }
    let source = image.attribute("src") ?? ""
    guard let start = source.range(of: "//") else { return false }
    return places.contains { source[start.upperBound...].lowercased().hasPrefix($0) }
  }

  private static func isTiny(_ size: String?) -> Bool {
    guard let size else { return false }
    let digits = size.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: "px", with: "")
    return Int(digits).map { $0 <= 1 } ?? false
  }

  /// Whether a style says this, and not `max-width:0` or `width:100px`.
  private static func declares(_ style: String, _ declaration: String) -> Bool {
    style.split(separator: ";").contains { $0 == declaration || $0 == declaration + "px" }
  }
}
