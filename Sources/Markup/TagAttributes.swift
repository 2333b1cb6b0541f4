/// The attributes of one start tag, read as forgivingly as browsers read them.
struct TagAttributes {
  struct Pair {
    var name: ArraySlice<UInt8>
    var value: ArraySlice<UInt8>
  }

  private(set) var pairs: [Pair] = []
  private(set) var isSelfClosing = false

  /// More attributes than this are read over: looking for repeated names takes their square.
  private static let limit = 100

  /// Reads from behind the tag's name to behind its `>`; nil when the tag never ends.
  static func read(_ input: inout ByteScanner) -> TagAttributes? {
    var attributes = TagAttributes()
    while !input.isAtEnd {
      _ = input.take(while: Ascii.isSpace)
      switch input.current {
      case Ascii.greater:
        input.position += 1
        return attributes
      case Ascii.less:
        // The next tag begins inside this one: its `>` was forgotten.
        return attributes
      case Ascii.slash:
        input.position += 1
        attributes.isSelfClosing = input.current == Ascii.greater
      case let byte where Ascii.isNameStart(byte):
        attributes.append(readPair(&input))
      default:
        input.position += 1
      }
    }
    return nil
  }

  private mutating func append(_ pair: Pair) {
    guard pairs.count < Self.limit, !pairs.contains(where: { $0.name == pair.name }) else { return }
    pairs.append(pair)
  }

  private static func readPair(_ input: inout ByteScanner) -> Pair {
    let name = input.take(while: Ascii.isName)
    _ = input.take(while: Ascii.isSpace)
    guard input.current == Ascii.equals else { return Pair(name: name, value: name) }
    input.position += 1
    _ = input.take(while: Ascii.isSpace)
    return Pair(name: name, value: readValue(&input))
  }

  private static func readValue(_ input: inout ByteScanner) -> ArraySlice<UInt8> {
    let mark = input.current
    guard mark == Ascii.quote || mark == Ascii.apostrophe else {
      // Stopping at `<` also keeps a row of tags without `>` from being read again and again.
      return input.take { !Ascii.isSpace($0) && $0 != Ascii.greater && $0 != Ascii.less }
    }
    input.position += 1
    let value = input.take { $0 != mark }
    input.position += 1
    return value
  }
}
