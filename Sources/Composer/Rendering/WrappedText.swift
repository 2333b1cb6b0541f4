/// Plain text laid out for a terminal: lines of at most 72 columns, long addresses whole.
///
/// A line that fits is left as the template wrote it. A longer one is broken at its spaces; what
/// follows hangs under the first word behind its indentation and its mark (`- `, `3. `, `[3] `).
struct WrappedText {
  static let columns = 72

  let text: String

  init(_ raw: String) {
    var bytes: [UInt8] = []
    for line in Self.kept(Array(raw.utf8)) {
      Self.append(line, to: &bytes)
      bytes.append(Self.newline)
    }
    text = bytes.isEmpty ? "\n" : String(decoding: bytes, as: UTF8.self)
  }

  /// The lines that stay, not wrapped yet: none of the empty ones at either end, and of those in a
  /// row two, as more come from template sections that had nothing to show.
  static func kept(_ raw: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var emptyLines = 0
    for line in raw.split(separator: newline, omittingEmptySubsequences: false) {
      if line.allSatisfy({ $0 == space }) {
        emptyLines += 1
      } else {
        let count = lines.isEmpty ? 0 : min(emptyLines, 2)
        lines += [ArraySlice<UInt8>](repeating: [], count: count) + [line]
        emptyLines = 0
      }
    }
    return lines
  }

  /// One line as as many as it needs, without spaces at their ends.
  static func lines(of line: String, columns: Int = columns) -> [String] {
    var bytes: [UInt8] = []
    append(Array(line.utf8)[...], to: &bytes, columns: columns)
    return bytes.split(separator: newline, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Writes one line as as many as it needs, LF between them and none at the end.
  static func append(
    _ line: ArraySlice<UInt8>, to output: inout [UInt8], columns: Int = columns
  ) {
    if line.count <= columns || width(line) <= columns {
      let end = line.lastIndex { $0 != space }
      if let end { output += line[...end] }
      return
    }
    let words = line.split(separator: space)
    guard let first = words.first else { return }
    let isMarked = isMark(first) && words.count > 1
    let indentation = line.prefix { $0 == space }
    let hanging = indentation.count + (isMarked ? width(first) + 1 : 0)
    output += indentation + first
    var column = indentation.count + width(first)
    for (index, word) in words.enumerated().dropFirst() {
      let wordWidth = width(word)
      // A mark never stands alone on its line.
      if column + 1 + wordWidth <= columns || (isMarked && index == 1) {
        output.append(space)
        column += 1 + wordWidth
      } else {
        output.append(newline)
        output.append(contentsOf: repeatElement(space, count: hanging))
        column = hanging + wordWidth
      }
      output += word
    }
  }

  /// In characters, as readers count; octets are cheaper to count, and the same in ASCII.
  private static func width(_ text: ArraySlice<UInt8>) -> Int {
    text.allSatisfy { $0 < 0x80 } ? text.count : String(decoding: text, as: UTF8.self).count
  }

  /// A list's mark: `-`, `*`, `>`, `12.`, `[3]`.
  private static func isMark(_ word: ArraySlice<UInt8>) -> Bool {
    switch word.first {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: ">"): word.count == 1
    case UInt8(ascii: "["):
      word.count <= 5 && word.last == UInt8(ascii: "]") && isNumber(word.dropFirst().dropLast())
    default: word.count <= 4 && word.last == UInt8(ascii: ".") && isNumber(word.dropLast())
    }
  }

  private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    !text.isEmpty && text.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private static let space = UInt8(ascii: " ")
  private static let newline = UInt8(ascii: "\n")
}
