/// Base64 with the alphabet that URLs and local parts take unquoted, without padding (RFC 4648
/// section 5).
enum Base64URL {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// Appends the encoding of some octets.
  static func append(_ octets: [UInt8], to text: inout [UInt8]) {
    for start in stride(from: 0, to: octets.count, by: 3) {
      let count = min(3, octets.count - start)
      var group = UInt32(octets[start]) << 16
      if count > 1 { group |= UInt32(octets[start + 1]) << 8 }
      if count > 2 { group |= UInt32(octets[start + 2]) }
      for position in 0...count {
        text.append(alphabet[Int(group >> (18 - 6 * UInt32(position))) & 0x3F])
      }
    }
  }

  /// The octets; nil when the text is no encoding, or one that ``append(_:to:)`` would not write:
  /// each octets have one text.
  static func octets(_ text: some Collection<UInt8>) -> [UInt8]? {
    guard text.count % 4 != 1 else { return nil }
    var octets: [UInt8] = []
    octets.reserveCapacity(text.count * 3 / 4)
    var group: UInt32 = 0
    var bits: UInt32 = 0
    for character in text {
      guard let value = value(of: character) else { return nil }
      group = group << 6 | value
      bits += 6
      if bits >= 8 {
        bits -= 8
        octets.append(UInt8(truncatingIfNeeded: group >> bits))
        group &= (1 << bits) - 1
      }
    }
    return group == 0 ? octets : nil
  }

  private static func value(of character: UInt8) -> UInt32? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character) - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character) + 4
    case UInt8(ascii: "-"): 62
    case UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
