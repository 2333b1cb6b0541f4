/// Reads a style sheet's tokens as CSS Syntax Level 3, section 4.3, tells it: nothing is an error,
/// what cannot be meant becomes a bad string, a bad address or a lone sign.
struct CSSTokenizer {
  private let bytes: [UInt8]
  private var place = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// All tokens but the comments, in time proportional to the length.
  static func tokens(of bytes: [UInt8]) -> [CSSToken] {
    var tokenizer = CSSTokenizer(bytes)
    var tokens: [CSSToken] = []
    tokens.reserveCapacity(bytes.count / 4)
    while true {
      let isAfterComment = tokenizer.skipComments()
      guard var token = tokenizer.next() else { return tokens }
      token.followsComment = isAfterComment
      tokens.append(token)
    }
  }

  private mutating func next() -> CSSToken? {
    guard place < bytes.count else { return nil }
    let start = place
    var token = CSSToken(kind: .whitespace, range: start..<start)
    token.kind = readKind(&token.isUnterminated)
    token.range = start..<place
    return token
  }

  private mutating func readKind(_ isUnterminated: inout Bool) -> CSSToken.Kind {
    let byte = bytes[place]
    switch byte {
    case _ where CSSByte.isWhitespace(byte):
      while CSSByte.isWhitespace(at(0)), place < bytes.count { place += 1 }
      return .whitespace
    case Ascii.quote, Ascii.apostrophe: return readString(&isUnterminated)
    case Ascii.hash: return readHash()
    case _ where startsNumber: return readNumber()
    case _ where startsCommentClose:
      place += 3
      return .commentClose
    case _ where startsIdent(0): return readIdentLike(&isUnterminated)
    default: return readSign()
    }
  }

  /// Whether there was a comment.
  private mutating func skipComments() -> Bool {
    let start = place
    while at(0) == Ascii.slash, at(1) == CSSByte.star {
      place += 2
      while place < bytes.count, at(0) != CSSByte.star || at(1) != Ascii.slash { place += 1 }
      place = min(place + 2, bytes.count)
    }
    return place > start
  }

  // MARK: Signs

  private mutating func readSign() -> CSSToken.Kind {
    let byte = bytes[place]
    if byte == Ascii.less, at(1) == 0x21, at(2) == CSSByte.hyphen, at(3) == CSSByte.hyphen {
      place += 4
      return .commentOpen
    }
    place += 1
    if byte == 0x40, startsIdent(0) {
      skipName()
      return .atKeyword
    }
    return Self.signs[byte] ?? .delimiter(byte)
  }

  private var startsCommentClose: Bool {
    at(0) == CSSByte.hyphen && at(1) == CSSByte.hyphen && at(2) == Ascii.greater
  }

  private static let signs: [UInt8: CSSToken.Kind] = [
    0x28: .openRound, 0x29: .closeRound, 0x5B: .openSquare, 0x5D: .closeSquare,
    0x7B: .openCurly, 0x7D: .closeCurly, 0x3A: .colon, 0x3B: .semicolon, 0x2C: .comma,
  ]

  private mutating func readHash() -> CSSToken.Kind {
    place += 1
    guard CSSByte.isName(at(0)) || startsEscape(0) else { return .delimiter(Ascii.hash) }
    let isIdentifier = startsIdent(0)
    skipName()
    return .hash(isIdentifier: isIdentifier)
  }

  // MARK: Strings and addresses

  private mutating func readString(_ isUnterminated: inout Bool) -> CSSToken.Kind {
    let mark = bytes[place]
    place += 1
    while place < bytes.count {
      let byte = bytes[place]
      if byte == mark {
        place += 1
        return .string
      }
      if CSSByte.isNewline(byte) { return .badString }
      if byte == CSSByte.backslash { skipEscapeInString() } else { place += 1 }
    }
    isUnterminated = true
    return .string
  }

  /// A backslash before a line end continues the string; one at the very end is nothing.
  private mutating func skipEscapeInString() {
    if CSSByte.isNewline(at(1)) {
      let isPair = at(1) == CSSByte.carriageReturn && at(2) == CSSByte.lineFeed
      place += isPair ? 3 : 2
    } else {
      skipEscape()
    }
  }

