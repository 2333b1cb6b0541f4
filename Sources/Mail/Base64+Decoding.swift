extension Base64 {
  /// The octets of an encoding without line ends; nil when the text is none. Missing padding is
  /// forgiven.
  static func decoded(_ text: [UInt8]) -> [UInt8]? {
    var octets: [UInt8] = []
    octets.reserveCapacity(text.count * 3 / 4)
    var group: UInt32 = 0
    var bits = 0
    var rest = text[...]
    while rest.last == UInt8(ascii: "=") { rest.removeLast() }
    for character in rest {
      guard let value = value(of: character) else { return nil }
      group = (group << 6 | value) & 0xFFF
      bits += 6
      guard bits >= 8 else { continue }
      bits -= 8
      octets.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
    }
    return bits < 6 ? octets : nil
  }

  /// The octets of a body as it came: what is not of the alphabet is passed over (RFC 2045
  /// section 6.8), and an encoding may follow behind the padding of another.
  static func decoded(body: some Collection<UInt8>) -> [UInt8] {
    var octets: [UInt8] = []
    octets.reserveCapacity(body.count / 4 * 3)
    var group: UInt32 = 0
    var bits: UInt32 = 0
    for character in body {
      guard let value = value(of: character) else {
        if character == UInt8(ascii: "=") { bits = 0 }
        continue
      }
      group = (group << 6 | value) & 0xFFF
      bits += 6
      guard bits >= 8 else { continue }
      bits -= 8
      octets.append(UInt8(truncatingIfNeeded: group >> bits))
    }
    return octets
  }

  private static func value(of character: UInt8) -> UInt32? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character) - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character) + 4
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
