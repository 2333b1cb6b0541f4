/// A header field on its way to bytes: tokens with one space between them, broken before the
/// token that would pass column 78 (RFC 5322 section 2.1.1).
struct FoldedLine {
  private static let comfortable = 78
  private static let longest = 998

  private var written: [UInt8]
  private var column: Int
  private var isAtStart = true

  init(name: String) {
    written = Array(name.utf8) + [UInt8(ascii: ":")]
    column = written.count
  }

  /// The field with its last CRLF.
  var bytes: [UInt8] { written + [0x0D, 0x0A] }

  mutating func append(_ tokens: [[UInt8]]) {
    for token in tokens { append(token[...]) }
  }

  private mutating func append(_ token: ArraySlice<UInt8>) {
    // The first token stays beside the name: some readers lose a field that begins with a fold.
    if !isAtStart, column + 1 + token.count > Self.comfortable { fold() }
    isAtStart = false
    // No token of ours is so long; one from outside is cut rather than break the line limit.
    let room = Self.longest - column - 1
    written.append(UInt8(ascii: " "))
    written += token.prefix(room)
    column += 1 + min(token.count, room)
    if token.count > room {
      fold()
      append(token.dropFirst(room))
    }
  }

  private mutating func fold() {
    written += [0x0D, 0x0A]
    column = 0
  }
}
