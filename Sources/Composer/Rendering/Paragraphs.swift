/// Plain text as paragraphs, each on one line; an empty line parts them.
struct Paragraphs {
  let texts: [String]

  init(_ text: String) {
    var paragraphs: [[Substring]] = [[]]
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.allSatisfy(\.isWhitespace) {
        paragraphs.append([])
      } else {
        paragraphs[paragraphs.count - 1].append(line)
      }
    }
    texts = paragraphs.compactMap { OneLine($0.joined(separator: " ")).nonEmpty }
  }
}
