/// Unstructured text in a header, as tokens to fold between.
enum HeaderText {
  /// Longer words are encoded, so that they can be folded.
  private static let longestWord = 60

  /// The text on one line: each run of control characters and line separators as one space, none
  /// at either end.
  static func plain(_ text: String) -> String {
    if isPlain(text.utf8) { return text }
    var result = String.UnicodeScalarView()
    var isInRun = false
    for scalar in text.unicodeScalars {
      let isBreak = isControl(scalar)
      if !isBreak { result.append(scalar) } else if !isInRun { result.append(" ") }
      isInRun = isBreak
    }
    let start = result.firstIndex { $0 != " " } ?? result.endIndex
    let last = result.lastIndex { $0 != " " } ?? result.startIndex
    return start < result.endIndex ? String(result[start...last]) : ""
  }

  /// Whether the text is as it should be already, as most are.
  private static func isPlain(_ text: String.UTF8View) -> Bool {
    let space = UInt8(ascii: " ")
    return text.first != space && text.last != space
      && text.allSatisfy { (0x20...0x7E).contains($0) }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      || scalar.value == 0x2028 || scalar.value == 0x2029
  }

  /// Words as they are, and between the first and the last that ASCII cannot carry, encoded-words.
  ///
  /// Space between two encoded-words is not read (RFC 2047 section 6.2), so the words between go
  /// into them. An empty word stands for a double space, which folding could lose.
  static func tokens(of text: String, after column: Int) -> [[UInt8]] {
    let words = plain(text).utf8.split(
      separator: UInt8(ascii: " "), omittingEmptySubsequences: false
    ).map { Array($0) }
    guard words != [[]] else { return [] }
    guard var first = words.firstIndex(where: needsEncoding),
      var last = words.lastIndex(where: needsEncoding)
    else { return words }
    // The text has no space at its ends, so an empty word has neighbours; they go in with it.
    while words[first].isEmpty { first -= 1 }
    while words[last].isEmpty { last += 1 }
    let run = Array(words[first...last].joined(separator: [UInt8(ascii: " ")]))
    let start = first == 0 ? column : 1
    return words[..<first] + EncodedWord.tokens(of: run, after: start) + words[(last + 1)...]
  }

  private static func needsEncoding(_ word: [UInt8]) -> Bool {
    word.isEmpty || word.count > longestWord || word.contains { $0 >= 0x80 }
      || EncodedWord.isLookalike(word)
  }
}

/// A display name, as tokens to fold between (RFC 5322, phrase).
enum HeaderPhrase {
  static let longestQuoted = 64

  static func tokens(of name: String, after column: Int) -> [[UInt8]] {
    let bytes = Array(HeaderText.plain(name).utf8)
    if bytes.isEmpty { return [] }
    if bytes.contains(where: { $0 >= 0x80 }) || EncodedWord.isLookalike(bytes)
      || bytes.count > longestQuoted
    {
      return EncodedWord.tokens(of: bytes, after: column)
    }
    let words = bytes.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    if words.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isAtomText) }) {
      return words.map(Array.init)
    }
    return [quoted(bytes)]
  }

  static func quoted(_ bytes: [UInt8]) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    let backslash = UInt8(ascii: "\\")
    return [quote] + bytes.flatMap { $0 == quote || $0 == backslash ? [backslash, $0] : [$0] }
      + [quote]
  }

  static func isAtomText(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }
  }
}
