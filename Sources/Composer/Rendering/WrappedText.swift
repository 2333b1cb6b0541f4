/// Plain text laid out for a terminal: lines of at most 72 columns, long addresses whole.
///
/// A line that fits is left as the template wrote it. A longer one is broken at its spaces; what
/// follows hangs under the first word behind its indentation and its mark (`- `, `3. `, `[3] `).
struct WrappedText {
  static let columns = 72

  let text: String

  init(_ raw: String) {
    var lines: [String] = []
    for line in raw.split(separator: "\n", omittingEmptySubsequences: false) {
      let wrapped = Self.lines(of: line)
      // More than two empty lines come from template sections that had nothing to show.
      if wrapped == [""], lines.suffix(2) == ["", ""] { continue }
      lines += wrapped
    }
    while lines.last == "" { lines.removeLast() }
    text = lines.drop { $0.isEmpty }.joined(separator: "\n") + "\n"
  }

  /// One line as as many as it needs, without spaces at their ends.
  static func lines(of line: some StringProtocol, columns: Int = columns) -> [String] {
    let words = line.split(separator: " ")
    guard let first = words.first else { return [""] }
    // Octets are cheap to count, and most lines are short.
    if line.utf8.count <= columns || line.count <= columns {
      return [String(line[..<(words.last ?? first).endIndex])]
    }
    let indentation = spaces(line.prefix { $0 == " " }.count)
    let isMarked = isMark(first) && words.count > 1
    // A mark never stands alone on its line.
    let start = isMarked ? indentation + first + " " + words[1] : indentation + first
    let hanging = indentation + spaces(isMarked ? first.count + 1 : 0)
    return filled(
      with: words.dropFirst(isMarked ? 2 : 1), after: start, hanging: hanging, columns: columns)
  }

  private static func filled(
    with words: some Sequence<some StringProtocol>, after start: String, hanging: String,
    columns: Int
  ) -> [String] {
    var lines: [String] = []
    var current = start
    var width = start.count
    for word in words {
      let length = word.count
      if width + 1 + length <= columns {
        current += " " + word
        width += 1 + length
      } else {
        lines.append(current)
        current = hanging + word
        width = hanging.count + length
      }
    }
    return lines + [current]
  }

  /// A list's mark: `-`, `*`, `>`, `12.`, `[3]`.
  private static func isMark(_ word: some StringProtocol) -> Bool {
    switch word.first {
    case "-", "*", ">": word.count == 1
    case "[": word.count <= 5 && word.last == "]" && word.dropFirst().dropLast().isNumber
    default: word.count <= 4 && word.last == "." && word.dropLast().isNumber
    }
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}

extension StringProtocol {
  fileprivate var isNumber: Bool {
    !isEmpty && utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
