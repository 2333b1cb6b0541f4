import Foundation

/// The fields of a posted form, or of a query, in their order.
public struct FormFields: Sendable, Equatable {
  public private(set) var fields: [(name: String, value: String)] = []

  /// More of them no form of ours has.
  public static let mostFields = 400
  /// A whole body, in octets.
  public static let longest = 16 * 1024

  public init() {}

  public static func == (a: Self, b: Self) -> Bool {
    a.fields.elementsEqual(b.fields) { $0.name == $1.name && $0.value == $1.value }
  }

  /// The first value of a name.
  public subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  public func values(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  public var isEmpty: Bool { fields.isEmpty }

  /// False when there are too many.
  mutating func add(_ name: String, _ value: String) -> Bool {
    guard fields.count < Self.mostFields else { return false }
    fields.append((name, value))
    return true
  }
}

// MARK: - application/x-www-form-urlencoded

extension FormFields {
  /// Reads an encoded form; nil when it is none: a broken escape, or not UTF-8.
  public init?(urlEncoded bytes: [UInt8]) {
    for pair in bytes.split(separator: UInt8(ascii: "&")) {
      let parts = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(parts[0]),
        let value = parts.count > 1 ? Self.decoded(parts[1]) : "", add(name, value)
      else { return nil }
    }
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String? {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var rest = bytes
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): plain.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(hexadecimal),
          let low = rest.popFirst().flatMap(hexadecimal)
        else { return nil }
        plain.append(high << 4 | low)
      default: plain.append(byte)
      }
    }
    return String(validating: plain, as: UTF8.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) }
  }
}
