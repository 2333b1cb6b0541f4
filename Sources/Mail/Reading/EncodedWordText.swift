/// Unstructured text of a header with its encoded-words decoded (RFC 2047).
///
/// What is in UTF-8, ASCII or Latin-1 is decoded; what cannot be stays as it is written.
struct EncodedWordText {
  let text: String

  init(_ value: String) {
    var result = ""
    var wasEncoded = false
    for word in value.split(separator: " ") {
      let decoded = Self.decoded(word)
      // Space between two encoded-words is not read (section 6.2).
      if !result.isEmpty, !(wasEncoded && decoded != nil) { result += " " }
      result += decoded ?? String(word)
      wasEncoded = decoded != nil
    }
    text = HeaderText.plain(result)
  }

  private static func decoded(_ word: Substring) -> String? {
    let parts = word.split(separator: "?", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0] == "=", parts[4] == "=" else { return nil }
    let payload = Array(parts[3].utf8)
    let octets: [UInt8]?
    switch parts[2].lowercased() {
    case "q": octets = unquoted(payload)
    case "b": octets = Base64.decoded(payload)
    default: octets = nil
    }
    return octets.flatMap { text(of: $0, charset: parts[1].lowercased()) }
  }

  private static func text(of octets: [UInt8], charset: String) -> String? {
    // A language may stand behind the charset (RFC 2231 section 5).
    switch charset.prefix(while: { $0 != "*" }) {
    case "utf-8", "us-ascii": String(decoding: octets, as: UTF8.self)
    case "iso-8859-1", "windows-1252":
      octets.reduce(into: "") { $0.unicodeScalars.append(Unicode.Scalar($1)) }
    default: nil
    }
  }

  private static func unquoted(_ octets: [UInt8]) -> [UInt8]? {
    var output: [UInt8] = []
    var rest = octets[...]
    while let octet = rest.popFirst() {
      switch octet {
      case UInt8(ascii: "_"): output.append(0x20)
      case UInt8(ascii: "="):
        guard rest.count >= 2,
          let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
        else { return nil }
        output.append(value)
        rest = rest.dropFirst(2)
      default: output.append(octet)
      }
    }
    return output
  }
}
