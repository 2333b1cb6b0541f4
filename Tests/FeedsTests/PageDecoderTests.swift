import Feeds
import Foundation
import Newsletter
import Testing

@Suite("Listing pages")
struct PageDecoderTests {
  private func read(_ html: String, _ rules: PageRules) throws -> SourceDocument {
    try PageDecoder(rules).document(
      from: Array(html.utf8), base: URL(string: "https://u.example/news"))
  }

  @Test("The Drupal preset reads the markup of its later versions too")
  func drupal() throws {
    let document = try read(
      """
      <html><head><title>News | U</title></head><body><div class="views-row">
      <article data-history-node-id="12" class="node node--type-story"><h2 class="node__title">
      <a href="/story/12"><span>We &amp; They</span></a></h2>
      <time datetime="2022-05-06T14:00:00Z">May 6</time><div class="node__content">
      <img src="/p.jpg"><div class="field field--name-body"><p>Text.</p></div>
      <ul class="links"><li><a href="/story/12">Read more</a></li></ul></div></article></div>
      </body></html>
      """, PageRules(preset: .drupal))
    #expect(document.title == "News")
    #expect(
      document.listings == [
        Listing(
          identifier: "node-12", url: URL(string: "https://u.example/story/12"),
          title: "We & They", published: Date(timeIntervalSince1970: 1_651_845_600),
          summary: "Text.", content: "<p>Text.</p>", image: URL(string: "https://u.example/p.jpg"))
      ])
  }

  @Test("Selectors name each part, and the page's base href counts")
  func selectors() throws {
    let document = try read(
      """
      <html><head><base href="https://cdn.example/x/"></head><body><h1>All news</h1>
      <li class="n"><b class="t">One</b> <i>2022-05-06</i><a href="1">go</a><p class="s">Text.</p>
      <p><a class="r" href="f.pdf">The list</a> in full</p></li>
      <li class="n"><b class="t">No link</b></li></body></html>
      """,
      PageRules(item: "li.n", link: "a", title: ".t", teaser: ".s", related: "a.r", date: "i"))
    #expect(document.title == "All news")
    let listing = try #require(document.listings.first)
    #expect(listing.title == "One")
    #expect(listing.identifier == nil)
    #expect(listing.url?.absoluteString == "https://cdn.example/x/1")
    #expect(listing.published?.formatted(.iso8601) == "2022-05-06T00:00:00Z")
    #expect(listing.links.map(\.text) == ["The list in full"])
    #expect(document.warnings == ["item 2 has no title or no link"])
  }

  @Test("A page without items is a document with a warning")
  func noItems() throws {
    let document = try read("<p>Nothing here</p>", PageRules(preset: .drupal))
    #expect(document.listings == [])
    #expect(document.warnings.count == 1)
  }

  @Test("Rules that cannot be used are told before any page is fetched")
  func faults() {
    #expect(PageRules(preset: .drupal).faults == [])
    #expect(PageRules().faults.map(\.message) == ["no rule says what an item of the page is"])
    #expect(
      PageRules(item: "li:hover").faults.map(\.message) == [
        "the page rule 'item': selector 'li:hover', column 3: ':hover' is not supported"
      ])
  }
}
