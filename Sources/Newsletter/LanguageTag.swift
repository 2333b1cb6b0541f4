/// The tag of a language as BCP 47 (RFC 5646, section 2.1) forms it: `en`, `es-MX`, `zh-Hant-TW`.
///
/// It is looked at as a form: whether a registry knows its parts is not asked.
public struct LanguageTag: Sendable, Hashable, CustomStringConvertible {
  /// As it was written, with hyphens.
  public let text: String

  public var description: String { text }

  /// Reads a tag; `es_MX`, as locales are written, is `es-MX`. Nil for any other form.
  public init?(_ text: String) {
    let hyphen = UInt8(ascii: "-")
    let octets = text.utf8.map { $0 == UInt8(ascii: "_") ? hyphen : $0 }
    guard octets.count <= Self.longest else { return nil }
    var parts = octets.split(separator: hyphen, omittingEmptySubsequences: false)[...]
    guard let language = parts.popFirst(), (2...3).contains(language.count),
      language.allSatisfy(Self.isLetter)
    else { return nil }
    guard Self.isEnd(of: parts) else { return nil }
    self.text = String(decoding: octets, as: UTF8.self)
  }

  /// Reads a tag, or the name of a language in English or in itself: `Español` is `es`.
  public init?(naming text: String) {
    if let tag = Self.names[text.lowercased()] {
      self.init(known: tag)
    } else {
      self.init(text)
    }
  }

  private init(known text: String) { self.text = text }

  /// In octets; the registry's longest are half of it.
  private static let longest = 64

  /// Whether these parts may stand behind a language: more of it, script, region, variants,
  /// extensions, in this order.
  private static func isEnd(of rest: ArraySlice<ArraySlice<UInt8>>) -> Bool {
    var parts = rest
    for _ in 0..<3 { drop(&parts) { $0.count == 3 && $0.allSatisfy(isLetter) } }
    drop(&parts) { $0.count == 4 && $0.allSatisfy(isLetter) }
    drop(&parts) {
      $0.count == 2 && $0.allSatisfy(isLetter) || $0.count == 3 && $0.allSatisfy(isDigit)
    }
    while let variant = parts.first, variant.allSatisfy(isLetterOrDigit),
      (5...8).contains(variant.count) || variant.count == 4 && variant.first.map(isDigit) == true
    {
      parts.removeFirst()
    }
    return parts.isEmpty || isExtension(parts)
  }

  private static func drop(
    _ parts: inout ArraySlice<ArraySlice<UInt8>>, _ isMeant: (ArraySlice<UInt8>) -> Bool
  ) {
    if let first = parts.first, isMeant(first) { parts.removeFirst() }
  }

  /// A letter or digit alone, and at least one part of up to eight behind each.
  private static func isExtension(_ parts: ArraySlice<ArraySlice<UInt8>>) -> Bool {
    guard parts.first?.count == 1, parts.last.map({ $0.count > 1 }) == true else { return false }
    return parts.allSatisfy { (1...8).contains($0.count) && $0.allSatisfy(isLetterOrDigit) }
  }

  private static func isLetter(_ octet: UInt8) -> Bool { (0x41...0x5A).contains(octet & 0xDF) }
  private static func isDigit(_ octet: UInt8) -> Bool { (0x30...0x39).contains(octet) }
  private static func isLetterOrDigit(_ octet: UInt8) -> Bool { isLetter(octet) || isDigit(octet) }

  /// Small letters; what people write into forms, with and without accents.
  private static let names: [String: String] = [
    "english": "en", "inglés": "en", "ingles": "en",
    "spanish": "es", "español": "es", "espanol": "es", "castellano": "es",
    "arabic": "ar", "العربية": "ar",
    "chinese": "zh", "mandarin": "zh", "中文": "zh",
    "french": "fr", "français": "fr", "francais": "fr", "francés": "fr",
    "german": "de", "deutsch": "de", "alemán": "de",
    "haitian creole": "ht", "kreyòl": "ht", "kreyol": "ht",
    "hebrew": "he", "עברית": "he",
    "hindi": "hi", "हिन्दी": "hi",
    "italian": "it", "italiano": "it",
    "japanese": "ja", "日本語": "ja",
    "korean": "ko", "한국어": "ko",
    "polish": "pl", "polski": "pl",
    "portuguese": "pt", "português": "pt", "portugues": "pt", "portugués": "pt",
    "russian": "ru", "русский": "ru",
    "somali": "so", "soomaali": "so",
    "tagalog": "tl", "filipino": "fil",
    "ukrainian": "uk", "українська": "uk",
    "urdu": "ur", "اردو": "ur",
    "vietnamese": "vi", "tiếng việt": "vi",
  ]
}
