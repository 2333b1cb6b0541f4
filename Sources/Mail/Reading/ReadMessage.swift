/// A whole message that came from outside, taken apart (RFC 5322, RFC 2045 to 2047, RFC 2231).
///
/// Whatever the octets are, they are some message: what is broken is passed over, and what is too
/// much is left out. It takes time in proportion to its size.
///
///     let message = ReadMessage(octets)
///     message.fields["Subject"]?.text
///     message.html?.text
public struct ReadMessage: Sendable {
  public let root: ReadPart
  /// Whether it has more octets, parts or depth than are read.
  public let isCut: Bool

  /// Octets that are read.
  public static let longest = 30 * 1024 * 1024
  /// More parts are not read.
  public static let mostParts = 500
  /// Parts within parts; what lies deeper is content.
  public static let deepest = 20

  public init(_ octets: [UInt8]) {
    var scanner = PartScanner(octets.prefix(Self.longest))
    root = scanner.message()
    isCut = scanner.isCut || octets.count > Self.longest
  }

  public var fields: ReadFields { root.fields }

  /// What has content, in its order.
  public var leaves: [ReadPart] { root.leaves }

  public var html: ReadPart? { root.best("text/html") }

  public var text: ReadPart? { root.best("text/plain") }

  /// Everything else, in its order: files, pictures, other forms of the text.
  public var attachments: [ReadPart] {
    let shown = [html?.number, text?.number]
    return leaves.filter { !shown.contains($0.number) && !($0.parts.isEmpty && $0.body.isEmpty) }
  }
}
