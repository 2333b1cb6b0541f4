import Foundation

/// The domain of an address, brought to A-labels (RFC 5890) and checked.
enum DomainName {
  static let longestLabel = 63

  /// The domain in ASCII: labels that were ASCII as written, others as `xn--…`.
  static func ascii(_ written: String) throws(AddressError.Reason) -> String {
    if written.isEmpty { throw .nothingAfterAt }
    if written.utf8.first == UInt8(ascii: "[") { throw .numericAddress }
    let labels = mapped(written).split(separator: ".", omittingEmptySubsequences: false)
    if labels.contains(where: \.isEmpty) { throw .domainDots }
    var result: [String] = []
    for label in labels { result.append(try asciiLabel(label)) }
    if result.count == 1, result[0].lowercased() != "localhost" { throw .domainWithoutDot }
    // No top-level domain is a number, so this was meant as an IP address.
    if let last = result.last, last.utf8.allSatisfy({ (48...57).contains($0) }) {
      throw .numericAddress
    }
    return result.joined(separator: ".")
  }

  /// Lower case and composed, as UTS 46 maps what people type, unless all is ASCII already.
  private static func mapped(_ written: String) -> String {
    if written.utf8.allSatisfy({ $0 < 0x80 }) { return written }
    // The ideographic full stop parts labels as the dot does, in its narrow form too.
    return written.precomposedStringWithCompatibilityMapping.lowercased()
      .precomposedStringWithCanonicalMapping.replacingOccurrences(of: "\u{3002}", with: ".")
  }

  private static func asciiLabel(_ label: Substring) throws(AddressError.Reason) -> String {
    for scalar in label.unicodeScalars where !isAllowed(scalar) {
      throw scalar == " " ? .space : .domainCharacter(Character(scalar))
    }
    let isASCII = label.utf8.allSatisfy { $0 < 0x80 }
    guard let ascii = isASCII ? String(label) : Punycode.encode(label).map({ "xn--" + $0 }),
      ascii.utf8.count <= longestLabel
    else { throw .labelTooLong }
    if label.hasPrefix("-") || label.hasSuffix("-") { throw .labelHyphen }
    return ascii
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return scalar == "-" || ("0"..."9").contains(scalar)
        || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }
    switch scalar.properties.generalCategory {
    case .lowercaseLetter, .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark,
      .decimalNumber:
      return true
    default: return false
    }
  }
}
