/// Bytes from outside made text, whatever encoding they claim.
///
/// In this order the first that fits all bytes is taken: the byte order mark, the charset of the
/// Content-Type, the XML declaration or HTML `meta`, UTF-8, Windows-1252. What claims to be ASCII
/// or Latin-1 but is UTF-8 is read as UTF-8, and Latin-1 is always read as Windows-1252.
public struct DecodedText: Sendable, Equatable {
  public let text: String
  /// The encoding that was used, in lower case.
  public let encoding: String
  /// The encoding that the bytes claimed to have, when it was not the one used.
  public let refuted: String?

  /// - Parameter contentType: the value of HTTP's Content-Type, when there is one.
  public init(_ bytes: [UInt8], contentType: String? = nil) {
    let mark = ByteOrderMark(of: bytes)
    let body = Array(bytes.dropFirst(mark?.length ?? 0))
    let claims = Self.claims(body, contentType: contentType, mark: mark)
    let fitting = Self.candidates(claims).lazy
      .compactMap { name in Self.decode(body, as: name).map { (name, $0) } }.first
    (encoding, text) = fitting ?? ("windows-1252", Windows1252.text(of: body))
    refuted = claims.first == encoding ? nil : claims.first
  }

  /// What the bytes, or those who sent them, say: the most trustworthy first.
  private static func claims(
    _ body: [UInt8], contentType: String?, mark: ByteOrderMark?
  ) -> [String] {
    let declared = EncodingDeclaration.find(in: body, encodedAs: mark?.encoding)
    return [mark?.encoding, EncodingDeclaration.charset(of: contentType), declared]
      .compactMap { $0.map(EncodingDeclaration.canonical) }
  }

  /// The encodings to try. A claim that every byte sequence satisfies is believed only when UTF-8
  /// does not fit.
  private static func candidates(_ claims: [String]) -> [String] {
    let isWeak = claims.first.map(EncodingDeclaration.fitsAnything) ?? false
    return (isWeak ? ["utf-8"] : []) + claims + ["utf-8"]
  }

  private static func decode(_ bytes: [UInt8], as encoding: String) -> String? {
    switch encoding {
    case "utf-8": String(validating: bytes, as: UTF8.self) ?? mostlyUTF8(bytes)
    case "windows-1252": Windows1252.text(of: bytes)
    default: CharacterConversion.text(of: bytes, from: encoding)
    }
  }

  /// UTF-8 with a few broken bytes: better a replacement character or two than every accent wrong.
  private static func mostlyUTF8(_ bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    var broken = 0
    var whole = 0
    for scalar in text.unicodeScalars where scalar.value >= 0x80 {
      if scalar == "\u{FFFD}" { broken += 1 } else { whole += 1 }
    }
    return whole > broken * 10 ? text : nil
  }
}
