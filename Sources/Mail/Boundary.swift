/// The line that separates the parts of a message (RFC 2046 section 5.1.1).
enum Boundary {
  private static let longest = 60

  /// The wanted boundary in allowed characters, changed until no line of the parts begins with it.
  static func free(_ wanted: String, in parts: [MIMEPart]) -> String {
    let allowed = wanted.utf8.filter(isAllowed).prefix(longest)
    let stem = allowed.isEmpty ? "=_part" : String(decoding: allowed, as: UTF8.self)
    // Each try that fails needs a line of its own in the parts, so this ends.
    var boundary = stem
    var number = 0
    while parts.contains(where: { hasLine(beginningWith: "--" + boundary, in: $0.body) }) {
      number += 1
      boundary = "\(stem).\(number)"
    }
    return boundary
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "'()+_,-./:=?".utf8.contains(byte)
    }
  }

  private static func hasLine(beginningWith prefix: String, in body: [UInt8]) -> Bool {
    let prefix = Array(prefix.utf8)
    var start = body.startIndex
    while start < body.endIndex {
      if body[start] == UInt8(ascii: "-"), body[start...].starts(with: prefix) { return true }
      guard let end = body[start...].firstIndex(of: 0x0A) else { return false }
      start = end + 1
    }
    return false
  }
}
