import Feeds
import Foundation
import Newsletter
import Testing

@Suite("Related links")
struct ClosingLinesTests {
  private func listing(_ description: String) throws -> Listing {
    let text = """
      <rss><channel><item><title>T</title><link>https://u.example/story</link>
      <description><![CDATA[\(description)]]></description></item></channel></rss>
      """
    return try FeedDecoder().document(from: Array(text.utf8)).listings[0]
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var html: String
    var summary: String
    var links: [String] = []
  }

  @Test(
    "A closing pointer becomes a related link and leaves the summary",
    arguments: [
      Case(
        testDescription: "paragraph",
        html: "<p>Text.</p><p>&nbsp;</p><p><a href='/l'>Click here</a> for the full list.</p>",
        summary: "Text.", links: ["Click here for the full list. -> https://u.example/l"]),
      Case(
        testDescription: "line", html: "<p>Text.<br><a href='/l'>Read more</a> about it</p>",
        summary: "Text.", links: ["Read more about it -> https://u.example/l"]),
      Case(
        testDescription: "Spanish",
        html: "<p>Texto.</p><p>Haga clic <a href='/l'>aquí</a> para la lista.</p>",
        summary: "Texto.", links: ["Haga clic aquí para la lista. -> https://u.example/l"]),
      Case(
        testDescription: "last sentence",
        html: "<p>We won. <a href='/l'>Click here</a> for the results.</p>",
        summary: "We won.", links: ["Click here for the results. -> https://u.example/l"]),
      Case(
        testDescription: "pointer to the story itself",
        html: "<p>Text.</p><p><a href='https://u.example/story/'>Read more</a></p>",
        summary: "Text."),
      Case(
        testDescription: "two pointers",
        html:
          "<p>Text.</p><p><a href='/1'>Click here</a> for one.</p><p><a href='/2'>Click here</a> for two.</p>",
        summary: "Text.",
        links: [
          "Click here for one. -> https://u.example/1",
          "Click here for two. -> https://u.example/2",
        ]),
      Case(
        testDescription: "where it first appeared",
        html:
          "<p>Text.</p><p>The post <a href='/story'>T</a> appeared first on <a href='/'>U</a>.</p>",
        summary: "Text."),
      Case(
        testDescription: "a link within the text stays",
        html: "<p>The <a href='/b'>board</a> met on Friday and agreed.</p>",
        summary: "The board met on Friday and agreed."),
      Case(
        testDescription: "no link", html: "<p>Text.</p><p>Click here for more.</p>",
        summary: "Text.\n\nClick here for more."),
    ])
  func pointer(_ sample: Case) throws {
    let listing = try listing(sample.html)
    #expect(listing.summary == sample.summary)
    #expect(listing.links.map { "\($0.text) -> \($0.url.absoluteString)" } == sample.links)
  }
}
