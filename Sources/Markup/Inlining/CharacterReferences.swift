/// Reads the characters that an attribute's value names: `&amp;`, `&#233;`, `&#xE9;`.
enum CharacterReferences {
  static func decoded(_ written: ArraySlice<UInt8>) -> String {
    guard written.contains(Ascii.ampersand) else { return String(decoding: written, as: UTF8.self) }
    var result: [UInt8] = []
    var input = ByteScanner(written)
    while !input.isAtEnd {
      result += input.take { $0 != Ascii.ampersand }
      guard !input.isAtEnd else { break }
      let start = input.position
      if let scalar = reference(&input) {
        result += String(scalar).utf8
      } else {
        input.position = start + 1
        result.append(Ascii.ampersand)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func reference(_ input: inout ByteScanner) -> Unicode.Scalar? {
    input.position += 1
    guard input.current == Ascii.hash else { return named(&input) }
    input.position += 1
    let isHex = input.current | 0x20 == 0x78
    if isHex { input.position += 1 }
    let digits = input.take(atMost: 8, while: isHex ? CSSByte.isHexDigit : CSSByte.isDigit)
    guard let number = UInt32(String(decoding: digits, as: UTF8.self), radix: isHex ? 16 : 10)
    else { return nil }
    if input.current == Ascii.semicolon { input.position += 1 }
    return HTMLEntity.character(numbered: number) ?? "\u{FFFD}"
  }

  /// Only with its semicolon: without one, addresses such as `?a=1&copy=2` would be hurt.
  private static func named(_ input: inout ByteScanner) -> Unicode.Scalar? {
    let name = input.take(atMost: 32) { Ascii.isLetter($0) || CSSByte.isDigit($0) }
    guard input.current == Ascii.semicolon else { return nil }
    input.position += 1
    return HTMLEntity.character(named: String(decoding: name, as: UTF8.self))
  }
}
