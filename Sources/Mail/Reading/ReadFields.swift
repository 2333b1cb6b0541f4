/// A header field of a message that came from outside.
public struct ReadField: Sendable, Equatable {
  /// As it is written.
  public let name: String
  /// The name in lower case.
  let key: String
  /// Unfolded, on one line, and nothing of it decoded.
  public let value: String

  /// With its encoded-words decoded (RFC 2047).
  public var text: String { EncodedWordText(value).text }
}

/// The header of a message, or of a part of one: its fields in their order.
///
/// What is broken is passed over; what goes beyond a thousand fields, 64 KB in one of them or 256 KB
/// in all is not read.
public struct ReadFields: Sendable, Equatable {
  public let all: [ReadField]

  /// Octets of a header that are read.
  public static let longest = MailboxScanner.longestHead

  /// Reads a header; lines end in LF or CRLF.
  ///
  /// - Parameters:
  ///   - head: up to the empty line that ends it, or to where it was cut.
  ///   - wanted: names in lower case; nil for all that there are.
  public init(head: some Collection<UInt8>, wanted: Set<String>? = nil) {
    all = HeaderScanner(head.prefix(Self.longest), wanted: wanted).fields.map { field in
      ReadField(name: field.spelling, key: field.name, value: field.value)
    }
  }

  /// The first field of a name, in whatever case.
  public subscript(_ name: String) -> ReadField? {
    let key = name.lowercased()
    return all.first { $0.key == key }
  }
}
