import Foundation

/// What a document says about its own encoding.
enum EncodingDeclaration {
  /// The `charset` of a Content-Type value.
  static func charset(of contentType: String?) -> String? {
    guard let contentType else { return nil }
    for part in contentType.lowercased().split(separator: ";").dropFirst() {
      let sides = part.split(separator: "=", maxSplits: 1).map(trimmed)
      if sides.count == 2, sides[0] == "charset", !sides[1].isEmpty { return sides[1] }
    }
    return nil
  }

  /// The encoding in the XML declaration or an HTML `meta`, from the first bytes.
  static func find(in bytes: [UInt8], encodedAs mark: String?) -> String? {
    guard mark == nil || mark == "utf-8" || mark == "cp037" else { return nil }
    let head = bytes.prefix(2_048)
    let text =
      mark == "cp037"
      ? CharacterConversion.text(of: Array(head.prefix(200)), from: "cp037") ?? ""
      : String(decoding: head.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
    return find(in: text)
  }

  private static func find(in text: String) -> String? {
    let lower = text.lowercased()
    if let start = lower.range(of: "<?xml"),
      let end = lower[start.upperBound...].firstIndex(of: ">")
    {
      return value(of: "encoding", in: lower[start.upperBound..<end])
    }
    return value(of: "charset", in: lower[...])
  }

  /// The quoted or bare value behind `name=`.
  private static func value(of name: String, in text: Substring) -> String? {
    guard let found = text.range(of: name) else { return nil }
    let rest = text[found.upperBound...].drop { $0 == " " }
    guard rest.first == "=" else { return nil }
    let value = rest.dropFirst().drop { " \"'".contains($0) }.prefix { !" \"'/>;?".contains($0) }
    return value.isEmpty ? nil : String(value)
  }

  /// One name for those that mean the same here.
  static func canonical(_ name: String) -> String {
    switch name.lowercased() {
    case "utf8", "utf-8", "utf_8", "unicode-1-1-utf-8": "utf-8"
    case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii",
      "windows-1252", "windows_1252", "cp1252", "x-cp1252", "ms-ansi", "ansi", "iso8859_1":
      "windows-1252"
    case "gb2312", "gb_2312-80", "gbk", "x-gbk": "gb18030"
    case "shift-jis", "shift_jis", "x-sjis", "sjis": "cp932"
    case "ks_c_5601-1987", "euc-kr", "ksc5601": "uhc"
    case "x-mac-roman": "macintosh"
    case let other: other
    }
  }

  /// Whether an encoding gives some text for any bytes at all, so that fitting proves nothing.
  static func fitsAnything(_ name: String) -> Bool {
    name == "windows-1252"
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { " \"'".contains($0) }.reversed().drop { " \"'".contains($0) }.reversed())
  }
}
