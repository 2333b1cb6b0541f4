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
    let bytes = text.utf8.prefix(120).map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."):
        byte
      default: UInt8(ascii: "-")
      }
    }
    // Dots at an end or in a row would be no dot-atom.
    let atoms = bytes.split(separator: UInt8(ascii: "."))
    let joined = Array(atoms.joined(separator: [UInt8(ascii: ".")]))
    return joined.isEmpty ? "-" : String(decoding: joined, as: UTF8.self)
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
