import Feeds
import Foundation
import Newsletter
import Testing

@Suite("Feeds in their formats")
struct FeedDecoderTests {
  private let home = URL(string: "https://union.example/news/feed")

  private func read(_ text: String, base: URL? = nil) throws -> SourceDocument {
    try FeedDecoder().document(from: Array(text.utf8), base: base ?? home)
  }

  @Test("RSS 2.0 gives all that a listing has")
  func rss() throws {
    let document = try read(
      """
      <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" \
      xmlns:content="http://purl.org/rss/1.0/modules/content/" \
      xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Local 12</title>
      <link>https://union.example/</link>
      <image><title>Logo</title><url>x.png</url><link>https://logo.example/</link></image>
      <item><title>We &amp;amp; They &lt;b&gt;win&lt;/b&gt;</title><link>/story/1</link>
      <guid isPermaLink="false"> 1 at union </guid><dc:creator>Ana Ruiz</dc:creator>
      <pubDate>Fri, 06 May 2022 14:00:00 +0000</pubDate>
      <description>&lt;p&gt;Short.&lt;/p&gt;</description>
      <content:encoded><![CDATA[<p onclick="x()">Long <a href="/a">text</a>.</p>]]></content:encoded>
      <media:content url="/p.jpg" medium="image"/></item></channel></rss>
      """)
    #expect(document.title == "Local 12")
    #expect(document.url?.absoluteString == "https://union.example/")
    #expect(
      document.listings == [
        Listing(
          identifier: "1 at union", url: URL(string: "https://union.example/story/1"),
          title: "We & They win", published: Date(timeIntervalSince1970: 1_651_845_600),
          author: "Ana Ruiz", summary: "Short.",
          content: "<p>Long <a href=\"https://union.example/a\">text</a>.</p>",
          image: URL(string: "https://union.example/p.jpg"))
      ])
  }

  @Test("Atom 1.0 gives ids, both dates, and the alternate link by xml:base")
  func atom() throws {
    let document = try read(
      """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/x/">
      <title type="html">A &amp;lt; B</title><link rel="self" href="feed.atom"/><link href="./"/>
      <entry xml:base="y/"><title type="text">Use &lt;b&gt; well</title>
      <id>tag:a.example,2022:1</id><link rel="edit" href="edit"/>
      <link rel="alternate" type="text/html" href="z?a=1&amp;b=2"/>
      <published>2022-05-06T14:00:00Z</published><updated>2022-05-07T14:00:00+02:00</updated>
      <author><name>Bo</name><email>bo@a.example</email></author>
      <summary>Plain &lt;not a tag&gt;.</summary>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hi<script>x</script></p></div></content>
      </entry></feed>
      """)
    #expect(document.title == "A < B")
    #expect(document.url?.absoluteString == "https://a.example/x/")
    #expect(
      document.listings == [
        Listing(
          identifier: "tag:a.example,2022:1", url: URL(string: "https://a.example/x/y/z?a=1&b=2"),
          title: "Use <b> well", published: Date(timeIntervalSince1970: 1_651_845_600),
          updated: Date(timeIntervalSince1970: 1_651_924_800), author: "Bo",
          summary: "Plain <not a tag>.", content: "<div><p>Hi</p></div>")
      ])
  }

  @Test("RSS 1.0 has its items beside the channel and their ids in rdf:about")
  func rdf() throws {
    let document = try read(
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
      xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://r.example/"><title>R</title><link>https://r.example/</link></channel>
      <item rdf:about="https://r.example/1"><title>One</title><link>https://r.example/1</link>
      <d:date>2022-05-06</d:date></item></rdf:RDF>
      """)
    #expect(document.title == "R")
    #expect(document.listings.map(\.identifier) == ["https://r.example/1"])
    #expect(document.listings.map(\.title) == ["One"])
    #expect(document.listings[0].published?.formatted(.iso8601) == "2022-05-06T00:00:00Z")
  }

  @Test("JSON Feed is read, numbers for ids too")
  func json() throws {
    let document = try read(
      """
      {"version": "https://jsonfeed.org/version/1.1", "title": "J", "home_page_url": "https://j.example/",
       "items": [{"id": 7, "url": "/7", "title": "Seven", "content_html": "<p>Hi <i>you</i></p>",
                  "date_published": "2022-05-06T14:00:00Z", "authors": [{"name": "Kim"}]},
                 "junk", {"id": "8", "content_text": "Only text"}]}
      """)
    #expect(document.title == "J")
    #expect(document.listings.map(\.identifier) == ["7", "8"])
    #expect(document.listings[0].url?.absoluteString == "https://union.example/7")
    #expect(document.listings[0].content == "<p>Hi <i>you</i></p>")
    #expect(document.listings[0].author == "Kim")
    #expect(document.listings[1].summary == "Only text")
    #expect(document.warnings == ["item 2 is no object"])
  }

  @Test("A guid that is an address is the link where there is no other")
  func permalink() throws {
    let document = try read(
      """
      <rss><channel><item><guid>https://p.example/1</guid></item>
      <item><guid isPermaLink="false">https://p.example/2</guid><title>t</title></item></channel></rss>
      """)
    #expect(document.listings.map { $0.url?.absoluteString } == ["https://p.example/1", nil])
  }

  @Test("An item with nothing in it is left out with a warning, and kept for inspection")
  func blank() throws {
    let text = "<rss><channel><title>T</title><item><author>x</author></item></channel></rss>"
    let mailing = try read(text)
    #expect(mailing.listings == [])
    #expect(mailing.warnings == ["item 1 has neither title, address nor text"])
    let inspection = try FeedDecoder(for: .inspection).document(from: Array(text.utf8))
    #expect(inspection.listings.map(\.author) == ["x"])
  }

  @Test("A web page instead of a feed names the page's feed")
  func page() {
    let page = """
      <!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" href="/rss">
      </head><body>Hello</body></html>
      """
    let error = #expect(throws: FeedError.self) { try read(page) }
    #expect(error?.reason == .pageInsteadOfFeed(feed: URL(string: "https://union.example/rss")))
    #expect(error?.message == "https://union.example/news/feed: it is a web page, not a feed")
    #expect(error?.hint == "the page names this feed: https://union.example/rss")
  }

  @Test(
    "What is no feed throws",
    arguments: [("", true), ("  \n", true), ("hello", false), ("{}", false), ("<x/>", false)])
  func noFeed(_ text: String, _ isEmpty: Bool) {
    let error = #expect(throws: FeedError.self) { try read(text) }
    #expect(error?.reason == (isEmpty ? .empty : .notAFeed))
  }

  @Test("More than five thousand items are not read")
  func manyItems() throws {
    let items = (1...5_100).map { "<item><title>t\($0)</title></item>" }.joined()
    let document = try read("<rss><channel><title>T</title>\(items)</channel></rss>")
    #expect(document.listings.count == 5_000)
    #expect(document.warnings == ["it has more than 5000 items; the rest is not read"])
  }
}
