/// Text from outside made fit for one line: no line ends, no controls, no double spaces.
///
/// A title with CR and LF could end a header, one with ESC could paint a terminal.
struct OneLine {
  let text: String

  init(_ raw: String) {
    if Self.isOneLine(raw.utf8) {
      text = raw
      return
    }
    var octets: [UInt8] = []
    octets.reserveCapacity(raw.utf8.count)
    var isSpacePending = false
    for scalar in raw.unicodeScalars {
      if Self.isSpace(scalar) {
        isSpacePending = !octets.isEmpty
      } else {
        if isSpacePending { octets.append(UInt8(ascii: " ")) }
        isSpacePending = false
        if scalar.isASCII {
          octets.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
          octets += scalar.utf8
        }
      }
    }
    text = String(decoding: octets, as: UTF8.self)
  }

  /// Whether the text is plain and as it should be already, as nearly all names are.
  private static func isOneLine(_ text: String.UTF8View) -> Bool {
    var previous = UInt8(ascii: " ")
    for byte in text {
      guard (0x20...0x7E).contains(byte), byte != UInt8(ascii: " ") || previous != byte else {
        return false
      }
      previous = byte
    }
    return previous != UInt8(ascii: " ") || text.isEmpty
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    // ASCII's spaces and controls are its beginning: no need to look them up.
    if scalar.value < 0x7F { return scalar.value <= 0x20 }
    return scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
  }

  /// The same without marks that turn text around: one that a title leaves open would turn what
  /// stands behind it, in an inbox too.
  var unturned: OneLine {
    guard text.unicodeScalars.contains(where: Self.isTurn) else { return self }
    return OneLine(
      String(String.UnicodeScalarView(text.unicodeScalars.filter { !Self.isTurn($0) })))
  }

  private static func isTurn(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }

  /// Nil when nothing was left.
  var nonEmpty: String? { text.isEmpty ? nil : text }

  /// The text cut at a word so that it has at most `limit` characters, the ellipsis included.
  func shortened(to limit: Int) -> String {
    // Octets are cheaper to count, and never fewer.
    guard text.utf8.count > limit, text.count > limit else { return text }
    let head = text.prefix(limit - 1)
    let cut = head.lastIndex(of: " ").map { head[..<$0] } ?? head
    // A cut in the first half would leave too little: an unbroken word is cut inside.
    let kept = cut.count * 2 < limit ? head : cut
    return kept.trimmingSuffix { " ,;:.-–—(\"'".contains($0) } + "…"
  }
}

extension Substring {
  /// The text without the characters at its end that `isOut` names.
  fileprivate func trimmingSuffix(while isOut: (Character) -> Bool) -> String {
    var rest = self
    while let last = rest.last, isOut(last) { rest.removeLast() }
    return String(rest)
  }
}
