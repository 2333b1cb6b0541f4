/// Reads the header fields of a message that came from outside: whatever is broken is passed over.
///
/// Values are on one line: a fold is its space, and control characters, NUL and lone CR too, are
/// spaces.
struct HeaderScanner {
  struct Field {
    /// In lower case.
    let name: String
    let spelling: String
    let value: String
  }

  /// Those that were asked for, in their order.
  private(set) var fields: [Field] = []
  /// Whether there was any field at all, asked for or not.
  private(set) var hasFields = false

  private static let longestName = 76
  private static let longestValue = 64 * 1024
  private static let mostFields = 1000

  /// - Parameter wanted: names in lower case; nil for all that there are.
  init(_ head: some Collection<UInt8>, wanted: Set<String>? = nil) {
    var current: (spelling: String, value: [UInt8])?
    for line in head.split(separator: 0x0A) {
      if line.first == 0x20 || line.first == 0x09 {
        current?.value += line.prefix(Self.longestValue)
      } else if let (spelling, value) = Self.parts(of: line) {
        keep(current)
        hasFields = true
        let isWanted = wanted?.contains(spelling.lowercased()) ?? true
        current = isWanted ? (spelling, Array(value.prefix(Self.longestValue))) : nil
      } else {
        // No field and no fold: what follows belongs to neither.
        keep(current)
        current = nil
      }
    }
    keep(current)
  }

  func values(of name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  func value(of name: String) -> String? { fields.first { $0.name == name }?.value }

  private mutating func keep(_ field: (spelling: String, value: [UInt8])?) {
    guard let field, fields.count < Self.mostFields else { return }
    let octets = field.value.prefix(Self.longestValue).map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
    let words = octets.split(separator: 0x20)
    let value = String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
    fields.append(
      Field(name: field.spelling.lowercased(), spelling: field.spelling, value: value))
  }

  private static func parts<Line: Collection<UInt8>>(
    of line: Line
  ) -> (spelling: String, value: Line.SubSequence)? {
    guard let colon = line.prefix(longestName + 1).firstIndex(of: UInt8(ascii: ":")) else {
      return nil
    }
    var name = Array(line[..<colon])
    // Obsolete syntax lets spaces stand before the colon (RFC 5322 section 4.5).
    while let last = name.last, last == 0x20 || last == 0x09 { name.removeLast() }
    guard !name.isEmpty, name.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
    return (String(decoding: name, as: UTF8.self), line[line.index(after: colon)...])
  }
}
