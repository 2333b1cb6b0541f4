import Composer
import Diagnostics
import Newsletter

/// Editions whose fixed words are English under the tag of another language.
struct LackingWords: HintedError, Equatable {
  /// BCP 47.
  let language: String
  /// By the names that a configuration's `wording` has.
  let words: [String]
  /// The affiliates that lack them; nil: all do.
  let affiliates: [AffiliateID]?

  var message: String {
    let whose = affiliates.map { " of " + $0.map(\.text).joined(separator: ", ") } ?? ""
    return "organization.language is '\(language)', and these words\(whose) stay English: "
      + words.joined(separator: ", ")
  }

  var hint: String? {
    "say them in 'wording'; Templates/README.md has what each says in English"
  }

  var exitCode: ExitCode { .done }

  /// One for each lack; affiliates that have one in common are told together.
  static func all(
    in language: String, _ wordings: [(affiliate: AffiliateID, texts: [String: String])]
  ) -> [LackingWords] {
    var found: [LackingWords] = []
    for wording in wordings {
      let words = Words.lacking(in: language, wording: wording.texts)
      guard !words.isEmpty, !found.contains(where: { $0.words == words }) else { continue }
      let others = wordings.filter {
        Words.lacking(in: language, wording: $0.texts) == words
      }.map(\.affiliate)
      found.append(
        LackingWords(
          language: language, words: words,
          affiliates: others.count == wordings.count ? nil : others))
    }
    return found
  }
}

extension Federation {
  func wordingFindings() -> [CheckEntry] {
    LackingWords.all(
      in: configuration.organization.language,
      configuration.affiliates.map { ($0.id, $0.wording) }
    ).map { CheckEntry(.warning, $0) }
  }
}
