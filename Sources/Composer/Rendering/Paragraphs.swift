/// Plain text as paragraphs, each on one line; an empty line parts them.
struct Paragraphs {
  let texts: [String]

  init(_ text: String) {
    if Self.isOneLine(text.utf8) {
      texts = OneLine(text).nonEmpty.map { [$0] } ?? []
      return
    }
    var paragraphs: [[Substring]] = [[]]
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.allSatisfy(\.isWhitespace) {
        paragraphs.append([])
      } else {
        paragraphs[paragraphs.count - 1].append(line)
      }
    }
    texts = paragraphs.compactMap { OneLine($0.joined(separator: " ")).nonEmpty }
  }

  /// Whether nothing ends a line, and something can be seen: to part characters takes longer.
  private static func isOneLine(_ text: String.UTF8View) -> Bool {
    var isVisible = false
    var last: UInt32 = 0
    for byte in text {
      // The last three octets: U+0085, U+2028 and U+2029 end lines too.
      last = last << 8 & 0xFF_FFFF | UInt32(byte)
      switch byte {
      case 0x0A...0x0D: return false
      case 0x21...0x7E: isVisible = true
      case 0x85 where last & 0xFFFF == 0xC285: return false
      case 0xA8 where last == 0xE280A8, 0xA9 where last == 0xE280A9: return false
      default: break
      }
    }
    return isVisible
  }
}
