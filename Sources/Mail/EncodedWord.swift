/// Text that is not ASCII, inside a header (RFC 2047).
enum EncodedWord {
  private static let longest = 75
  /// `=?utf-8?Q?` and `?=`.
  private static let frame = 12
  private static let lineLimit = 76

  /// Whether a reader could take the bytes for an encoded-word although none was meant.
  static func isLookalike(_ bytes: [UInt8]) -> Bool {
    zip(bytes, bytes.dropFirst()).contains { $0 == UInt8(ascii: "=") && $1 == UInt8(ascii: "?") }
  }

  /// UTF-8 text as encoded-words of at most 75 octets, in whichever of B and Q is shorter.
  ///
  /// - Parameter column: octets that stand before the first one in its line.
  static func tokens(of bytes: [UInt8], after column: Int) -> [[UInt8]] {
    let sizeInQ = bytes.reduce(0) { $0 + quotedLength(of: $1) }
    let usesQ = sizeInQ <= (bytes.count + 2) / 3 * 4
    var tokens: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let line = tokens.isEmpty ? max(lineLimit - column, 32) : longest
      let piece = prefix(of: rest, fitting: min(line, longest) - frame, usesQ: usesQ)
      tokens.append(
        usesQ
          ? Array("=?utf-8?Q?".utf8) + quoted(piece) + Array("?=".utf8)
          : Array("=?utf-8?B?".utf8) + Base64.encoded(piece) + Array("?=".utf8))
      rest = rest[piece.endIndex...]
    }
    return tokens
  }

  /// The longest beginning whose encoding fits and which ends where a scalar ends.
  private static func prefix(
    of bytes: ArraySlice<UInt8>, fitting room: Int, usesQ: Bool
  ) -> ArraySlice<UInt8> {
    var end = bytes.startIndex
    var used = 0
    while end < bytes.endIndex {
      let scalarEnd = bytes[(end + 1)...].firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.endIndex
      used +=
        usesQ
        ? bytes[end..<scalarEnd].reduce(0) { $0 + quotedLength(of: $1) } : scalarEnd - end
      guard usesQ ? used <= room : used <= room / 4 * 3 else { break }
      end = scalarEnd
    }
    return bytes[..<goodCut(in: bytes, notAfter: end)]
  }

  /// A cut between two octets of which neither is a space, where there is one: some readers trim
  /// what they have decoded.
  private static func goodCut(in bytes: ArraySlice<UInt8>, notAfter end: Int) -> Int {
    guard end < bytes.endIndex else { return end }
    let space = UInt8(ascii: " ")
    let cuts = (bytes.startIndex + 1..<end + 1).reversed()
    return cuts.first {
      bytes[$0 - 1] != space && bytes[$0] != space && bytes[$0] & 0xC0 != 0x80
    } ?? end
  }

  private static func quotedLength(of byte: UInt8) -> Int {
    isPlain(byte) || byte == UInt8(ascii: " ") ? 1 : 3
  }

  private static func quoted(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.flatMap { byte -> [UInt8] in
      if byte == UInt8(ascii: " ") { return [UInt8(ascii: "_")] }
      return isPlain(byte) ? [byte] : [UInt8(ascii: "=")] + Hex.upper(byte)
    }
  }

  /// What may stand unencoded even in a display name (section 5, rule 3).
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!*+-/".utf8.contains(byte)
    }
  }
}
