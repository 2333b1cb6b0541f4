import Foundation

/// Text of Windows-1252, which holds Latin-1, as UTF-8.
///
/// Where letters of UTF-8 stand between others, as in files that two programs wrote, those are kept
/// as they are.
enum WesternText {
  /// What stands for the octets 80 to 9F; zero where nothing does.
  private static let upper: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  static func utf8(_ octets: some Collection<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    var rest = octets[...]
    while let octet = rest.first {
      var parser = Unicode.UTF8.ForwardParser()
      var iterator = rest.makeIterator()
      if case .valid(let scalar) = parser.parseScalar(from: &iterator) {
        text += scalar
        rest = rest.dropFirst(scalar.count)
      } else {
        text += Array(String(scalar(of: octet)).utf8)
        rest = rest.dropFirst()
      }
    }
    return text
  }

  /// The text in Windows-1252; nil when a character of it has no place there.
  static func octets(_ text: String) -> [UInt8]? {
    var octets: [UInt8] = []
    for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
      guard let octet = octet(of: scalar) else { return nil }
      octets.append(octet)
    }
    return octets
  }

  private static func scalar(of octet: UInt8) -> Unicode.Scalar {
    guard (0x80...0x9F).contains(octet), let scalar = Unicode.Scalar(upper[Int(octet) - 0x80]),
      scalar.value != 0
    else { return Unicode.Scalar(octet) }
    return scalar
  }

  private static func octet(of scalar: Unicode.Scalar) -> UInt8? {
    if scalar.value < 0x80 || (0xA0...0xFF).contains(scalar.value) { return UInt8(scalar.value) }
    guard scalar.value > 0xFF, scalar.value <= 0xFFFF,
      let place = upper.firstIndex(of: UInt16(scalar.value))
    else { return nil }
    return UInt8(0x80 + place)
  }
}
