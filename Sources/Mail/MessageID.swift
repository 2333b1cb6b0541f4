/// What a message is called, once in the world (RFC 5322 section 3.6.4).
public struct MessageID: Hashable, Sendable, CustomStringConvertible {
  /// Without the angle brackets: `a1b2c3@example.org`.
  public let text: String

  /// - Parameters:
  ///   - unique: letters, digits and `-_.`; other characters become hyphens.
  ///   - domain: one that is ours.
  public init(unique: String, domain: String) {
    text = Self.safe(unique) + "@" + Self.safe(domain)
  }

  /// Reads the value of a Message-ID field, with or without brackets; nil when it is none.
  public init?(_ value: String) {
    let bare =
      value.hasPrefix("<") && value.hasSuffix(">") ? value.dropFirst().dropLast() : value[...]
    let halves = bare.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard halves.count == 2, halves.allSatisfy({ !$0.isEmpty }), bare.utf8.count <= 250,
      bare.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 60 && $0 != 62 })
    else { return nil }
    text = String(bare)
  }

  /// What stands before the `@`.
  public var unique: String { String(text.prefix { $0 != "@" }) }

  /// With brackets, as the field has it.
  public var description: String { "<\(text)>" }

  private static func safe(_ text: String) -> String {
    if isSafe(text.utf8) { return text }
    let bytes = text.utf8.prefix(120).map { isSafe($0) ? $0 : UInt8(ascii: "-") }
    // Dots at an end or in a row would be no dot-atom.
    let atoms = bytes.split(separator: UInt8(ascii: "."))
    let joined = Array(atoms.joined(separator: [UInt8(ascii: ".")]))
    return joined.isEmpty ? "-" : String(decoding: joined, as: UTF8.self)
  }

  /// Whether the text may stay as it is: what most are, and quick to see.
  private static func isSafe(_ text: String.UTF8View) -> Bool {
    var previous = UInt8(ascii: ".")
    for byte in text {
      guard isSafe(byte), byte != UInt8(ascii: ".") || previous != byte else { return false }
      previous = byte
    }
    return previous != UInt8(ascii: ".") && text.count <= 120
  }

  private static func isSafe(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension MessageID: Codable {
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let id = Self(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is no Message-ID"))
    }
    self = id
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
