import Newsletter
import Testing

@Suite("The tag of a language")
struct LanguageTagTests {
  @Test(
    "is read as BCP 47 forms it, and as locales are written",
    arguments: [
      ("en", "en"), ("fil", "fil"), ("es-MX", "es-MX"), ("es_MX", "es-MX"), ("es-419", "es-419"),
      ("zh-Hant-TW", "zh-Hant-TW"), ("zh-yue-HK", "zh-yue-HK"),
      ("en-GB-oxendict", "en-GB-oxendict"),
      ("de-CH-1901", "de-CH-1901"), ("ar-u-nu-latn", "ar-u-nu-latn"), ("en-x-local", "en-x-local"),
    ])
  func read(_ text: String, _ tag: String) {
    #expect(LanguageTag(text)?.text == tag)
  }

  @Test(
    "is nothing else",
    arguments: [
      "", "e", "spanish", "español", "xx-yy-zz!!", "xx-yy-zz", "en-", "-en", "en--US", "en-u", "e1",
      "en-US-x", "es MX", "en-\(String(repeating: "abcde-", count: 20))abcde",
    ])
  func refused(_ text: String) {
    #expect(LanguageTag(text) == nil)
  }

  @Test(
    "may be named by the language's name where people write it",
    arguments: [
      ("Español", "es"), ("SPANISH", "es"), ("castellano", "es"), ("English", "en"),
      ("Tiếng Việt", "vi"), ("pt_BR", "pt-BR"),
    ])
  func named(_ text: String, _ tag: String) {
    #expect(LanguageTag(naming: text)?.text == tag)
  }

  @Test("is nothing when the name is not known")
  func unknown() {
    #expect(LanguageTag(naming: "Spanish (Mexico)") == nil)
  }
}
