/// Text of a header with its encoded-words decoded (RFC 2047).
///
/// They are found wherever they stand, also beside a bracket or a comma. What is in a charset that
/// is not known, or broken, stays as it is written.
struct EncodedWordText {
  let text: String

  init(_ value: String) {
    var reader = EncodedWordReader(Array(value.utf8))
    text = HeaderText.plain(reader.decoded())
  }
}

/// Goes once through the octets of a value.
private struct EncodedWordReader {
  private struct Word {
    let charset: String
    let octets: [UInt8]
    let end: Int
  }

  private let octets: [UInt8]
  private var result = ""
  /// What was decoded of one charset and has not been written: some writers cut a character in two.
  private var waiting: (charset: String, octets: [UInt8], source: Range<Int>)?
  /// What was read and has not been written begins here.
  private var start = 0

  init(_ octets: [UInt8]) { self.octets = octets }

  mutating func decoded() -> String {
    var index = 0
    while index < octets.count {
      guard octets[index] == UInt8(ascii: "="), let word = word(at: index) else {
        index += 1
        continue
      }
      take(word, at: index)
      index = word.end
    }
    flush()
    writePlain(upTo: octets.count)
    return result
  }

  private mutating func take(_ word: Word, at index: Int) {
    let gap = octets[start..<index]
    // Space between two encoded-words is not read (section 6.2).
    let isNext = waiting != nil && gap.allSatisfy { $0 == 0x20 }
    if isNext, let first = waiting?.source.lowerBound, waiting?.charset == word.charset {
      waiting?.octets += word.octets
      waiting?.source = first..<word.end
    } else {
      flush()
      if !isNext { writePlain(upTo: index) }
      waiting = (word.charset, word.octets, index..<word.end)
    }
    start = word.end
  }

  private mutating func writePlain(upTo end: Int) {
    result += String(decoding: octets[start..<end], as: UTF8.self)
    start = end
  }

  private mutating func flush() {
    guard let known = waiting else { return }
    result +=
      Charset(known.charset)?.text(known.octets)
      ?? String(decoding: octets[known.source], as: UTF8.self)
    waiting = nil
  }

  /// `=?charset?Q?payload?=`, without a space in it.
  private func word(at start: Int) -> Word? {
    let mark = UInt8(ascii: "?")
    guard octets.count - start >= 8, octets[start + 1] == mark,
      let charset = field(from: start + 2), !charset.isEmpty, charset.count <= 60,
      let kind = field(from: charset.endIndex + 1), kind.count == 1,
      let payload = field(from: kind.endIndex + 1), payload.endIndex + 1 < octets.count,
      octets[payload.endIndex + 1] == UInt8(ascii: "=")
    else { return nil }
    let decoded: [UInt8]? =
      switch kind.first {
      case UInt8(ascii: "q"), UInt8(ascii: "Q"): Self.unquoted(payload)
      case UInt8(ascii: "b"), UInt8(ascii: "B"): Base64.decoded(Array(payload))
      default: nil
      }
    // A language may stand behind the charset (RFC 2231 section 5).
    let name = String(decoding: charset.prefix { $0 != UInt8(ascii: "*") }, as: UTF8.self)
    guard let decoded, Charset(name) != nil else { return nil }
    return Word(charset: name.lowercased(), octets: decoded, end: payload.endIndex + 2)
  }

  /// What stands from here up to the next `?`; nil where there is none in this word. So no octet is
  /// looked at more than a few times.
  private func field(from start: Int) -> ArraySlice<UInt8>? {
    let end = octets[start...].firstIndex { $0 == UInt8(ascii: "?") || $0 == 0x20 }
    guard let end, octets[end] == UInt8(ascii: "?") else { return nil }
    return octets[start..<end]
  }

  private static func unquoted(_ octets: ArraySlice<UInt8>) -> [UInt8]? {
    var output: [UInt8] = []
    var rest = octets
    while let octet = rest.popFirst() {
      switch octet {
      case UInt8(ascii: "_"): output.append(0x20)
      case UInt8(ascii: "="):
        guard let high = rest.popFirst().flatMap(Hex.value),
          let low = rest.popFirst().flatMap(Hex.value)
        else { return nil }
        output.append(high << 4 | low)
      default: output.append(octet)
      }
    }
    return output
  }
}
