/// The beginning of a long text, in lines that a browser can show.
struct Excerpt: Sendable {
  let lines: [String]
  let isCut: Bool

  /// Octets in all.
  static let longest = 256 * 1024
  /// Octets of one line: much longer ones would keep a browser busy for long.
  static let longestLine = 4000
  static let mostLines = 5000

  init(_ octets: [UInt8]) {
    var isCut = octets.count > Self.longest
    let all = octets.prefix(Self.longest).split(
      separator: 0x0A, maxSplits: Self.mostLines, omittingEmptySubsequences: false)
    if all.count > Self.mostLines { isCut = true }
    lines = all.prefix(Self.mostLines).map { line in
      let line = line.last == 0x0D ? line.dropLast() : line
      guard line.count > Self.longestLine else { return String(decoding: line, as: UTF8.self) }
      isCut = true
      return Self.beginning(line, octets: Self.longestLine)
    }
    self.isCut = isCut
  }

  /// A text on one line, and an ellipsis where it was longer.
  static func text(_ text: String, octets: Int) -> String {
    guard text.utf8.count > octets else { return text }
    return beginning(Array(text.utf8)[...], octets: octets)
  }

  private static func beginning(_ line: ArraySlice<UInt8>, octets: Int) -> String {
    var end = line.startIndex + octets
    // Not within a character, as far as it is one.
    while end > line.startIndex, line[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: line[..<end], as: UTF8.self) + " …"
  }
}
