import Foundation
import Markup

/// Who wrote a story, from the ways in which feeds say it.
enum Byline {
  /// The name in `Ana Ruiz`, `ana@example.org (Ana Ruiz)` or `Ana Ruiz <ana@example.org>`; an
  /// address alone is given as it is.
  static func name(in text: String) -> String? {
    let folded = PlainText.folded(FeedText.mended(text))
    guard !folded.isEmpty else { return nil }
    guard folded.contains("@") else { return String(folded.prefix(300)) }
    let inner = part(of: folded, from: "(", to: ")") ?? ""
    if !inner.isEmpty, !inner.contains("@") { return inner }
    let before = folded.prefix { $0 != "<" && $0 != "(" }.trimmingCharacters(in: .whitespaces)
    return before.isEmpty ? folded : String(before.prefix(300))
  }

  private static func part(of text: String, from start: Character, to end: Character) -> String? {
    guard let first = text.firstIndex(of: start), let last = text.lastIndex(of: end), first < last
    else { return nil }
    return text[text.index(after: first)..<last].trimmingCharacters(in: .whitespaces)
  }
}
