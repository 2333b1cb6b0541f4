import Feeds
import Foundation
import Newsletter
import Testing

@Suite("What feed parse prints")
struct FeedReportTests {
  private let report = FeedReport(
    SourceDocument(
      title: "Local 12", url: URL(string: "https://u.example/"),
      listings: [
        Listing(
          identifier: "1", url: URL(string: "https://u.example/1"), title: "One \"two\"",
          published: Date(timeIntervalSince1970: 1_651_845_600), summary: "A\u{1B}[31m.\n\nB.",
          content: "<p>A</p>",
          links: [URL(string: "https://u.example/l")].compactMap { $0 }
            .map { RelatedLink(text: "Click here.", url: $0) },
          image: URL(string: "https://u.example/p.jpg"),
          imageSize: PictureSize(width: 1200, height: 675), imageAlt: "The hall"),
        Listing(title: ""),
      ]))

  @Test("JSON has every field, absent ones as null, keys sorted")
  func json() {
    #expect(
      report.json == #"""
        {
          "stories" : [
            {
              "author" : null,
              "content" : "<p>A</p>",
              "id" : "1",
              "image" : "https://u.example/p.jpg",
              "imageAlt" : "The hall",
              "imageHeight" : 675,
              "imageWidth" : 1200,
              "links" : [
                {
                  "text" : "Click here.",
                  "url" : "https://u.example/l"
                }
              ],
              "published" : "2022-05-06T14:00:00Z",
              "summary" : "A\u001b[31m.\n\nB.",
              "title" : "One \"two\"",
              "updated" : null,
              "url" : "https://u.example/1"
            },
            {
              "author" : null,
              "content" : "",
              "id" : null,
              "image" : null,
              "imageAlt" : null,
              "imageHeight" : null,
              "imageWidth" : null,
              "links" : [

              ],
              "published" : null,
              "summary" : "",
              "title" : "",
              "updated" : null,
              "url" : null
            }
          ],
          "title" : "Local 12",
          "url" : "https://u.example/"
        }
        """#)
  }

  @Test("The text for a terminal lets no feed command it")
  func text() {
    #expect(
      report.text == """
        Local 12
        https://u.example/

        2 stories

        One "two"
          2022-05-06T14:00:00Z
          https://u.example/1
          A[31m.  B.
          > Click here. <https://u.example/l>

        (no title)

        """)
  }
}
