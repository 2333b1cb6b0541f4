/// The sorts of octets that CSS tells apart; everything beyond ASCII belongs to names.
enum CSSByte {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let formFeed: UInt8 = 0x0C
  static let carriageReturn: UInt8 = 0x0D
  static let backslash: UInt8 = 0x5C
  static let hyphen: UInt8 = 0x2D
  static let star: UInt8 = 0x2A
  static let closeRound: UInt8 = 0x29
  static let openRound: UInt8 = 0x28

  static func isNewline(_ byte: UInt8) -> Bool {
    byte == lineFeed || byte == carriageReturn || byte == formFeed
  }

  static func isWhitespace(_ byte: UInt8) -> Bool {
    byte == Ascii.space || byte == tab || isNewline(byte)
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  static func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
  }

  static func isNameStart(_ byte: UInt8) -> Bool {
    Ascii.isLetter(byte) || byte == 0x5F || byte >= 0x80
  }

  static func isName(_ byte: UInt8) -> Bool {
    isNameStart(byte) || isDigit(byte) || byte == hyphen
  }

  static func isNonPrintable(_ byte: UInt8) -> Bool {
    byte <= 0x08 || byte == 0x0B || (0x0E...0x1F).contains(byte) || byte == 0x7F
  }
}
