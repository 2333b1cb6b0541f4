import Mustache

/// How values enter an HTML template: with the five characters of markup written as entities.
///
/// swift-mustache's own escaping goes by `Character`, so a quote followed by a combining accent is
/// another character to it and ends an attribute unescaped. This one goes by bytes.
struct EscapedHTML: MustacheContentType {
  /// The name that templates are compiled with.
  static let name = "ESCAPED_HTML"

  /// Makes the name known to swift-mustache; once a process is enough, more do no harm.
  static let registered: Void = MustacheContentTypes.register(EscapedHTML(), named: name)

  func escapeText(_ text: String) -> String {
    text.utf8.contains(where: Self.isMarkup)
      ? String(decoding: Self.octets(text), as: UTF8.self) : text
  }

  /// The escaped text in UTF-8.
  static func octets(_ text: String) -> [UInt8] {
    guard text.utf8.contains(where: isMarkup) else { return Array(text.utf8) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      default: bytes.append(byte)
      }
    }
    return bytes
  }

  private static func isMarkup(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      true
    default: false
    }
  }

  /// The escaped text, for markup that Swift writes.
  static func escape(_ text: String) -> String { EscapedHTML().escapeText(text) }
}
