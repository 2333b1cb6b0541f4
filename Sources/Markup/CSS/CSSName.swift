/// What the octets of a name, a string or an address mean once their escapes are read.
enum CSSName {
  /// The text of a name as written, its escapes resolved (CSS Syntax Level 3, section 4.3.7).
  static func text(_ written: ArraySlice<UInt8>) -> String {
    guard written.contains(CSSByte.backslash) else {
      return String(decoding: written, as: UTF8.self)
    }
    var result = String.UnicodeScalarView()
    let scalars = Array(String(decoding: written, as: UTF8.self).unicodeScalars)
    var place = 0
    while place < scalars.count {
      if scalars[place] == "\\" {
        if let scalar = escaped(scalars, &place) { result.append(scalar) }
      } else {
        result.append(scalars[place])
        place += 1
      }
    }
    return String(result)
  }

  /// Reads an escape at `place` and goes behind it; nil for one that stands for nothing: a
  /// continued line, or a backslash at the end.
  static func escaped(_ scalars: [Unicode.Scalar], _ place: inout Int) -> Unicode.Scalar? {
    place += 1
    guard place < scalars.count else { return nil }
    var number: UInt32 = 0
    var digits = 0
    while digits < 6, place < scalars.count, let digit = hexDigit(scalars[place]) {
      number = number * 16 + digit
      digits += 1
      place += 1
    }
    guard digits > 0 else {
      let scalar = scalars[place]
      place += 1
      if scalar == "\r", place < scalars.count, scalars[place] == "\n" { place += 1 }
      return isNewline(scalar) ? nil : scalar
    }
    if place + 1 < scalars.count, scalars[place] == "\r", scalars[place + 1] == "\n" { place += 1 }
    if place < scalars.count,
      isNewline(scalars[place]) || " \t".unicodeScalars.contains(scalars[place])
    {
      place += 1
    }
    return number == 0 ? "\u{FFFD}" : Unicode.Scalar(number) ?? "\u{FFFD}"
  }

  private static func isNewline(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\r" || scalar == "\u{C}"
  }

  private static func hexDigit(_ scalar: Unicode.Scalar) -> UInt32? {
    switch scalar.value {
    case 0x30...0x39: scalar.value - 0x30
    case 0x41...0x46: scalar.value - 0x37
    case 0x61...0x66: scalar.value - 0x57
    default: nil
    }
  }
}
