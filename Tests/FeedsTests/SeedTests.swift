import Feeds
import Foundation
import Newsletter
import Testing

@Suite("The sample federation")
struct SeedTests {
  private let expected: SeedFiles.Expectation

  init() throws {
    expected = try SeedFiles.expectation()
  }

  @Test("Feeds give every listing with its title, teaser, date, id and related link")
  func feeds() throws {
    var titles: [String] = []
    for affiliate in expected.affiliates {
      let document = try feed(affiliate.id)
      #expect(document.title == affiliate.name)
      #expect(document.listings.map(\.title) == affiliate.stories)
      #expect(document.warnings == [])
      for listing in document.listings { try expect(listing, isPage: false) }
      titles += document.listings.map(\.title)
    }
    #expect(titles.count == 39)
    #expect(Set(titles).count == 33)
  }

  @Test("Listing pages give the same without selectors")
  func pages() throws {
    var identifiers: [String] = []
    for affiliate in expected.affiliates {
      let document = try page(affiliate.id)
      #expect(document.title == affiliate.name)
      #expect(document.listings.map(\.title) == affiliate.stories)
      #expect(document.warnings == [])
      for listing in document.listings { try expect(listing, isPage: true) }
      identifiers += document.listings.compactMap(\.identifier)
    }
    #expect(identifiers.count == 39)
    #expect(Set(identifiers).count == 33)
  }

  @Test("Selectors find on the pages what the preset finds")
  func selectors() throws {
    let rules = PageRules(
      item: "div.views-row > .node", link: "h2 > a", teaser: ".field-item",
      related: ".field-item p + p > a[href$='.pdf']")
    for affiliate in expected.affiliates {
      let bytes = try SeedFiles.bytes("pages/\(affiliate.id).html")
      let document = try PageDecoder(rules).document(from: bytes, base: address(affiliate.id))
      let preset = try page(affiliate.id)
      #expect(document.listings.map(\.title) == preset.listings.map(\.title))
      #expect(document.listings.map(\.summary) == preset.listings.map(\.summary))
      #expect(document.listings.map(\.links) == preset.listings.map(\.links))
      #expect(document.listings.map(\.url) == preset.listings.map(\.url))
    }
  }

  private func address(_ id: String) -> URL? {
    URL(string: "https://federation.example/affiliates/\(id)")
  }

  private func feed(_ id: String) throws -> SourceDocument {
    try FeedDecoder().document(from: SeedFiles.bytes("feeds/\(id).rss"), base: address(id))
  }

  private func page(_ id: String) throws -> SourceDocument {
    try PageDecoder(PageRules(preset: .drupal))
      .document(from: SeedFiles.bytes("pages/\(id).html"), base: address(id))
  }

  private func expect(_ listing: Listing, isPage: Bool) throws {
    let story = try #require(expected.stories.first { $0.title == listing.title })
    #expect(listing.summary == story.teaser)
    #expect(listing.links.map(\.text) == [story.related].compactMap { $0 })
    #expect(listing.links.allSatisfy { $0.url.host() == "federation.example" })
    #expect(listing.url == story.url)
    let identifier = isPage ? "node-\(story.node)" : "\(story.node) at https://federation.example"
    #expect(listing.identifier == identifier)
    #expect(listing.published == (isPage ? nil : story.published))
  }
}
