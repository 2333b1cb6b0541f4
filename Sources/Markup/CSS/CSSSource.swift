/// A style sheet's octets as tokens, with the end of each block known.
struct CSSSource {
  let bytes: [UInt8]
  let tokens: [CSSToken]
  /// For each token that begins a block, the place of the one that ends it, or the number of
  /// tokens when none does; for others their own place.
  let ends: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    tokens = CSSTokenizer.tokens(of: bytes)
    ends = Self.ends(of: tokens)
  }

  /// Only the sign that fits ends a block; others in it mean nothing (section 5.4.8).
  private static func ends(of tokens: [CSSToken]) -> [Int] {
    var ends = Array(tokens.indices)
    var open: [(place: Int, closer: CSSToken.Kind)] = []
    for (place, token) in tokens.enumerated() {
      if let closer = token.closer {
        open.append((place, closer))
      } else if let last = open.last, last.closer == token.kind {
        ends[last.place] = place
        open.removeLast()
      }
    }
    for block in open { ends[block.place] = tokens.count }
    return ends
  }

  /// The place behind the token at `place`, or behind the whole block that it begins.
  func behind(_ place: Int) -> Int { min(ends[place] + 1, tokens.count) }

  /// The decoded name of a token of that sort: without `#`, `@` or `(`.
  func name(_ token: CSSToken) -> String {
    var written = bytes[token.range]
    switch token.kind {
    case .hash, .atKeyword: written = written.dropFirst()
    case .function: written = written.dropLast()
    default: break
    }
    return CSSName.text(written)
  }

  /// `range` without white space at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = range.first, tokens[first].kind == .whitespace { range.removeFirst() }
    while let last = range.last, tokens[last].kind == .whitespace { range.removeLast() }
    return range
  }

  /// The pieces between commas that stand in no block.
  func pieces(_ range: Range<Int>) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = range.lowerBound
    var place = start
    while place < range.upperBound {
      if tokens[place].kind == .comma {
        pieces.append(trimmed(start..<place))
        start = place + 1
      }
      place = min(behind(place), range.upperBound)
    }
    return pieces + [trimmed(start..<range.upperBound)]
  }
}

extension Range where Bound == Int {
  fileprivate mutating func removeFirst() { self = lowerBound + 1..<upperBound }
  fileprivate mutating func removeLast() { self = lowerBound..<upperBound - 1 }
}
