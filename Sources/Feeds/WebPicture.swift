import Foundation
import Markup
import Newsletter

/// A picture that a story may be shown with.
struct WebPicture: Equatable {
  /// Absolute, http or https.
  var url: URL
  /// As written beside it; nil where it is not, or only in part.
  var size: PictureSize?
  /// What is written to stand in its place, on one line; nil when that is nothing.
  var alt: String?

  /// Longer is no description.
  private static let longestAlt = 500

  /// Nil when the address is none of the web's.
  init?(_ address: String?, size: PictureSize? = nil, alt: String? = nil, base: URL?) {
    guard let url = address.flatMap({ WebAddress.url($0, base: base) }),
      ["http", "https"].contains(url.scheme?.lowercased())
    else { return nil }
    self.url = url
    self.size = size
    let words = String(PlainText.folded(alt ?? "").prefix(Self.longestAlt))
    self.alt = words.isEmpty ? nil : words
  }

  /// What an `<img>` shows.
  init?(_ element: MarkupElement, base: URL?) {
    self.init(
      element.attribute("src"), size: Self.size(of: element), alt: element.attribute("alt"),
      base: base)
  }

  /// What an element says in `width` and `height`, or in children of these names.
  static func size(of element: MarkupElement) -> PictureSize? {
    guard let width = number("width", of: element), let height = number("height", of: element)
    else { return nil }
    return PictureSize(width: width, height: height)
  }

  /// Whole pixels; a share of something (`50%`) is no size.
  private static func number(_ name: String, of element: MarkupElement) -> Int? {
    let written =
      element.attribute(name) ?? element.children.first { $0.name.lowercased() == name }?.text
    guard let text = written?.trimmingCharacters(in: .whitespacesAndNewlines) else { return nil }
    return Int(text.hasSuffix("px") ? String(text.dropLast(2)) : text)
  }

  /// The first picture in clean HTML that is no smiley.
  static func first(in clean: String) -> WebPicture? {
    all(in: clean).first {
      $0.url.host() != "s.w.org" && !$0.url.path().contains("/smilies/")
    }
  }

  /// This picture with the size and the words that it is shown with in clean HTML, where it has none
  /// of its own.
  func completed(by clean: String) -> WebPicture {
    guard size == nil || alt == nil,
      let shown = Self.all(in: clean).first(where: { $0.url == url })
    else { return self }
    var picture = self
    picture.size = size ?? shown.size
    picture.alt = alt ?? shown.alt
    return picture
  }

  private static func all(in clean: String) -> [WebPicture] {
    guard clean.contains("<img") else { return [] }
    let images = MarkupDocument.html(clean)?.root.map {
      FeedDiscovery.descendants(of: $0, named: "img", limit: 2_000)
    }
    return (images ?? []).compactMap { WebPicture($0, base: nil) }
  }
}

extension Listing {
  mutating func show(_ picture: WebPicture?) {
    image = picture?.url
    imageSize = picture?.size
    imageAlt = picture?.alt
  }
}
