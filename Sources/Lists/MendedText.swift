extension String {
  /// The text on one line: runs of spaces, line breaks and control characters become one space,
  /// and marks that turn the direction of text are left out, so that no cell of a list can add a
  /// line to a message's header or disguise one.
  var mended: String {
    if isPlain { return self }
    var result = String.UnicodeScalarView()
    var owesSpace = false
    for scalar in unicodeScalars {
      if scalar.properties.isBidiControl || scalar == "\u{FEFF}" { continue }
      if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
        owesSpace = !result.isEmpty
        continue
      }
      if owesSpace { result.append(" ") }
      owesSpace = false
      result.append(scalar)
    }
    return String(result)
  }

  /// Whether there is nothing to mend: ASCII words with one space between them. Nearly every cell
  /// is such, and asking Unicode about each character of a million rows takes seconds.
  private var isPlain: Bool {
    var previous: UInt8 = 0x20
    for byte in utf8 {
      guard (0x20..<0x7F).contains(byte), byte != 0x20 || previous != 0x20 else { return false }
      previous = byte
    }
    return previous != 0x20 || isEmpty
  }
}
