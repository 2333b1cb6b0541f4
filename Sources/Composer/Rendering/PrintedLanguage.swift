/// A language that the fixed words of a message are written in.
enum PrintedLanguage: Sendable {
  case english, spanish

  /// By the first subtag of a BCP 47 tag; English for any that has no words here yet.
  init(tag: String) { self = PrintedLanguage(known: tag) ?? .english }

  /// Nil for a language that has no words here yet.
  init?(known tag: String) {
    switch tag.lowercased().prefix(while: { $0 != "-" && $0 != "_" }) {
    case "en": self = .english
    case "es": self = .spanish
    default: return nil
    }
  }
}
