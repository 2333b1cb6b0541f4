/// Text as it is compared.
enum Words {
  /// White space, no-break spaces among it, folded to single spaces; what is never seen left out.
  static func folded(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    var isSpaced = false
    for scalar in text.unicodeScalars {
      if isSpace(scalar) {
        isSpaced = !result.isEmpty
      } else if !isInvisible(scalar) {
        if isSpaced { result.append(0x20) }
        isSpaced = false
        if scalar.value < 0x80 {
          result.append(UInt8(scalar.value))
        } else {
          result.append(contentsOf: Character(scalar).utf8)
        }
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value <= 0x20 || scalar.value == 0xA0
      || (scalar.value > 0x7F && scalar.properties.isWhitespace)
  }

  /// Zero-width characters, soft hyphens and the fillers that follow a preheader.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x34F, 0x200B...0x200F, 0x2060, 0xFEFF: true
    default: false
    }
  }

  /// The letters and digits alone, in lower case: the same for two texts that read alike.
  static func essence(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for scalar in text.lowercased().unicodeScalars {
      if scalar.value < 0x80 {
        let octet = UInt8(scalar.value)
        if (0x61...0x7A).contains(octet) || (0x30...0x39).contains(octet) { result.append(octet) }
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        result.append(contentsOf: Character(scalar).utf8)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
