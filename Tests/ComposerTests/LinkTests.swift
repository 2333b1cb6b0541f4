import Foundation
import Newsletter
import SeededRandom
import Testing

@testable import Composer

@Suite("Links of the HTML part")
struct LinkTests {
  @Test("Every one of them stands in the text part, on a line that holds it whole")
  func standInText() throws {
    let seed: UInt64 = 20_261_120
    var dice = SeededGenerator(seed: seed)
    for round in 0..<60 {
      let stories = (1...Int.random(in: 1...9, using: &dice)).map { story($0, &dice) }
      let introduction = Bool.random(using: &dice) ? self.introduction(&dice) : ""
      let parts = try Press.render(try Press.edition(stories, introduction: introduction))
      let words = Set(parts.text.split(whereSeparator: \.isWhitespace).map(String.init))
      for link in links(of: parts.html) {
        #expect(
          words.contains(link) || words.contains(link + "."),
          "seed \(seed), round \(round): \(link)")
      }
    }
  }

  @Test("The seeds' messages have them all in both parts")
  func seeds() throws {
    let seeds = try Seeds.read()
    for affiliate in seeds.affiliates {
      let parts = try Press.render(try Press.edition(seeds.stories(on: affiliate.id)))
      let found = Set(links(of: parts.html))
      #expect(found.count >= seeds.stories(on: affiliate.id).count + 2)
      for link in found { #expect(parts.text.contains("\n\(link)\n"), "\(link)") }
    }
  }

  private func links(of html: String) -> [String] {
    html.components(separatedBy: "href=\"").dropFirst().map { rest in
      rest.prefix { $0 != "\"" }.replacingOccurrences(of: "&amp;", with: "&")
        .replacingOccurrences(of: "&#39;", with: "'")
    }
  }

  private func story(_ number: Int, _ dice: inout SeededGenerator) -> Story {
    var listing = Listing(title: words(&dice), summary: words(&dice) + "\n\n" + words(&dice))
    if Bool.random(using: &dice) { listing.url = url(&dice) }
    listing.links = (0..<Int.random(in: 0...3, using: &dice)).compactMap { _ in
      url(&dice).map { RelatedLink(text: words(&dice), url: $0) }
    }
    return Story(id: StoryID(Int64(number)), listing: listing)
  }

  private func introduction(_ dice: inout SeededGenerator) -> String {
    let links = (0..<4).compactMap { _ in url(&dice)?.absoluteString }
    return """
      # Hello [there](\(links[0]))

      See \(links[1]) and **[this *very* page](<\(links[2])>)**.

      1. > [quoted](<\(links[3])> "title")
      """
  }

  private func words(_ dice: inout SeededGenerator) -> String {
    let words = [
      "union", "— news", "\"vote\"", "für", "1.", "[2]", "-", "a&b", "long-word-with-dashes",
    ]
    return (0..<Int.random(in: 1...40, using: &dice)).map { _ in
      words[Int.random(in: 0..<words.count, using: &dice)]
    }.joined(separator: " ")
  }

  private func url(_ dice: inout SeededGenerator) -> URL? {
    let length = Int.random(in: 1...160, using: &dice)
    let endings = ["", "?a=1&b=2", "#top", "/it's", "/%C3%BC", "?q=%20x"]
    let ending = endings[Int.random(in: 0..<endings.count, using: &dice)]
    let path = String(repeating: "p", count: length)
    return URL(string: "https://federation.example/\(path)\(ending)")
  }
}
