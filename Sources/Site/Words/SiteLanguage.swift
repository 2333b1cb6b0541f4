/// A language that the pages are written in.
enum SiteLanguage: String, Sendable, CaseIterable {
  case english = "en"
  case spanish = "es"

  /// By the first subtag of a BCP 47 tag; nil for a language without words here.
  init?(tag: String) {
    let primary = tag.prefix(16).lowercased().prefix { $0 != "-" && $0 != "_" }
    self.init(rawValue: String(primary))
  }

  /// BCP 47.
  var tag: String { rawValue }

  /// As its speakers call it.
  var ownName: String {
    switch self {
    case .english: "English"
    case .spanish: "Español"
    }
  }

  /// The one of ours that an `Accept-Language` field likes best (RFC 9110, 12.5.4).
  init?(accepted field: String) {
    var best: (language: SiteLanguage, weight: Double)?
    for range in field.prefix(1000).split(separator: ",").prefix(20) {
      let parts = range.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
      guard let tag = parts.first, let language = SiteLanguage(tag: tag) else { continue }
      let weight =
        parts.dropFirst().first { $0.hasPrefix("q=") }
        .map { Double($0.dropFirst(2)) ?? 0 } ?? 1
      if weight > 0, weight > best?.weight ?? 0 { best = (language, weight) }
    }
    guard let best else { return nil }
    self = best.language
  }
}
