public import Foundation

/// Makes absolute addresses of what stands in feeds and pages.
public enum WebAddress {
  /// The address that `text` means on a page at `base`; nil when it is none, or not absolute.
  ///
  /// White space and control characters are taken out as browsers do, what no address may hold
  /// is percent-encoded, and a repeated or missing scheme slash is not mended.
  public static func url(_ text: String, base: URL? = nil) -> URL? {
    let cleaned = compact(text)
    guard !cleaned.isEmpty, cleaned.utf8.count <= 8_192 else { return nil }
    let url =
      URL(string: cleaned, relativeTo: base) ?? URL(string: encoded(cleaned), relativeTo: base)
    guard let absolute = url?.absoluteURL, absolute.scheme != nil else { return nil }
    return absolute
  }

  /// A link that a reader may be sent to: http, https, mailto or tel.
  static func link(_ text: String, base: URL?) -> URL? {
    guard let url = url(text, base: base), let scheme = url.scheme?.lowercased() else { return nil }
    switch scheme {
    case "http", "https": return url.host()?.isEmpty == false ? url : nil
    case "mailto", "tel": return url
    default: return nil
    }
  }

  /// A picture that a mail may show: http or https.
  static func picture(_ text: String, base: URL?) -> URL? {
    link(text, base: base).flatMap {
      ["http", "https"].contains($0.scheme?.lowercased()) ? $0 : nil
    }
  }

  /// Without line breaks, tabs and other controls anywhere, or spaces at the ends.
  private static func compact(_ text: String) -> String {
    let scalars = text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
    return String(String.UnicodeScalarView(scalars)).trimmingCharacters(in: .whitespaces)
  }

  /// With everything that is not allowed anywhere in an address percent-encoded.
  private static func encoded(_ text: String) -> String {
    let allowed = Set("%:/?#[]@!$&'()*+,;=-._~".utf8)
    return text.utf8.reduce(into: "") { result, byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || allowed.contains(byte)
      if isPlain {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
  }
}
