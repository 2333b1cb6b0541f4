/// An address that needs no rule but those of plain letters: `Ana.Silva@example.org`.
///
/// Nearly every address is one, and ``AddressParser`` asks Unicode about each character, which
/// takes seconds for a million. What is not plain, or not an address, is left to that parser.
struct PlainAddress {
  /// The whole address in lower case.
  let canonical: String

  /// Nil when the text may be an address by the other rules, or none.
  init?(_ text: String) {
    let canonical = text.utf8.withContiguousStorageIfAvailable { octets -> String? in
      guard Self.isAddress(octets) else { return nil }
      return octets.contains(where: Self.isUpperCase) ? Self.lowercased(octets) : text
    }
    guard let canonical = canonical ?? nil else { return nil }
    self.canonical = canonical
  }

  private static func isAddress(_ octets: UnsafeBufferPointer<UInt8>) -> Bool {
    guard octets.count <= AddressParser.longest, let at = octets.firstIndex(of: UInt8(ascii: "@")),
      (1...AddressParser.longestLocalPart).contains(at)
    else { return false }
    return isDotAtom(octets[..<at]) && isDomain(octets[(at + 1)...])
  }

  private static func isDotAtom(_ local: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var previous = UInt8(ascii: ".")
    for octet in local {
      guard AddressParser.isAtomOrDot(octet) else { return false }
      if octet == UInt8(ascii: "."), previous == octet { return false }
      previous = octet
    }
    return previous != UInt8(ascii: ".")
  }

  /// Two labels or more of letters, digits and inner hyphens; the last is not all digits.
  private static func isDomain(_ domain: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let (dot, hyphen) = (UInt8(ascii: "."), UInt8(ascii: "-"))
    var labels = 1
    var length = 0
    var isNoNumber = false  // Of the label so far: no top-level domain is a number.
    var previous = dot
    for octet in domain {
      if octet == dot {
        guard previous != dot, previous != hyphen else { return false }
        labels += 1
        length = 0
        isNoNumber = false
      } else {
        length += 1
        if octet == hyphen, previous == dot { return false }
        let isNoDigit = isLetter(octet) || octet == hyphen
        guard isNoDigit || isDigit(octet), length <= DomainName.longestLabel else { return false }
        isNoNumber = isNoNumber || isNoDigit
      }
      previous = octet
    }
    return labels > 1 && previous != dot && previous != hyphen && isNoNumber
  }

  private static func lowercased(_ octets: UnsafeBufferPointer<UInt8>) -> String {
    String(unsafeUninitializedCapacity: octets.count) { lower in
      for (index, octet) in octets.enumerated() {
        lower[index] = isUpperCase(octet) ? octet | 0x20 : octet
      }
      return octets.count
    }
  }

  private static func isUpperCase(_ octet: UInt8) -> Bool { (0x41...0x5A).contains(octet) }
  private static func isLetter(_ octet: UInt8) -> Bool { (0x61...0x7A).contains(octet | 0x20) }
  private static func isDigit(_ octet: UInt8) -> Bool { (0x30...0x39).contains(octet) }
}
