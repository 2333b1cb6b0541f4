import Mail

/// A variant's two bodies in their transfer encoding, done once for all who get that variant.
public struct EncodedParts: Sendable, Hashable {
  let subject: String
  /// The plain text first, the form that is preferred last (RFC 2046 section 5.1.4).
  let alternatives: [MIMEPart]

  public init(_ parts: RenderedParts) {
    subject = parts.subject
    alternatives = [.text(parts.text), .text(parts.html, subtype: "html")]
  }
}
