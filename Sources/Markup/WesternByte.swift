/// The bytes behind characters of Windows-1252, for undoing what a wrong decoder did.
public enum WesternByte {
  private static let bytes: [UInt32: UInt8] = Dictionary(
    uniqueKeysWithValues: (UInt8(0x80)...0x9F).map { (Windows1252.scalar(for: $0).value, $0) })

  /// The byte that Windows-1252 or Latin-1 has for a character, if any.
  public static func byte(for scalar: Unicode.Scalar) -> UInt8? {
    if scalar.value < 0x100 { return UInt8(scalar.value) }
    return bytes[scalar.value]
  }

  /// What was meant by a character: a C1 control stands for the Windows-1252 character.
  public static func meant(by scalar: Unicode.Scalar) -> Unicode.Scalar {
    (0x80...0x9F).contains(scalar.value) ? Windows1252.scalar(for: UInt8(scalar.value)) : scalar
  }
}
