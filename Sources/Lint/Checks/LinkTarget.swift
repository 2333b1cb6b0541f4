import Foundation

/// An address that a link leads to.
struct LinkTarget {
  let text: String

  init(_ text: String) { self.text = text }

  /// As browsers read it: without white space around and line breaks within.
  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars.filter { $0.value != 0x0A && $0.value != 0x0D && $0 != "\t" }
    return String(String.UnicodeScalarView(scalars)).trimmingCharacters(in: .whitespaces)
  }

  /// In lower case; nil for a relative address.
  var scheme: String? {
    guard let colon = text.firstIndex(of: ":"), colon > text.startIndex,
      text[..<colon].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
      ),
      text.first?.isLetter == true
    else { return nil }
    return text[..<colon].lowercased()
  }

  var isWeb: Bool { scheme == "http" || scheme == "https" }

  /// In lower case, without the port.
  var host: String? {
    guard isWeb, let start = text.range(of: "://")?.upperBound else { return nil }
    let authority = text[start...].prefix { !"/?#\\".contains($0) }
    let place = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
    let named = place ?? authority
    // `[::1]:8080` has colons in it.
    if named.first == "[", let end = named.firstIndex(of: "]") {
      return named[...end].lowercased()
    }
    let host = named.prefix { $0 != ":" }
    return host.isEmpty ? nil : host.lowercased()
  }

  var isNumeric: Bool {
    guard let host else { return false }
    if host.hasPrefix("[") { return true }
    return host.split(separator: ".").count == 4 && host.allSatisfy { $0.isNumber || $0 == "." }
  }

  /// Whether a reader who follows it may arrive.
  var leadsSomewhere: Bool { flaw == nil && scheme != nil }

  /// Why it leads nowhere; nil when it may, or is relative.
  var flaw: String? {
    if text.isEmpty { return "leads nowhere" }
    guard let scheme else { return nil }
    switch scheme {
    case "http", "https":
      guard let host else { return "has no host" }
      if text.contains(" ") || host.contains(",") { return "has a space or a comma in it" }
      if host == "http" || host == "https" { return "has its beginning twice" }
      if !host.contains("."), !host.hasPrefix("[") { return "works on this network alone" }
      if NetworkHost.isNear(host) { return "works on this network alone" }
      if host.contains("..") || host.hasPrefix(".") || host.hasSuffix("-") {
        return "has a host that cannot be"
      }
      if URL(string: text) == nil { return "is no address" }
      return nil
    case "mailto":
      return MailTarget(text).flaw
    case "tel", "sms": return text.contains(where: \.isNumber) ? nil : "has no number"
    case "javascript", "vbscript": return "is a script, which no client runs"
    case "file": return "is a file on somebody's own machine"
    case "data", "cid", "about": return "leads nowhere"
    default: return "begins with '\(scheme):', which few clients can open"
    }
  }

  // MARK: In plain text

  /// The web addresses in a plain text, with their lines.
  static func addresses(in text: String) -> [(address: String, line: Int)] {
    var found: [(address: String, line: Int)] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      for word in line.split(whereSeparator: { $0.isWhitespace || $0 == "<" || $0 == ">" }) {
        guard let start = word.range(of: "http")?.lowerBound else { continue }
        let address = word[start...]
        guard address.hasPrefix("http://") || address.hasPrefix("https://") else { continue }
        found.append((String(withoutStop(address)), number + 1))
      }
    }
    return found
  }

  /// An address without what the sentence around it may have put at its end.
  static func withoutStop(_ address: Substring) -> Substring {
    var address = address
    while let last = address.last, ".,;:!?\"'".contains(last) || unopened(last, address) {
      address.removeLast()
    }
    return address
  }

  /// A bracket that closes what was not opened in the address.
  private static func unopened(_ last: Character, _ address: Substring) -> Bool {
    (last == ")" && !address.contains("(")) || (last == "]" && !address.contains("["))
  }
}
