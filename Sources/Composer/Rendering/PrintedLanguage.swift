/// A language that the fixed words of a message are written in.
enum PrintedLanguage: Sendable {
  case english, spanish

  /// By the first subtag of a BCP 47 tag; English for any that has no words here yet.
  init(tag: String) {
    let primary = tag.lowercased().prefix { $0 != "-" && $0 != "_" }
    self = primary == "es" ? .spanish : .english
  }
}
