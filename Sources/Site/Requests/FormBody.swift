import Foundation

/// The fields of a posted form, in their order.
struct FormBody: Sendable, Equatable {
  private(set) var fields: [(name: String, value: String)] = []

  /// More of them no form of ours has.
  static let mostFields = 400
  /// A whole body, in octets.
  static let longest = 16 * 1024

  init() {}

  static func == (a: Self, b: Self) -> Bool {
    a.fields.elementsEqual(b.fields) { $0.name == $1.name && $0.value == $1.value }
  }

  /// The first value of a name.
  subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  func values(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  var isEmpty: Bool { fields.isEmpty }

  /// False when there are too many.
  mutating func add(_ name: String, _ value: String) -> Bool {
    guard fields.count < Self.mostFields else { return false }
    fields.append((name, value))
    return true
  }
}

// MARK: - application/x-www-form-urlencoded

extension FormBody {
  /// Reads an encoded form; nil when it is none: a broken escape, or not UTF-8.
  init?(urlEncoded bytes: [UInt8]) {
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

// MARK: - multipart/form-data

extension FormBody {
  /// Reads a form in parts (RFC 7578); nil when it is none. Files are taken as text.
  init?(multipart bytes: [UInt8], boundary: String) {
    let mark = Array("--\(boundary)".utf8)
    guard var rest = Self.after(mark, in: bytes[...]) else { return nil }
    while true {
      if rest.starts(with: "--".utf8) { return }
      guard let start = Self.after(Array("\r\n".utf8), in: rest.prefix(4)) else { return nil }
      let body = rest[start.startIndex...]
      guard let end = Self.range(of: Array("\r\n".utf8) + mark, in: body),
        let (name, value) = Self.part(body[..<end.lowerBound]), add(name, value)
      else { return nil }
      rest = body[end.upperBound...]
    }
  }

  private static func part(_ bytes: ArraySlice<UInt8>) -> (name: String, value: String)? {
    guard let gap = range(of: Array("\r\n\r\n".utf8), in: bytes),
      gap.lowerBound - bytes.startIndex <= 1000,
      let head = String(validating: bytes[..<gap.lowerBound], as: UTF8.self),
      let value = String(validating: bytes[gap.upperBound...], as: UTF8.self)
    else { return nil }
    let lines = head.split(separator: "\r\n").map(String.init)
    guard
      let disposition = lines.first(where: {
        $0.lowercased().hasPrefix("content-disposition:")
      }), let name = MediaTypeField(disposition).parameter("name")
    else { return nil }
    return (name, value)
  }

  private static func after(_ mark: [UInt8], in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard bytes.starts(with: mark) else { return nil }
    return bytes.dropFirst(mark.count)
  }

  private static func range(of mark: [UInt8], in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    var start = bytes.startIndex
    while let first = bytes[start...].firstIndex(of: mark[0]) {
      if bytes[first...].starts(with: mark) { return first..<(first + mark.count) }
      start = first + 1
    }
    return nil
  }
}

/// A header field's value with its parameters: `multipart/form-data; boundary=x`.
struct MediaTypeField {
  /// Lower case, without parameters.
  let value: String
  private let parameters: [(name: String, value: String)]

  init(_ text: String) {
    let parts = text.prefix(500).split(separator: ";", omittingEmptySubsequences: false)
    value = (parts.first.map(Self.trimmed) ?? "").lowercased()
    parameters = parts.dropFirst().compactMap { part in
      guard let equals = part.firstIndex(of: "=") else { return nil }
      let text = Self.trimmed(part[part.index(after: equals)...])
      let isQuoted = text.count > 1 && text.hasPrefix("\"") && text.hasSuffix("\"")
      let name = Self.trimmed(part[..<equals]).lowercased()
      return (name, isQuoted ? String(text.dropFirst().dropLast()) : text)
    }
  }

  func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

  private static func trimmed(_ text: Substring) -> String {
    text.trimmingCharacters(in: .whitespaces)
  }
}
