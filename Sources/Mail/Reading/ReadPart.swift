/// A part of a message that came from outside, or the whole of it: its header, and either content
/// or other parts (RFC 2045, RFC 2046).
public struct ReadPart: Sendable {
  /// Its place among all parts of the message, counted from 1, which is the whole.
  public let number: Int
  public let fields: ReadFields
  /// In lower case: `text/html`. What does not say its type, or is said to have parts and has none,
  /// is `text/plain`.
  public let type: String
  /// What it is made of, in its order; empty for content.
  public let parts: [ReadPart]
  /// As it came, in its transfer encoding.
  public let body: ArraySlice<UInt8>
  private let media: MediaField
  private let disposition: MediaField

  init(
    number: Int, fields: ReadFields, type: String, media: MediaField, parts: [ReadPart] = [],
    body: ArraySlice<UInt8> = []
  ) {
    self.number = number
    self.fields = fields
    self.type = type
    self.media = media
    self.parts = parts
    self.body = body
    disposition = MediaField(fields["Content-Disposition"]?.value ?? "")
  }

  /// The octets of its content, out of their transfer encoding; one that is not known is left.
  public var content: [UInt8] {
    switch MediaField(fields["Content-Transfer-Encoding"]?.value ?? "").value {
    case "base64": Base64.decoded(body: body)
    case "quoted-printable": QuotedPrintable.decoded(body)
    default: Array(body)
    }
  }

  /// Its content as text, in the charset that it names; some text, whatever that is.
  public var text: String { Charset.text(content, named: media["charset"]) }

  /// Whether it is to be shown apart from the text (RFC 2183).
  public var isAttachment: Bool { disposition.value == "attachment" }

  /// The name that it is given, on one line; it may be anything and lead anywhere.
  public var fileName: String? {
    let name = disposition["filename"] ?? media["name"]
    return name?.isEmpty == false ? name : nil
  }

  /// By what the HTML beside it calls it, behind `cid:` (RFC 2392).
  public var contentID: String? {
    guard let value = fields["Content-ID"]?.value else { return nil }
    let id = value.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" }
    return id.isEmpty ? nil : String(id)
  }

  /// What has content, in its order.
  public var leaves: [ReadPart] { parts.isEmpty ? [self] : parts.flatMap(\.leaves) }

  /// What a reader that can show a type of text would show; nil where there is none.
  func best(_ type: String) -> ReadPart? {
    if parts.isEmpty { return self.type == type && !isAttachment ? self : nil }
    // Of several forms the last one is the best (RFC 2046 section 5.1.4).
    let inOrder = self.type == "multipart/alternative" ? parts.reversed() : parts
    for part in inOrder {
      if let best = part.best(type) { return best }
    }
    return nil
  }
}
