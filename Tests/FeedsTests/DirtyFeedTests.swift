import Feeds
import Foundation
import Newsletter
import Testing

@Suite("Dirty feeds")
struct DirtyFeedTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var file: String
    var titles = ["One", "Two"]
    var links: [String?] = ["https://u.example/1", "https://u.example/2"]
    var ids: [String?] = ["id-1", "id-2"]
    var date: String? = "2022-05-06T14:00:00Z"
    var testDescription: String { file }

    static func one(
      _ file: String, _ title: String, link: String? = "https://u.example/1", id: String? = "id-1",
      date: String? = "2022-05-06T14:00:00Z"
    ) -> Case {
      Case(file: file, titles: [title], links: [link], ids: [id], date: date)
    }
  }

  private static let quoted = "Café – “quoted”"

  @Test(
    "What is broken is mended and what can be had is had",
    arguments: [
      Case(
        file: "stray-ampersands.rss", titles: ["Q&A: R&D & more", "Two & Three"],
        links: ["https://u.example/1", "https://u.example/2?a=1&b=2&copy=3"]),
      .one("html-entities.rss", "Café – d’hier…"),
      .one("entities-declared-in-doctype.rss", "Local 12 wins"),
      .one("undeclared-namespaces.rss", "One"),
      Case(file: "junk-before-the-prolog.rss"),
      Case(file: "comment-that-never-ends.rss"),
      Case(file: "truncated-in-an-item.rss"),
      .one("truncated-in-cdata.rss", "One"),
      .one("windows-1252-declared-utf-8.rss", quoted),
      .one("utf-8-declared-latin-1.rss", quoted),
      .one("utf-16-with-mark.rss", quoted),
      .one("encoded-twice.rss", quoted),
      .one("control-characters.rss", "One"),
      Case(file: "unclosed-html-in-description.rss"),
      Case(file: "missing-end-tags.rss", ids: [nil, nil], date: nil),
      .one("less-than-in-text.rss", "5 < 6 and <3"),
      Case(file: "unquoted-attributes.rss"),
      .one("title-in-html-escaped-twice.rss", "R&D \"wins\""),
      .one("item-without-date-or-id.rss", "One", id: nil, date: nil),
      .one("two-digit-year-and-wrong-weekday.rss", "One"),
      .one("everything-in-cdata.rss", "Q&A today", link: "https://u.example/1?a=1&b=2"),
      .one("upper-case-tags.rss", "One", date: nil),
      Case(file: "doctype-of-rss-0.91.rss"),
      .one("atom-with-prefix.xml", "One"),
      .one("atom-0.3.xml", "One"),
      Case(file: "rss-2.0-in-a-namespace.rss"),
      Case(file: "trailing-rubbish.rss"),
      Case(file: "byte-order-mark-twice.rss"),
      .one("billion-laughs.rss", "One &lol3;"),
    ])
  func mended(_ sample: Case) throws {
    let document = try FeedDecoder().document(from: Fixture.bytes(sample.file))
    #expect(document.title == "Local 12")
    #expect(document.listings.map(\.title) == sample.titles)
    #expect(document.listings.map { $0.url?.absoluteString } == sample.links)
    #expect(document.listings.map(\.identifier) == sample.ids)
    let listing = try #require(document.listings.first)
    #expect((listing.published ?? listing.updated)?.formatted(.iso8601) == sample.date)
  }

  @Test("Fields with undeclared prefixes are known by their prefix")
  func prefixes() throws {
    let document = try FeedDecoder().document(from: Fixture.bytes("undeclared-namespaces.rss"))
    let listing = try #require(document.listings.first)
    #expect(listing.author == "Ana Ruiz")
    #expect(listing.content == "<p>Long text</p>")
    #expect(listing.image?.absoluteString == "https://u.example/p.jpg")
  }

  @Test("HTML that stands unescaped in a description is its content")
  func unescaped() throws {
    let bytes = try Fixture.bytes("unclosed-html-in-description.rss")
    let listing = try #require(try FeedDecoder().document(from: bytes).listings.first)
    #expect(listing.summary == "First\nsecond bold")
    #expect(
      listing.content
        == "<p>First<br />second <img src=\"https://u.example/p.jpg\" /><b>bold</b></p>")
  }

  @Test("A wrong encoding is told")
  func warning() throws {
    let bytes = try Fixture.bytes("windows-1252-declared-utf-8.rss")
    #expect(
      try FeedDecoder().document(from: bytes).warnings
        == ["it says its encoding is utf-8, but it is windows-1252"])
  }
}