  private mutating func readIdentLike(_ isUnterminated: inout Bool) -> CSSToken.Kind {
    let start = place
    skipName()
    guard at(0) == CSSByte.openRound else { return .ident }
    let isURL = CSSName.text(bytes[start..<place]).lowercased() == "url"
    place += 1
    guard isURL else { return .function }
    var ahead = place
    while ahead < bytes.count, CSSByte.isWhitespace(bytes[ahead]) { ahead += 1 }
    if ahead < bytes.count, bytes[ahead] == Ascii.quote || bytes[ahead] == Ascii.apostrophe {
      return .function
    }
    place = ahead
    return readURL(&isUnterminated)
  }

  private mutating func readURL(_ isUnterminated: inout Bool) -> CSSToken.Kind {
    while place < bytes.count {
      let byte = bytes[place]
      if byte == CSSByte.closeRound {
        place += 1
        return .url
      }
      if CSSByte.isWhitespace(byte) {
        while CSSByte.isWhitespace(at(0)), place < bytes.count { place += 1 }
        if place >= bytes.count || at(0) == CSSByte.closeRound { continue }
        return skipBadURL()
      }
      let isForbidden =
        byte == Ascii.quote || byte == Ascii.apostrophe || byte == CSSByte.openRound
        || CSSByte.isNonPrintable(byte)
      if isForbidden || (byte == CSSByte.backslash && !startsEscape(0)) { return skipBadURL() }
      if byte == CSSByte.backslash { skipEscape() } else { place += 1 }
    }
    isUnterminated = true
    return .url
  }

  private mutating func skipBadURL() -> CSSToken.Kind {
    while place < bytes.count {
      let byte = bytes[place]
      if startsEscape(0) { skipEscape() } else { place += 1 }
      if byte == CSSByte.closeRound { break }
    }
    return .badURL
  }

  // MARK: Numbers

  private var startsNumber: Bool {
    let sign = at(0) == 0x2B || at(0) == CSSByte.hyphen ? 1 : 0
    return CSSByte.isDigit(at(sign)) || (at(sign) == 0x2E && CSSByte.isDigit(at(sign + 1)))
  }

  private mutating func readNumber() -> CSSToken.Kind {
    place += CSSByte.isDigit(at(0)) || at(0) == 0x2E ? 0 : 1
    skipDigits()
    if at(0) == 0x2E, CSSByte.isDigit(at(1)) {
      place += 1
      skipDigits()
    }
    let sign = at(1) == 0x2B || at(1) == CSSByte.hyphen ? 1 : 0
    if at(0) | 0x20 == 0x65, CSSByte.isDigit(at(1 + sign)) {
      place += 1 + sign
      skipDigits()
    }
    if startsIdent(0) {
      skipName()
      return .dimension
    }
    guard at(0) == 0x25 else { return .number }
    place += 1
    return .percentage
  }

  private mutating func skipDigits() {
    while CSSByte.isDigit(at(0)) { place += 1 }
  }

  // MARK: Names

  /// The octet some places on; 0, which no sheet holds, beyond the end.
  private func at(_ distance: Int) -> UInt8 {
    place + distance < bytes.count ? bytes[place + distance] : 0
  }

  private func startsEscape(_ distance: Int) -> Bool {
    at(distance) == CSSByte.backslash && !CSSByte.isNewline(at(distance + 1))
      && place + distance + 1 < bytes.count
  }

  private func startsIdent(_ distance: Int) -> Bool {
    let byte = at(distance)
    if byte == CSSByte.hyphen {
      let second = at(distance + 1)
      return CSSByte.isNameStart(second) || second == CSSByte.hyphen || startsEscape(distance + 1)
    }
    return CSSByte.isNameStart(byte) || startsEscape(distance)
  }

  private mutating func skipName() {
    while true {
      if CSSByte.isName(at(0)) {
        place += 1
      } else if startsEscape(0) {
        skipEscape()
      } else {
        return
      }
    }
  }

  /// Goes behind a backslash and what it protects: one to six hex digits with one white space
  /// behind them, or any one character, whose further octets are parts of names anyway.
  private mutating func skipEscape() {
    place += 1
    guard place < bytes.count else { return }
    guard CSSByte.isHexDigit(bytes[place]) else {
      place += 1
      while at(0) & 0xC0 == 0x80 { place += 1 }
      return
    }
    let end = min(place + 6, bytes.count)
    while place < end, CSSByte.isHexDigit(bytes[place]) { place += 1 }
    if at(0) == CSSByte.carriageReturn, at(1) == CSSByte.lineFeed { place += 1 }
    if place < bytes.count, CSSByte.isWhitespace(bytes[place]) { place += 1 }
  }
}
