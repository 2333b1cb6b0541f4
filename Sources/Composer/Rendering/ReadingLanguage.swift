import Newsletter

/// What a language means for a page: its tag, the words it is framed in, and which way it runs.
struct ReadingLanguage: Hashable, Sendable {
  /// BCP 47, for `lang`.
  let tag: String
  let words: PrintedLanguage

  /// An edition's own language, which may have no words here: then they are English.
  init(edition tag: String) {
    self.tag = OneLine(tag).nonEmpty ?? "en"
    words = PrintedLanguage(tag: tag)
  }

  /// The language of a list's column, as a tag or by its name; nil when there are no words for it.
  init?(reader text: String) {
    let tag = LanguageTag(naming: text)?.text ?? text
    guard let known = PrintedLanguage(known: tag) else { return nil }
    self.init(known)
  }

  private init(_ words: PrintedLanguage) {
    self.words = words
    tag = words.tag
  }

  /// The first subtag.
  var primary: String {
    String(tag.lowercased().prefix { $0 != "-" && $0 != "_" })
  }

  /// Whether dates can be written in words.
  var hasWords: Bool { PrintedLanguage(known: tag) != nil }

  /// Whether it is written from right to left, by its script or else by its language.
  var isRightToLeft: Bool {
    let subtags = tag.lowercased().split { $0 == "-" || $0 == "_" }.map(String.init)
    if let script = subtags.dropFirst().first(where: { $0.count == 4 }) {
      return Self.scripts.contains(script)
    }
    return Self.languages.contains(primary)
  }

  private static let scripts: Set = ["arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg"]
  private static let languages: Set = [
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ku", "nqo", "ps", "sd", "syr", "ug", "ur",
    "yi",
  ]
}

extension PrintedLanguage {
  var tag: String {
    switch self {
    case .english: "en"
    case .spanish: "es"
    }
  }
}
