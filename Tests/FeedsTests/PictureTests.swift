import Feeds
import Foundation
import Newsletter
import Testing

@Suite("A story's picture")
struct PictureTests {
  /// A feed's one item, with this in it.
  private func listing(_ pieces: String) throws -> Listing {
    let feed = """
      <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" \
      xmlns:content="http://purl.org/rss/1.0/modules/content/" \
      xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>T</title>
      <item><title>One</title><link>https://u.example/1</link>\(pieces)</item></channel></rss>
      """
    let document = try FeedDecoder().document(
      from: Array(feed.utf8), base: URL(string: "https://u.example/feed"))
    return try #require(document.listings.first)
  }

  private static func content(_ image: String) -> String {
    "<content:encoded><![CDATA[<p>Text</p>\(image)]]></content:encoded>"
  }

  @Test(
    "has the size that its source says",
    arguments: [
      #"<media:content url="/p.jpg" medium="image" width="1200" height="675"/>"#,
      #"<media:group><media:content url="/p.jpg" type="image/jpeg" width="1200" height="675"/></media:group>"#,
      #"<media:thumbnail url="/p.jpg" width=" 1200 " height="675px"/>"#,
      #"<enclosure url="/p.jpg" type="image/jpeg" length="9" width="1200" height="675"/>"#,
      "<image><url>/p.jpg</url><width>1200</width><height>675</height></image>",
      content(#"<img src="/p.jpg" width="1200" height="675">"#),
      #"<media:content url="/p.jpg" medium="image"/>"#
        + content(
          #"<img src="/x.jpg" width="1" height="2"><img src="/p.jpg" width="1200" height="675">"#),
    ])
  func size(_ pieces: String) throws {
    let listing = try listing(pieces)
    #expect(listing.image?.absoluteString == "https://u.example/p.jpg")
    #expect(listing.imageSize == PictureSize(width: 1200, height: 675))
  }

  @Test(
    "has no size where the source says none, half of one, or nonsense",
    arguments: [
      #"url="/p.jpg""#, #"url="/p.jpg" width="1200""#, #"url="/p.jpg" width="100%" height="50%""#,
      #"url="/p.jpg" width="0" height="675""#, #"url="/p.jpg" width="-3" height="675""#,
      #"url="/p.jpg" width="99999999999999999999" height="1""#,
      #"url="/p.jpg" width="30000" height="1""#,
    ])
  func none(_ attributes: String) throws {
    let listing = try listing("<media:content medium=\"image\" \(attributes)/>")
    #expect(listing.image?.absoluteString == "https://u.example/p.jpg")
    #expect(listing.imageSize == nil)
  }

  @Test(
    "is described by its source's words, where there are any",
    arguments: [
      (content(#"<img src="/p.jpg" alt=" The  hall at dusk ">"#), "The hall at dusk"),
      (
        #"<media:content url="/p.jpg" medium="image" width="9" height="9"/>"#
          + content(#"<img src="/p.jpg" alt="The hall">"#), "The hall"
      ),
      (content(#"<img src="/p.jpg" alt="">"#), nil), (content(#"<img src="/p.jpg">"#), nil),
      (
        #"<enclosure url="/p.jpg" type="image/jpeg" length="9"/>"#
          + content(#"<img src="/x.jpg" alt="A door">"#), nil
      ),
    ])
  func words(_ pieces: String, _ words: String?) throws {
    #expect(try listing(pieces).imageAlt == words)
  }

  @Test("has the size that a listing page writes")
  func page() throws {
    let html =
      #"<ul><li class="n"><a href="/1">One</a><img src="p.jpg" width="600" height="400" alt="The hall">"#
    let document = try PageDecoder(PageRules(item: "li.n")).document(
      from: Array(html.utf8), base: URL(string: "https://u.example/"))
    #expect(document.listings.first?.imageSize == PictureSize(width: 600, height: 400))
    #expect(document.listings.first?.imageAlt == "The hall")
  }

  @Test("has the size of JSON Feed's text")
  func jsonFeed() throws {
    let feed = #"""
      {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1",
       "url": "https://u.example/1", "title": "One", "image": "https://u.example/p.jpg",
       "content_html": "<p>x</p><img src=\"https://u.example/p.jpg\" width=\"640\" height=\"360\">"}]}
      """#
    let document = try FeedDecoder().document(from: Array(feed.utf8), base: nil)
    #expect(document.listings.first?.imageSize == PictureSize(width: 640, height: 360))
  }
}
