import Markup

/// A common accident: UTF-8 that was read as Latin-1 or Windows-1252 and written as UTF-8 again.
enum DoubleEncoding {
  /// The text as it was meant, or unchanged when it does not have that look.
  static func undone(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      guard let byte = WesternByte.byte(for: scalar) else { return withoutControls(text) }
      bytes.append(byte)
    }
    guard let meant = String(validating: bytes, as: UTF8.self) else { return withoutControls(text) }
    return meant
  }

  /// The control characters of Latin-1 were Windows-1252's quotes and dashes.
  private static func withoutControls(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { (0x80...0x9F).contains($0.value) }) else {
      return text
    }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(WesternByte.meant(by: scalar))
    }
    return String(result)
  }
}
