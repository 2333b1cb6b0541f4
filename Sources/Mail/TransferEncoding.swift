/// How the octets of a text travel (RFC 2045 section 6).
enum TransferEncoding: String {
  case sevenBit = "7bit"
  case quotedPrintable = "quoted-printable"
  case base64

  /// The plainest that arrives unchanged; of the two that change the text, the smaller.
  static func best(for text: [UInt8]) -> TransferEncoding {
    if isSafeAsIs(text) { return .sevenBit }
    return QuotedPrintable.encoded(text).count <= Base64.sizeOfLines(for: text.count)
      ? .quotedPrintable : .base64
  }

  func encoded(_ text: [UInt8]) -> [UInt8] {
    switch self {
    case .sevenBit: text
    case .quotedPrintable: QuotedPrintable.encoded(text)
    case .base64: Base64.lines(text)
    }
  }

  /// ASCII in lines of at most 998 octets, none of which SMTP, a relay or a mailbox would alter.
  private static func isSafeAsIs(_ text: [UInt8]) -> Bool {
    var lineStart = 0
    for (index, byte) in text.enumerated() {
      if byte == 0x0A {
        guard isSafeLine(text[lineStart..<(index - 1)]) else { return false }
        lineStart = index + 1
      } else if byte >= 0x7F || (byte < 0x20 && byte != 0x09 && byte != 0x0D) {
        return false
      }
    }
    return isSafeLine(text[lineStart...])
  }

  private static func isSafeLine(_ line: ArraySlice<UInt8>) -> Bool {
    line.count <= 998 && line.last != 0x20 && line.last != 0x09
      && line.first != UInt8(ascii: ".") && !line.starts(with: "From ".utf8)
  }
}
