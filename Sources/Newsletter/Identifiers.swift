/// The short name of an affiliate: the configuration's `id`, part of file names and edition ids.
///
/// Lower-case letters, digits, hyphen and underscore, at most 64; it begins with a letter or digit.
public struct AffiliateID: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
  public let text: String

  /// Nil when the text is no affiliate id.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    let isAlphanumeric = { (byte: UInt8) in (97...122).contains(byte) || (48...57).contains(byte) }
    guard let first = bytes.first, bytes.count <= 64, isAlphanumeric(first),
      bytes.allSatisfy({ isAlphanumeric($0) || $0 == 45 || $0 == 95 })
    else { return nil }
    self.text = text
  }

  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let id = Self(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is no affiliate id"))
    }
    self = id
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  public var description: String { text }
  public static func < (a: Self, b: Self) -> Bool { a.text < b.text }
}

/// The number of a story in the store.
public struct StoryID: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
  public let number: Int64
  public init(_ number: Int64) { self.number = number }
  public init(from decoder: any Decoder) throws {
    number = try decoder.singleValueContainer().decode(Int64.self)
  }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(number)
  }
  public var description: String { String(number) }
  public static func < (a: Self, b: Self) -> Bool { a.number < b.number }
}

/// The name of an edition: `jpu-2026-11-20`, or `jpu-2026-11-18.1` when made by hand.
public struct EditionID: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
  public let text: String

  /// The edition of a slot.
  public init(_ affiliate: AffiliateID, on date: LocalDate) {
    text = "\(affiliate)-\(date)"
  }

  /// The `number`th edition (from 1) that was made by hand on a day.
  public init(_ affiliate: AffiliateID, on date: LocalDate, byHand number: Int) {
    text = "\(affiliate)-\(date).\(number)"
  }

  /// An id read back from the store or the command line.
  public init(text: String) { self.text = text }

  public init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
  public var description: String { text }
  public static func < (a: Self, b: Self) -> Bool { a.text < b.text }
}
