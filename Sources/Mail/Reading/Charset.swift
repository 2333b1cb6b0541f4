import Foundation

/// The characters of a text in the charset that it names (RFC 2045 section 5.1): those of the web,
/// as far as Foundation knows them.
struct Charset {
  private enum Kind {
    case unicode, western
    case other(String.Encoding)
  }

  private let kind: Kind

  /// Nil for a charset that is not known.
  init?(_ name: some StringProtocol) {
    let name = name.lowercased()
    if ["utf-8", "utf8", "us-ascii", "ascii", "ansi_x3.4-1968"].contains(name) {
      kind = .unicode
    } else if ["iso-8859-1", "latin1", "windows-1252", "cp1252", "iso8859-1"].contains(name) {
      kind = .western
    } else if let number = Self.numbers[name] {
      kind = .other(String.Encoding(rawValue: 0x8000_0000 | number))
    } else if let encoding = Self.encodings[name] {
      kind = .other(encoding)
    } else {
      return nil
    }
  }

  /// Nil where the octets are not in this charset; what is wrong in UTF-8 is replaced.
  func text(_ octets: [UInt8]) -> String? {
    switch kind {
    case .unicode: String(decoding: octets, as: UTF8.self)
    case .western: Self.western(octets)
    case .other(let encoding): String(bytes: octets, encoding: encoding)
    }
  }

  /// A text whose charset may be missing, unknown or wrong: always some text.
  static func text(_ octets: [UInt8], named name: String?) -> String {
    if let name, !name.lowercased().hasSuffix("ascii"), let charset = Charset(name),
      let text = charset.text(octets)
    {
      return text
    }
    return String(validating: octets, as: UTF8.self) ?? western(octets)
  }

  /// Latin-1 as everybody means it: with the letters and quotes of Windows among its controls.
  private static func western(_ octets: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    for octet in octets {
      let isControl = (0x80..<0xA0).contains(octet)
      text.append(isControl ? windows[Int(octet) - 0x80] : Unicode.Scalar(octet))
    }
    return String(text)
  }

  private static let windows = Array(
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

  private static let encodings: [String: String.Encoding] = [
    "utf-16": .utf16, "utf-16be": .utf16BigEndian, "utf-16le": .utf16LittleEndian,
    "utf-32": .utf32, "shift_jis": .shiftJIS, "shift-jis": .shiftJIS, "x-sjis": .shiftJIS,
    "windows-31j": .shiftJIS, "euc-jp": .japaneseEUC, "iso-2022-jp": .iso2022JP,
    "macintosh": .macOSRoman,
  ]

  /// The numbers that Foundation gives to the others.
  private static let numbers: [String: UInt] = [
    "iso-8859-2": 0x202, "iso-8859-3": 0x203, "iso-8859-4": 0x204, "iso-8859-5": 0x205,
    "iso-8859-6": 0x206, "iso-8859-7": 0x207, "iso-8859-8": 0x208, "iso-8859-8-i": 0x208,
    "iso-8859-9": 0x209, "iso-8859-10": 0x20A, "iso-8859-11": 0x20B, "tis-620": 0x20B,
    "iso-8859-13": 0x20D, "iso-8859-14": 0x20E, "iso-8859-15": 0x20F, "iso-8859-16": 0x210,
    "windows-1250": 0x501, "windows-1251": 0x502, "windows-1253": 0x503, "windows-1254": 0x504,
    "windows-1255": 0x505, "windows-1256": 0x506, "windows-1257": 0x507, "windows-1258": 0x508,
    "windows-874": 0x41D, "koi8-r": 0xA02, "koi8-u": 0xA08, "gb2312": 0x632, "gbk": 0x632,
    "gb18030": 0x632, "big5": 0xA03, "euc-kr": 0x940, "ks_c_5601-1987": 0x422,
  ]
}
