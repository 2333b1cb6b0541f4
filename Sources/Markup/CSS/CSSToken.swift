/// One token of a style sheet (CSS Syntax Level 3, section 4), which remembers where it stands.
struct CSSToken: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case ident, function, atKeyword
    /// What stands behind `#`; only an identifier there can be an id.
    case hash(isIdentifier: Bool)
    case string, badString, url, badURL
    case number, percentage, dimension
    case whitespace, colon, semicolon, comma
    case commentOpen, commentClose
    case openSquare, closeSquare, openRound, closeRound, openCurly, closeCurly
    case delimiter(UInt8)
  }

  var kind: Kind
  /// The octets of the source that it is made of.
  var range: Range<Int>
  /// Whether a comment stood between it and the token before.
  var followsComment = false
  /// A string or an address that the end of the sheet cut off.
  var isUnterminated = false

  /// What ends the block that this token begins.
  var closer: Kind? {
    switch kind {
    case .openCurly: .closeCurly
    case .openSquare: .closeSquare
    case .openRound, .function: .closeRound
    default: nil
    }
  }

  /// Whether it would become one with what follows when nothing stood between them (section 9).
  var mayTakeMore: Bool {
    switch kind {
    case .ident, .atKeyword, .hash, .number, .dimension: true
    case .delimiter(let sign): "#-@.+/".utf8.contains(sign)
    default: false
    }
  }

  /// The same with what stands before it.
  var mayBeTaken: Bool {
    switch kind {
    case .ident, .function, .url, .badURL, .number, .percentage, .dimension, .openRound,
      .commentClose:
      true
    case .delimiter(let sign): "-%*".utf8.contains(sign)
    default: false
    }
  }
}
