import Foundation
import Newsletter
import Testing

@testable import Composer

@Suite("Stories that mean harm")
struct HostileStoryTests {
  private func render(_ listing: Listing) throws -> RenderedParts {
    try Press.render(try Press.edition([Story(id: StoryID(1), listing: listing)]))
  }

  @Test(
    "Markup in any text is shown, not obeyed",
    arguments: [
      "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</title><script>x</script>",
      "' onmouseover='x", "{{organization}} {{{introduction.html}}}", "&lt;b&gt; &amp;",
      // The accent makes the quote another Character, not another byte.
      "\"\u{301} onmouseover=alert(1) x=\"\u{301}", "<\u{338}script>",
    ])
  func markup(_ text: String) throws {
    let picture = URL(string: "https://federation.example/p.jpg")
    let link = try #require(URL(string: "https://federation.example/list"))
    let parts = try render(
      Listing(
        url: picture, title: text, author: text, summary: text,
        links: [RelatedLink(text: text, url: link)], image: picture))
    let plain = try render(
      Listing(
        url: picture, title: "t", author: "t", summary: "t",
        links: [RelatedLink(text: "t", url: link)], image: picture))
    for mark in ["<", ">", "\""] {
      // The same tags and attributes as with a harmless text: nothing was opened or closed.
      #expect(count(mark, in: parts.html) == count(mark, in: plain.html), "\(mark)")
    }
    #expect(parts.html.contains(EscapedHTML.escape(OneLine(text).text)))
    #expect(parts.text.contains(text.prefix(12)))
  }

  private func count(_ mark: String, in text: String) -> Int {
    let byte = Array(mark.utf8)[0]
    return text.utf8.count { $0 == byte }
  }

  @Test(
    "An address that is not http, https or mailto becomes no link",
    arguments: [
      "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd",
      "vbscript:x", "/relative", "https:", "http://",
      "https://federation.example/" + String(repeating: "a", count: 3000),
    ])
  func addresses(_ text: String) throws {
    let url = try #require(URL(string: text))
    let parts = try render(
      Listing(url: url, title: "T", links: [RelatedLink(text: "Odd", url: url)], image: url))
    #expect(!parts.html.lowercased().contains(text.lowercased().prefix(40)) || text == "https:")
    #expect(!parts.html.contains("Read the story"))
    #expect(!parts.text.contains("Odd"))
    #expect(!parts.html.contains("<img"))
  }

  @Test("A line end in a title starts no header and no line")
  func lineEnds() throws {
    let title = "News\r\nBcc: victim@example.org\u{2028}\u{85}More\u{0}\u{1B}[31m"
    let edition = try Press.edition([Story(id: StoryID(1), listing: Listing(title: title))])
    let parts = try Press.render(edition)
    #expect(parts.subject == "News Bcc: victim@example.org More [31m")
    let head = String(decoding: try Press.print(edition).encoded(), as: UTF8.self)
      .components(separatedBy: "\r\n\r\n")[0]
    #expect(!head.contains("\r\nBcc"))
    #expect(!parts.text.utf8.contains(0x1B))
    #expect(!parts.text.utf8.contains(0))
  }

  @Test("Megabytes of garbage are rendered in a moment and the subject stays short")
  func garbage() throws {
    let noise = String(repeating: "<a {{#x}} \u{301}\"\u{0}", count: 60_000)
    let parts = try render(Listing(title: noise, summary: noise))
    #expect(parts.subject.count <= EditionRenderer.longestSubject)
    #expect(parts.preheader.count <= Preheader.longest)
  }
}
