/// Octets as two hexadecimal digits.
enum Hex {
  static func upper(_ byte: UInt8) -> [UInt8] { [digit(byte >> 4), digit(byte & 0x0F)] }

  static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 55 + value }
}
