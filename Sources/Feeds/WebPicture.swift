import Foundation
import Markup

/// Pictures that a story may be shown with.
enum WebPicture {
  /// The absolute address of a picture on the web.
  static func url(_ text: String, base: URL?) -> URL? {
    guard let url = WebAddress.url(text, base: base),
      ["http", "https"].contains(url.scheme?.lowercased())
    else { return nil }
    return url
  }

  /// The first picture in clean HTML that is no smiley.
  static func first(in clean: String) -> URL? {
    guard clean.contains("<img") else { return nil }
    let images = MarkupDocument.html(clean)?.root.map {
      FeedDiscovery.descendants(of: $0, named: "img", limit: 2_000)
    }
    let addresses = (images ?? []).compactMap { $0.attribute("src").flatMap { url($0, base: nil) } }
    return addresses.first { $0.host() != "s.w.org" && !$0.path().contains("/smilies/") }
  }
}
