public import Mail

/// A person: one canonical address, whatever spellings their lists have.
///
/// Lists, opt-outs, suppressions and reservations are keyed by it.
public struct Subscriber: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
  /// The whole address in lower case, NFC, its domain as A-labels.
  public let canonical: String

  public init(_ address: EmailAddress) {
    canonical = address.canonical
  }

  /// A canonical address read back from the store.
  public init(canonical: String) {
    self.canonical = canonical
  }

  public init(from decoder: any Decoder) throws {
    canonical = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(canonical)
  }

  public var description: String { canonical }

  // Bytes, not Swift's notion of equal text: two spellings that compare equal as characters
  // would be two rows in the store.
  public static func == (a: Self, b: Self) -> Bool {
    a.canonical.utf8.elementsEqual(b.canonical.utf8)
  }
  public static func < (a: Self, b: Self) -> Bool { a.canonical < b.canonical }
  public func hash(into hasher: inout Hasher) {
    var text = canonical
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
