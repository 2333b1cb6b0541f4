import Markup

/// Text with its character references resolved.
enum HTMLText {
  static func resolved(_ octets: ArraySlice<UInt8>) -> String {
    guard octets.contains(UInt8(ascii: "&")) else { return String(decoding: octets, as: UTF8.self) }
    var result: [UInt8] = []
    result.reserveCapacity(octets.count)
    var place = octets.startIndex
    while place < octets.endIndex {
      if octets[place] == UInt8(ascii: "&"), let (scalar, end) = reference(in: octets, at: place) {
        result += Array(String(Character(scalar)).utf8)
        place = end
      } else {
        result.append(octets[place])
        place += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The references that stand for nothing: `&nbps;`, `&#x110000;`.
  static func unknownReferences(
    in octets: ArraySlice<UInt8>
  ) -> [(name: String, place: Int)] {
    var found: [(name: String, place: Int)] = []
    var place = octets.startIndex
    while let next = octets[place...].firstIndex(of: UInt8(ascii: "&")) {
      place = next + 1
      guard reference(in: octets, at: next) == nil, let name = written(in: octets, at: next) else {
        continue
      }
      found.append((name, next))
    }
    return found
  }

  /// What has a reference's form: `&`, a number or letters, `;`.
  private static func written(in octets: ArraySlice<UInt8>, at place: Int) -> String? {
    let rest = octets[(place + 1)...].prefix(longestName)
    guard let end = rest.firstIndex(of: UInt8(ascii: ";")), end > rest.startIndex + 1 else {
      return nil
    }
    let name = rest[..<end]
    let isNumber = name.first == UInt8(ascii: "#")
    let letters = isNumber ? name.dropFirst() : name
    guard isNumber || letters.first.map(Letters.isLetter) == true,
      letters.allSatisfy({ Letters.isLetter($0) || (0x30...0x39).contains($0) })
    else { return nil }
    return String(decoding: octets[place...end], as: UTF8.self)
  }

  /// The longest name that HTML has for a character is of 31 letters.
  private static let longestName = 32

  private static func reference(
    in octets: ArraySlice<UInt8>, at place: Int
  ) -> (Unicode.Scalar, end: Int)? {
    let rest = octets[(place + 1)...].prefix(longestName)
    guard let end = rest.firstIndex(of: UInt8(ascii: ";")), end > rest.startIndex else {
      return nil
    }
    let name = String(decoding: octets[(place + 1)..<end], as: UTF8.self)
    guard name.hasPrefix("#") else {
      return HTMLEntity.character(named: name).map { ($0, end + 1) }
    }
    let digits = name.dropFirst()
    let isHex = digits.first == "x" || digits.first == "X"
    let number = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(Unicode.Scalar.init).map { ($0, end + 1) }
  }
}
