/// Finds what looks like addresses in a header, without caring for what stands around them.
enum AddressScanner {
  private static let longestLocalPart = 128
  private static let longestDomain = 255

  /// Each `local@domain` in order, as it stands there; a quoted local part is passed over.
  static func addresses(in value: String, most: Int) -> [String] {
    let octets = Array(value.utf8)
    var found: [String] = []
    for at in octets.indices where octets[at] == UInt8(ascii: "@") {
      guard found.count < most else { break }
      let local = octets[..<at].suffix(longestLocalPart + 1).reversed().prefix(while: isLocal)
      let domain = octets[(at + 1)...].prefix(longestDomain + 1).prefix(while: isDomain)
      guard (1...longestLocalPart).contains(local.count),
        (1...longestDomain).contains(domain.count)
      else { continue }
      let address = local.reversed() + [octets[at]] + domain
      found.append(String(decoding: address, as: UTF8.self))
    }
    return found
  }

  private static func isLocal(_ octet: UInt8) -> Bool {
    octet == UInt8(ascii: ".") || HeaderPhrase.isAtomText(octet)
  }

  private static func isDomain(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
