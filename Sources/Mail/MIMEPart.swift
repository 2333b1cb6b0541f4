/// A part of a message: text in its transfer encoding, or other parts between boundaries.
public struct MIMEPart: Hashable, Sendable {
  /// The part's own fields: Content-Type and Content-Transfer-Encoding.
  public let headers: [HeaderField]
  /// The part's content as it is sent, lines ending in CRLF.
  public let body: [UInt8]

  /// Text in UTF-8, such as `text/plain` or `text/html`.
  ///
  /// Line breaks of every kind become CRLF. The transfer encoding is 7bit where nothing on the
  /// way could change such text, else quoted-printable or base64, whichever is smaller.
  public static func text(_ text: String, subtype: String = "plain") -> MIMEPart {
    let octets = CanonicalText.octets(text)
    let encoding = TransferEncoding.best(for: octets)
    return MIMEPart(headers: textHeaders(subtype, encoding), body: encoding.encoded(octets))
  }

  /// US-ASCII is UTF-8 too; one charset for all keeps parts comparable.
  static func textHeaders(_ subtype: String, _ encoding: TransferEncoding) -> [HeaderField] {
    [
      HeaderField(
        "Content-Type", structured: "text/\(subtype)", parameters: [.init("charset", "utf-8")]),
      HeaderField("Content-Transfer-Encoding", structured: encoding.rawValue),
    ]
  }

  /// Several forms of the same content, the plainest first (RFC 2046 section 5.1.4).
  ///
  /// - Parameter boundary: at most 60 letters, digits and `'()+_,-./:=?`; where a part has a line
  ///   that begins with it, digits are added until none has.
  public static func alternative(_ parts: [MIMEPart], boundary: String) -> MIMEPart {
    multipart("alternative", parts, boundary: boundary)
  }

  /// Parts of any `multipart` subtype.
  public static func multipart(
    _ subtype: String, _ parts: [MIMEPart], boundary: String
  ) -> MIMEPart {
    let separator = Boundary.free(boundary, in: parts)
    var body: [UInt8] = []
    body.reserveCapacity(parts.reduce(256) { $0 + $1.body.count + 256 })
    for part in parts {
      body += Array("--\(separator)\r\n".utf8)
      for header in part.headers { body += header.encoded() }
      body += [0x0D, 0x0A]
      body += part.body
      body += [0x0D, 0x0A]
    }
    body += Array("--\(separator)--\r\n".utf8)
    return MIMEPart(
      headers: [
        HeaderField(
          "Content-Type", structured: "multipart/\(subtype)",
          parameters: [.init("boundary", separator)])
      ],
      body: body)
  }
}
