import Foundation

/// The words by which a line says that there is more elsewhere, in the languages of our readers.
enum PointerPhrase {
  /// A line or a link's words that begin so point elsewhere.
  private static let openings = [
    "click here", "click on", "click to", "click for", "click the", "tap here", "read more",
    "read the", "read on", "read full", "read it", "read our", "read about", "keep reading",
    "continue reading", "learn more", "find out more", "see more", "see the", "see our", "see also",
    "view the", "view more", "view our", "view full", "more information", "more info",
    "more details", "more about", "more on", "for more", "for details", "full story", "full list",
    "full text", "full report", "full article", "download", "register here", "register now",
    "sign up", "sign the", "rsvp", "watch the", "watch a", "watch here", "listen to", "listen here",
    "go to", "check out", "related:", "[more", "visit our", "visit the",
    "haga clic", "haz clic", "haga click", "hacer clic", "pulse aqu", "leer m", "lea m", "lea el",
    "lea la", "ver m", "vea el", "vea la", "más informaci", "mas informaci", "seguir leyendo",
    "sigue leyendo", "continuar leyendo", "para más", "para mas", "descargue", "descargar",
    "inscríbase", "regístrese", "conozca más",
    "cliquez", "lire la suite", "lire plus", "lire l'article", "en savoir plus", "plus d'info",
    "pour plus", "pour en savoir", "télécharge", "voir la suite",
    "hier klicken", "klicken sie", "klick hier", "weiterlesen", "mehr lesen", "mehr dazu",
    "mehr info", "zum artikel", "lesen sie",
    "clique aqui", "leia mais", "saiba mais", "continue lendo", "veja mais",
    "clicca qui", "leggi tutto", "leggi di più", "continua a leggere", "per saperne",
    "klik hier", "lees meer", "lees verder", "kliknij tutaj", "czytaj dalej", "czytaj więcej",
    "klike la", "peze la", "li plis", "bấm vào đây", "nhấn vào đây", "đọc thêm",
    "点击", "點擊", "阅读更多", "閱讀更多", "читать далее", "подробнее", "нажмите здесь",
  ]

  /// Words of a link that say nothing but that it is one.
  private static let bare: Set<String> = [
    "here", "more", "this link", "link", "details", "website", "aquí", "aqui", "más", "mas",
    "ici", "la suite", "suite", "hier", "mehr", "qui", "tutaj", "więcej", "đây", "isit la", "la a",
  ]

  /// Whether a line begins as a pointer does.
  static func begins(_ line: String) -> Bool {
    let text = normal(line)
    return openings.contains { text.hasPrefix($0) } || bare.contains(core(text))
  }

  /// Whether a link's words point elsewhere.
  static func isPointer(_ words: String) -> Bool {
    begins(words)
  }

  /// WordPress adds to each item where it appeared first.
  static func isFooter(_ line: String) -> Bool {
    let text = normal(line)
    return text.hasPrefix("the post ") && text.contains(" appeared first on ")
      || text.hasPrefix("la entrada ") && text.contains(" se publicó primero en ")
  }

  /// In lower case, without what stands before the first word.
  private static func normal(_ line: String) -> String {
    line.prefix(400).lowercased().drop { "-–—>»→ *•(".contains($0) }
      .replacingOccurrences(of: "\u{2019}", with: "'")
  }

  /// Without the marks around it.
  private static func core(_ text: String) -> String {
    text.trimmingCharacters(in: CharacterSet(charactersIn: " .…!»>→[]()\u{2026}"))
  }
}
