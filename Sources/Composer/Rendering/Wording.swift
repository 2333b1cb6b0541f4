/// What a configuration says in place of the fixed words: `readStory` in the edition's language,
/// `es.readStory` for readers of another one.
struct Wording {
  private let texts: [String: String]

  init(_ texts: [String: String]) { self.texts = texts }

  /// The texts for a frame, by the names of the words.
  func texts(for reading: ReadingLanguage, of own: ReadingLanguage) -> [String: String] {
    guard !texts.isEmpty else { return [:] }
    let prefix = reading.primary + "."
    var chosen: [String: String] = [:]
    if reading.primary == own.primary { chosen = texts.filter { !$0.key.contains(".") } }
    for (key, text) in texts where key.hasPrefix(prefix) {
      chosen[String(key.dropFirst(prefix.count))] = text
    }
    return chosen
  }
}
