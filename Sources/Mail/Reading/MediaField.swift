/// A structured field of MIME, such as Content-Type: a value and its parameters (RFC 2045
/// section 5.1, RFC 2231).
struct MediaField {
  /// In lower case, without blanks: `text/html`.
  let value: String
  private let parameters: [(name: String, value: String)]

  private static let mostParameters = 100

  init(_ text: String) {
    var scanner = MediaFieldScanner(text)
    value = scanner.value()
    var pieces: [MediaFieldScanner.Piece] = []
    while pieces.count < Self.mostParameters, let piece = scanner.piece() { pieces.append(piece) }
    parameters = Self.joined(pieces)
  }

  /// The first one of a name; what is encoded in it is decoded.
  subscript(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

  /// Puts together what was cut into pieces, `name*0*=`, `name*1=`, in the order of their numbers.
  private static func joined(
    _ pieces: [MediaFieldScanner.Piece]
  ) -> [(name: String, value: String)] {
    var names: [String] = []
    for piece in pieces where !names.contains(piece.name) { names.append(piece.name) }
    return names.map { name in
      let own = pieces.filter { $0.name == name }
      // A writer who gives both forms gives the plain one for old readers.
      let numbered = own.filter { $0.number != nil }.sorted { $0.number ?? 0 < $1.number ?? 0 }
      guard let first = numbered.first else {
        return (name, EncodedWordText(own[0].value).text)
      }
      return (name, HeaderText.plain(text(of: numbered, charset: first.charset)))
    }
  }

  private static func text(of pieces: [MediaFieldScanner.Piece], charset: String?) -> String {
    let octets = pieces.flatMap { $0.isEncoded ? unescaped($0.payload) : Array($0.payload.utf8) }
    return Charset.text(octets, named: charset)
  }

  private static func unescaped(_ text: Substring) -> [UInt8] {
    var output: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let octet = rest.popFirst() {
      if octet == UInt8(ascii: "%"), rest.count >= 2,
        let high = Hex.value(rest[rest.startIndex]), let low = Hex.value(rest[rest.startIndex + 1])
      {
        output.append(high << 4 | low)
        rest = rest.dropFirst(2)
      } else {
        output.append(octet)
      }
    }
    return output
  }
}

/// Takes such a field apart.
struct MediaFieldScanner {
  struct Piece {
    /// In lower case, without what stands behind the first `*`.
    let name: String
    /// Which piece of a value it is; nil where it is whole and plain.
    let number: Int?
    /// Whether it is in percent encoding.
    let isEncoded: Bool
    let value: String

    /// The charset that stands before the first `'`.
    var charset: String? {
      guard isEncoded, let quote = value.firstIndex(of: "'"), quote > value.startIndex else {
        return nil
      }
      return String(value[..<quote])
    }

    /// Without charset and language.
    var payload: Substring {
      guard isEncoded, number == 0, let first = value.firstIndex(of: "'"),
        let second = value[value.index(after: first)...].firstIndex(of: "'")
      else { return value[...] }
      return value[value.index(after: second)...]
    }
  }

  private var rest: ArraySlice<UInt8>

  init(_ text: String) { rest = Array(text.utf8)[...] }

  mutating func value() -> String {
    let octets = token(until: [UInt8(ascii: ";")])
    return String(decoding: octets.prefix { $0 > 0x20 }, as: UTF8.self).lowercased()
  }

  /// The next parameter; nil at the end.
  mutating func piece() -> Piece? {
    while rest.popFirst() != nil {
      let name = token(until: [UInt8(ascii: ";"), UInt8(ascii: "=")])
      guard rest.first == UInt8(ascii: "="), !name.isEmpty else { continue }
      rest.removeFirst()
      let value = String(decoding: token(until: [UInt8(ascii: ";")]), as: UTF8.self)
      return Self.piece(String(decoding: name, as: UTF8.self).lowercased(), value)
    }
    return nil
  }

  private static func piece(_ spelling: String, _ value: String) -> Piece {
    let parts = spelling.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count > 1 else {
      return Piece(name: spelling, number: nil, isEncoded: false, value: value)
    }
    return Piece(
      name: String(parts[0]), number: Int(parts[1]) ?? 0, isEncoded: parts.last?.isEmpty == true,
      value: value)
  }

  /// What stands up to one of the marks, without blanks at its ends, comments and quotes.
  private mutating func token(until marks: [UInt8]) -> [UInt8] {
    var octets: [UInt8] = []
    // How much of it was quoted, and is not trimmed.
    var fixed = 0
    while let octet = rest.first, !marks.contains(octet) {
      rest.removeFirst()
      switch octet {
      case UInt8(ascii: "\""):
        octets += quoted()
        fixed = octets.count
      case UInt8(ascii: "("): skipComment()
      case 0x20, 0x09: if !octets.isEmpty { octets.append(octet) }
      default: octets.append(octet)
      }
    }
    while octets.count > fixed, octets.last == 0x20 || octets.last == 0x09 { octets.removeLast() }
    return octets
  }

  private mutating func quoted() -> [UInt8] {
    var octets: [UInt8] = []
    while let octet = rest.popFirst(), octet != UInt8(ascii: "\"") {
      let isEscape = octet == UInt8(ascii: "\\")
      if let next = isEscape ? rest.popFirst() : octet { octets.append(next) }
    }
    return octets
  }

  private mutating func skipComment() {
    var depth = 1
    while depth > 0, let octet = rest.popFirst() {
      switch octet {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "\\"): _ = rest.popFirst()
      default: break
      }
    }
  }
}
