/// A parameter of a structured field, such as `charset` of Content-Type (RFC 2045, RFC 2231).
public struct MIMEParameter: Hashable, Sendable {
  public let name: String
  public let value: String

  /// - Parameter name: ASCII letters, digits and hyphens; other characters become hyphens.
  public init(_ name: String, _ value: String) {
    let letters = name.utf8.prefix(40).map { Self.isNameCharacter($0) ? $0 : UInt8(ascii: "-") }
    self.name = String(decoding: letters, as: UTF8.self)
    self.value = HeaderText.plain(value)
  }

  private static let longestPiece = 50

  /// `name=value`, or the numbered pieces of a value that is long or not ASCII.
  var tokens: [[UInt8]] {
    let bytes = Array(value.utf8)
    let isASCII = bytes.allSatisfy { $0 < 0x80 } && !EncodedWord.isLookalike(bytes)
    if isASCII, !bytes.isEmpty, bytes.count <= 70, bytes.allSatisfy(Self.isTokenCharacter) {
      return [Array("\(name)=".utf8) + bytes]
    }
    if isASCII, bytes.count <= Self.longestPiece {
      return [Array("\(name)=".utf8) + HeaderPhrase.quoted(bytes)]
    }
    let pieces = percentPieces
    if pieces.count == 1 { return [Array("\(name)*=utf-8''".utf8) + pieces[0]] }
    return pieces.enumerated().map { index, piece in
      Array("\(name)*\(index)*=\(index == 0 ? "utf-8''" : "")".utf8) + piece
    }
  }

  /// The value in percent encoding, cut between scalars only: some readers decode piece by piece.
  private var percentPieces: [[UInt8]] {
    var pieces: [[UInt8]] = [[]]
    for scalar in value.unicodeScalars {
      let written =
        UTF8.encode(scalar).map(Array.init)?.flatMap { byte in
          Self.isNameCharacter(byte) ? [byte] : [UInt8(ascii: "%")] + Hex.upper(byte)
        } ?? []
      if pieces[pieces.count - 1].count + written.count > Self.longestPiece { pieces.append([]) }
      pieces[pieces.count - 1] += written
    }
    return pieces
  }

  private static func isNameCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// RFC 2045: printable ASCII without space and tspecials; RFC 2231 takes three more away.
  private static func isTokenCharacter(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) && !"()<>@,;:\\\"/[]?='*%".utf8.contains(byte)
  }
}
