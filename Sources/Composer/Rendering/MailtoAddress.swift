import Mail

/// A mailto address with a subject (RFC 6068).
struct MailtoAddress {
  let text: String

  init(_ address: EmailAddress, subject: String? = nil) {
    let mailbox = Self.encoded(address.localPart) + "@" + Self.encoded(address.domain)
    text = "mailto:" + mailbox + (subject.map { "?subject=" + Self.encoded($0) } ?? "")
  }

  /// All but RFC 3986's unreserved characters encoded; a plus stays, as no mail client decodes it
  /// to a space there.
  private static func encoded(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      if isPlain(byte) {
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        encoded += "%" + Hexadecimal.pair(byte)
      }
    }
    return encoded
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~+".utf8.contains(byte)
    }
  }
}
