/// JSON that is written piece by piece: a list of a million people is never held whole.
struct JSONStream {
  private let write: (String) -> Void
  private var isFirst = true

  init(_ write: @escaping (String) -> Void) { self.write = write }

  /// Opens an object or array whose members follow, each by ``add(_:)``.
  mutating func open(_ text: String) {
    write(isFirst ? text : "," + text)
    isFirst = true
  }

  mutating func add(_ text: String) {
    write(isFirst ? text : "," + text)
    isFirst = false
  }

  mutating func close(_ text: String) {
    write(text)
    isFirst = false
  }

  /// An object in the order of its members; those without a value are left out.
  static func object(_ members: KeyValuePairs<String, String?>) -> String {
    self.members(members) + "}"
  }

  /// An object that is left open.
  static func members(_ members: KeyValuePairs<String, String?>) -> String {
    let written = members.compactMap { key, value in value.map { "\(string(key)):\($0)" } }
    return "{" + written.joined(separator: ",")
  }

  static func array(_ items: some Sequence<String>) -> String {
    "[" + items.joined(separator: ",") + "]"
  }

  /// A text in quotes (RFC 8259 section 7).
  static func string(_ text: String) -> String {
    var octets: [UInt8] = [UInt8(ascii: "\"")]
    for octet in text.utf8 {
      switch octet {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): octets += [UInt8(ascii: "\\"), octet]
      case 0x0A: octets += "\\n".utf8
      case 0..<0x20:
        let digits = String(octet, radix: 16)
        octets += "\\u00\(digits.utf8.count == 1 ? "0" : "")\(digits)".utf8
      default: octets.append(octet)
      }
    }
    octets.append(UInt8(ascii: "\""))
    return String(decoding: octets, as: UTF8.self)
  }

  static func string(_ text: String?) -> String? { text.map { string($0) } }
}

extension Console {
  /// Prints a long result as lines of text or as one JSON document; the work is done in any case.
  func stream(
    _ work: (_ line: (String) -> Void, _ json: inout JSONStream) throws -> Void
  ) rethrows {
    if isQuiet, !isJSON {
      var json = JSONStream { _ in }
      return try work({ _ in }, &json)
    }
    try stream { line in
      try withoutActuallyEscaping(line) { line in
        var json = JSONStream(line)
        try work(line, &json)
      }
    }
  }
}
