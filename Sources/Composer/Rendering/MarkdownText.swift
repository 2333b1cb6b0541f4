/// An introduction as plain text: links become numbered footnotes below it, unless the words are
/// the address.
struct MarkdownText {
  let text: String

  init(_ document: MarkdownDocument) {
    var footnotes = Footnotes()
    let body = Self.lines(document.blocks, &footnotes)
    let notes = footnotes.lines
    text = (body + (notes.isEmpty ? [] : [""] + notes)).joined(separator: "\n")
  }

  /// The addresses in the order they are named, each once.
  private struct Footnotes {
    var urls: [String] = []

    mutating func number(of url: String) -> Int {
      if let index = urls.firstIndex(of: url) { return index + 1 }
      urls.append(url)
      return urls.count
    }

    var lines: [String] { urls.enumerated().map { "[\($0 + 1)] \($1)" } }
  }

  /// The blocks with an empty line between each, unless they are of a tight list.
  private static func lines(
    _ blocks: [MarkdownBlock], isTight: Bool = false, _ footnotes: inout Footnotes
  ) -> [String] {
    var lines: [String] = []
    for block in blocks {
      if !lines.isEmpty, !isTight { lines.append("") }
      lines += self.lines(block, &footnotes)
    }
    return lines
  }

  private static func lines(_ block: MarkdownBlock, _ footnotes: inout Footnotes) -> [String] {
    switch block {
    case .paragraph(let parts): return self.lines(parts, &footnotes)
    case .heading(_, let parts):
      let title = self.lines(parts, &footnotes).joined(separator: " ")
      let width = WrappedText.lines(of: title).map(\.count).max() ?? 0
      return [title, String(repeating: "-", count: min(width, WrappedText.columns))]
    case .list(let start, let isTight, let items):
      return list(start, isTight, items, &footnotes)
    case .quote(let blocks):
      return self.lines(blocks, &footnotes).flatMap { quoted($0) }
    case .code(let code):
      return code.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.isEmpty ? "" : "    " + $0 }
    case .rule: return ["* * *"]
    }
  }

  /// Wrapped here, so that each line has its mark.
  private static func quoted(_ line: String) -> [String] {
    WrappedText.lines(of: line, columns: WrappedText.columns - 2).map {
      $0.isEmpty ? ">" : "> " + $0
    }
  }

  private static func list(
    _ start: Int?, _ isTight: Bool, _ items: [[MarkdownBlock]], _ footnotes: inout Footnotes
  ) -> [String] {
    var lines: [String] = []
    for (index, item) in items.enumerated() {
      let mark = start.map { "\($0 + index). " } ?? "- "
      let margin = String(repeating: " ", count: mark.count)
      let body = self.lines(item, isTight: isTight, &footnotes)
      if !isTight, index > 0 { lines.append("") }
      lines.append(mark + (body.first ?? ""))
      lines += body.dropFirst().map { $0.isEmpty ? "" : margin + $0 }
    }
    return lines
  }

  private static func lines(
    _ parts: [MarkdownInline], _ footnotes: inout Footnotes
  ) -> [String] {
    var text = ""
    for part in parts { text += self.text(part, &footnotes) }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private static func text(_ part: MarkdownInline, _ footnotes: inout Footnotes) -> String {
    switch part {
    case .text(let text), .code(let text): return text
    case .emphasis(let parts): return "_" + texts(parts, &footnotes) + "_"
    case .strong(let parts): return "*" + texts(parts, &footnotes) + "*"
    case .link(let parts, let url):
      let words = texts(parts, &footnotes)
      return words == url ? url : "\(words) [\(footnotes.number(of: url))]"
    case .image(let alt, _): return alt.isEmpty ? "" : "[\(alt)]"
    case .softBreak: return " "
    case .lineBreak: return "\n"
    }
  }

  private static func texts(_ parts: [MarkdownInline], _ footnotes: inout Footnotes) -> String {
    var text = ""
    for part in parts { text += self.text(part, &footnotes) }
    return text
  }
}
