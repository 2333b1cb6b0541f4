import Composer
import Newsletter
import Testing

@testable import Assembly

@Suite("What check says about words")
struct LackingWordsTests {
  private let jpu = AffiliateID("jpu")!
  private let ar = AffiliateID("ar")!

  private func all(_ language: String, _ own: [String: String] = [:]) -> [LackingWords] {
    LackingWords.all(in: language, [(jpu, [:]), (ar, own)])
  }

  @Test("A language that has words here lacks none", arguments: ["en", "es-MX", "EN_us"])
  func known(_ language: String) { #expect(all(language) == []) }

  @Test("Every word of another language is named until the configuration says it")
  func other() {
    #expect(all("pl") == [LackingWords(language: "pl", words: Words.names, affiliates: nil)])
    let own = Dictionary(uniqueKeysWithValues: Words.names.dropFirst(2).map { ($0, "słowo") })
    let lacks = all("pl", own)
    #expect(lacks.map(\.words) == [Words.names, Array(Words.names.prefix(2))])
    #expect(lacks.map(\.affiliates) == [[jpu], [ar]])
    #expect(
      lacks.last?.message
        == "organization.language is 'pl', and these words of ar stay English: "
        + "readStory, inThisIssue")
    #expect(lacks.last?.hint?.hasPrefix("say them in 'wording'") == true)
    #expect(lacks.last.map { CheckEntry(.warning, $0).exitCode } == 0)
  }
}
