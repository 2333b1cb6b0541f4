/// The runs of three words that a text has, by which two texts are compared that were set
/// otherwise: wrapped, shortened, with links between.
struct Phrases {
  private var runs: Set<[Substring]> = []

  private static let length = 3

  init(_ words: [Substring]) {
    for place in words.indices.dropLast(Self.length - 1) {
      runs.insert(Array(words[place..<place + Self.length]))
    }
  }

  /// Whether hardly any of a sentence is in the text: less than a third of its runs.
  func lack(_ words: [Substring]) -> Bool {
    let all = words.indices.dropLast(Self.length - 1)
    let found = all.count { runs.contains(Array(words[$0..<$0 + Self.length])) }
    return found * 3 < all.count
  }

  /// The words of a text in lower case, without addresses.
  static func words(_ text: String) -> [Substring] {
    text.lowercased().split(whereSeparator: \.isWhitespace)
      .filter { !$0.contains("://") && !$0.contains("@") }
      .flatMap { $0.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) }
  }

  /// The sentences of a stretch of text.
  static func sentences(_ text: String) -> [Substring] {
    var sentences: [Substring] = []
    var start = text.startIndex
    var isEnd = false
    for place in text.indices {
      if isEnd, text[place].isWhitespace {
        sentences.append(text[start..<place])
        start = place
      }
      isEnd = ".!?…".contains(text[place])
    }
    sentences.append(text[start...])
    return sentences
  }
}
