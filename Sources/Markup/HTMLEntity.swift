import CXML2

/// HTML's named characters and the numbers that stand for them.
public enum HTMLEntity {
  /// The character that `name` stands for (`eacute`), or nil when HTML knows no such name.
  public static func character(named name: String) -> Unicode.Scalar? {
    guard let found = htmlEntityLookup(name) else { return nil }
    return Unicode.Scalar(found.pointee.value)
  }

  /// The character that a numeric reference means: 128 to 159 are taken as Windows-1252, as
  /// browsers do; nil when there is no such character or XML forbids it.
  static func character(numbered number: UInt32) -> Unicode.Scalar? {
    if (0x80...0x9F).contains(number) { return Windows1252.scalar(for: UInt8(number)) }
    guard let scalar = Unicode.Scalar(number), number >= 0x20 || [9, 10, 13].contains(number),
      number != 0xFFFE, number != 0xFFFF
    else { return nil }
    return scalar
  }

  /// Text made safe for HTML's content and for a value in double quotes.
  public static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 })
    else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
