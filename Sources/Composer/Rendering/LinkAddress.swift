import Foundation

/// An address that may stand behind a link: http, https or mailto, printable ASCII, not too long.
///
/// Whatever else a source offers (`javascript:`, `data:`, a kilobyte of garbage) is shown as text
/// without a link.
struct LinkAddress {
  let text: String
  /// http or https: a picture may come from nowhere else.
  let isWeb: Bool

  /// Longer ones no browser and few mail clients open.
  static let longest = 2048

  init?(_ url: URL?) {
    guard let url, let scheme = url.scheme?.lowercased() else { return nil }
    switch scheme {
    case "http", "https": guard let host = url.host(), !host.isEmpty else { return nil }
    case "mailto": break
    default: return nil
    }
    let text = Self.percentEncoded(url.absoluteString)
    guard text.utf8.count <= Self.longest else { return nil }
    self.text = text
    isWeb = scheme != "mailto"
  }

  /// Reads what a Markdown link or a setting names; nil for relative addresses too.
  init?(_ text: String) {
    guard text.utf8.count <= Self.longest, let url = URL(string: text) else { return nil }
    self.init(url)
  }

  /// The address with every byte encoded that could end an attribute, a line or an angle bracket.
  private static func percentEncoded(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      if (33...126).contains(byte), !#""<>\^`{|}"#.utf8.contains(byte) {
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        encoded += "%" + Hexadecimal.pair(byte)
      }
    }
    return encoded
  }
}
