/// An email address as SMTP takes it, checked once where it enters (RFC 5321 section 4.1.2).
///
/// Its local part is ASCII, as written, quoted where it was quoted. Its domain is in A-labels
/// (`bücher.example` becomes `xn--bcher-kva.example`). Nothing else is folded: dots and plus
/// signs mean whatever the receiving server says they mean.
///
///     let address = try EmailAddress("Ana.Silva@example.org")
///     address.canonical  // "ana.silva@example.org"
public struct EmailAddress: Sendable {
  /// What mail goes to: the local part as written, the domain as A-labels. Always ASCII.
  public let spelling: String
  /// The person's key: the whole address in lower case, without quotes it does not need.
  public let canonical: String

  /// Reads an address, without a display name, brackets or spaces around it.
  public init(_ text: String) throws(AddressError) {
    if let plain = PlainAddress(text) {
      self.init(spelling: text, canonical: plain.canonical)
    } else {
      try self.init(parsing: text)
    }
  }

  private init(spelling: String, canonical: String) {
    self.spelling = spelling
    self.canonical = canonical
  }

  /// Reads an address by every rule, whether it is a plain one or not.
  init(parsing text: String) throws(AddressError) {
    let parts = try AddressParser(text).parts()
    let spelling = parts.local + "@" + parts.domain
    let key = (parts.plainLocal ?? parts.local).lowercased() + "@" + parts.domain.lowercased()
    self.init(spelling: spelling, canonical: key == spelling ? spelling : key)
  }

  /// What stands before the last `@`, as written.
  public var localPart: String { String(spelling[..<at]) }

  /// What stands after the last `@`, in A-labels.
  public var domain: String { String(spelling[spelling.index(after: at)...]) }

  /// For logs: who it is can be recognised by those who know, and not be mailed by those who
  /// do not: `a…@example.org`.
  public var redacted: String { "\(spelling.prefix(1))…@\(domain)" }

  private var at: String.Index {
    // A domain holds no `@`, so the last one is the separator.
    spelling.utf8.lastIndex(of: UInt8(ascii: "@")) ?? spelling.endIndex
  }
}

extension EmailAddress: Hashable {
  // The spelling is ASCII, where String's equality is equality of bytes.
  public static func == (a: Self, b: Self) -> Bool { a.spelling == b.spelling }
  public func hash(into hasher: inout Hasher) { hasher.combine(spelling) }
}

extension EmailAddress: CustomStringConvertible {
  public var description: String { spelling }
}

extension EmailAddress: Codable {
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    do {
      try self.init(text)
    } catch {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath, debugDescription: error.message, underlyingError: error))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(spelling)
  }
}
