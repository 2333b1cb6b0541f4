/// Bytes in hexadecimal, upper case as RFC 3986 asks, or lower case for ids.
enum Hexadecimal {
  /// `0A` for 10.
  static func pair(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  /// `0aff` for 10 and 255.
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { pair($0).lowercased() }.joined()
  }
}
