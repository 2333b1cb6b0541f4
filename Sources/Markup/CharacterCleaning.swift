/// Takes out of UTF-8 what neither HTML nor XML may hold.
enum CharacterCleaning {
  /// Control characters other than tab, line feed and carriage return; NUL would end C's texts.
  static func isForbidden(_ byte: UInt8) -> Bool {
    byte < 0x20 ? byte != 0x09 && byte != 0x0A && byte != 0x0D : byte == 0x7F
  }

  static func withoutControls(_ bytes: [UInt8]) -> [UInt8] {
    bytes.contains(where: isForbidden) ? bytes.filter { !isForbidden($0) } : bytes
  }
}
