import Foundation
import Markup
import Newsletter

/// A picture that a story may be shown with.
struct WebPicture: Equatable {
  /// Absolute, http or https.
  var url: URL
  /// As written beside it; nil where it is not, or only in part.
  var size: PictureSize?

  /// Nil when the address is none of the web's.
  init?(_ address: String?, size: PictureSize? = nil, base: URL?) {
    guard let url = address.flatMap({ WebAddress.url($0, base: base) }),
      ["http", "https"].contains(url.scheme?.lowercased())
    else { return nil }
    self.url = url
    self.size = size
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

  /// This picture with the size that it is shown with in clean HTML, where it has none of its own.
  func sized(by clean: String) -> WebPicture {
    guard size == nil, let shown = Self.all(in: clean).first(where: { $0.url == url }) else {
      return self
    }
    return shown
  }

  private static func all(in clean: String) -> [WebPicture] {
    guard clean.contains("<img") else { return [] }
    let images = MarkupDocument.html(clean)?.root.map {
      FeedDiscovery.descendants(of: $0, named: "img", limit: 2_000)
    }
    return (images ?? []).compactMap {
      WebPicture($0.attribute("src"), size: size(of: $0), base: nil)
    }
  }
}

extension Listing {
  mutating func show(_ picture: WebPicture?) {
    image = picture?.url
    imageSize = picture?.size
  }
}
