extension CSSSource {
  /// How strings are written.
  enum Quotes {
    case asWritten
    /// For an attribute's value in double quotes, where `'` costs one octet and `"` six.
    case single
  }

  /// The tokens as text without comments, runs of white space as one blank; each token as it was
  /// written, and what the end of the sheet cut off made whole.
  func text(_ range: Range<Int>, quotes: Quotes = .asWritten) -> String {
    var result: [UInt8] = []
    var open: [CSSToken.Kind] = []
    for place in trimmed(range) {
      let token = tokens[place]
      if token.followsComment, place > range.lowerBound, needsComment(at: place) {
        result += "/**/".utf8
      }
      append(token, quotes, to: &result)
      if let closer = token.closer {
        open.append(closer)
      } else if open.last == token.kind {
        open.removeLast()
      }
    }
    for closer in open.reversed() {
      result.append(closer == .closeCurly ? 0x7D : closer == .closeSquare ? 0x5D : 0x29)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether the comment that stood here was all that kept two tokens apart.
  private func needsComment(at place: Int) -> Bool {
    place > 0 && tokens[place - 1].mayTakeMore && tokens[place].mayBeTaken
  }

  private func append(_ token: CSSToken, _ quotes: Quotes, to result: inout [UInt8]) {
    switch token.kind {
    case .whitespace: if result.last != Ascii.space { result.append(Ascii.space) }
    case .string: append(string: token, quotes, to: &result)
    default:
      result += bytes[token.range]
      if token.isUnterminated { result.append(CSSByte.closeRound) }
    }
  }

  private func append(string token: CSSToken, _ quotes: Quotes, to result: inout [UInt8]) {
    let mark = bytes[token.range.lowerBound]
    var inner = bytes[token.range].dropFirst()
    if !token.isUnterminated { inner = inner.dropLast() }
    if token.isUnterminated, endsInLoneBackslash(inner) { inner = inner.dropLast() }
    let isPlain = !inner.contains(Ascii.apostrophe) && !inner.contains(CSSByte.backslash)
    let written = quotes == .single && isPlain ? Ascii.apostrophe : mark
    result.append(written)
    result += inner
    result.append(written)
  }

  private func endsInLoneBackslash(_ text: ArraySlice<UInt8>) -> Bool {
    text.reversed().prefix { $0 == CSSByte.backslash }.count % 2 == 1
  }
}
