/// A document type declaration, of which only plain text entities are of use.
enum DocumentType {
  /// Entities beyond this number or length are not taken.
  private static let limit = 500

  /// Reads over the declaration and returns its entities that are text and nothing else.
  static func read(_ input: inout ByteScanner) -> [String: String] {
    var entities: [String: String] = [:]
    input.position += 9
    _ = input.take { $0 != Ascii.greater && $0 != 0x5B }
    if input.current == 0x5B { readSubset(&input, into: &entities) }
    _ = input.take { $0 != Ascii.greater && $0 != Ascii.less }
    if input.current == Ascii.greater { input.position += 1 }
    return entities
  }

  private static func readSubset(_ input: inout ByteScanner, into entities: inout [String: String])
  {
    while !input.isAtEnd, input.current != 0x5D {
      if input.starts(with: "<!--") {
        input.skip(past: "-->")
      } else if input.starts(with: "<!ENTITY") {
        input.position += 8
        readEntity(&input, into: &entities)
      } else {
        input.position += 1
      }
    }
    input.position += 1
  }

  private static func readEntity(_ input: inout ByteScanner, into entities: inout [String: String])
  {
    _ = input.take(while: Ascii.isSpace)
    let name = input.take(while: Ascii.isName)
    _ = input.take(while: Ascii.isSpace)
    let mark = input.current
    guard mark == Ascii.quote || mark == Ascii.apostrophe else { return }
    input.position += 1
    let value = input.take { $0 != mark }
    input.position += 1
    // An entity that holds markup or names another is how a small document becomes a huge one.
    guard entities.count < limit, value.count <= limit, isPlain(value), !name.isEmpty else {
      return
    }
    entities[String(decoding: name, as: UTF8.self)] = String(decoding: value, as: UTF8.self)
  }

  /// Text, in which only a single numeric reference may stand.
  private static func isPlain(_ value: ArraySlice<UInt8>) -> Bool {
    guard !value.contains(Ascii.less), !value.contains(0x25) else { return false }
    guard let reference = value.firstIndex(of: Ascii.ampersand) else { return true }
    let rest = value[(reference + 1)...]
    return rest.first == Ascii.hash && rest.last == Ascii.semicolon
      && rest.dropFirst().dropLast().allSatisfy { (0x30...0x39).contains($0) || Ascii.isLetter($0) }
  }
}
