import Testing

@testable import Composer

@Suite("Introductions in Markdown")
struct MarkdownTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let markdown: String
    let html: String
    let text: String
    var testDescription: String { markdown }
  }

  /// Styles are left out of the expected HTML.
  static let cases = [
    Case(markdown: "", html: "", text: ""),
    Case(
      markdown: "Dear *all*,\nit is **time**.",
      html: "<p>Dear <em>all</em>,\nit is <strong>time</strong>.</p>",
      text: "Dear _all_, it is *time*."),
    Case(
      markdown: "# Notice\n\nSoon.", html: "<h2>Notice</h2>\n<p>Soon.</p>",
      text: "Notice\n------\n\nSoon."),
    Case(
      markdown: "Read [this](https://a.example/x?a=1&b=2) and [that](https://b.example).",
      html: #"<p>Read <a class="link" href="https://a.example/x?a=1&amp;b=2">this</a> and "#
        + #"<a class="link" href="https://b.example">that</a>.</p>"#,
      text: "Read this [1] and that [2].\n\n[1] https://a.example/x?a=1&b=2\n[2] https://b.example"),
    Case(
      markdown: "[A](https://a.example) and again [a](https://a.example)",
      html: #"<p><a class="link" href="https://a.example">A</a> and again "#
        + #"<a class="link" href="https://a.example">a</a></p>"#,
      text: "A [1] and again a [1]\n\n[1] https://a.example"),
    Case(
      markdown: "See https://a.example/page.",
      html:
        #"<p>See <a class="link" href="https://a.example/page">https://a.example/page</a>.</p>"#,
      text: "See https://a.example/page."),
    Case(
      markdown: "3. One\n4. Two\n   - deep",
      html: #"<ol start="3"><li>One</li><li>Two<ul><li>deep</li></ul></li></ol>"#,
      text: "3. One\n4. Two\n   - deep"),
    Case(
      markdown: "- One\n\n- Two", html: "<ul><li>One</li><li>Two</li></ul>", text: "- One\n\n- Two"),
    Case(
      markdown: "> Quoted", html: #"<blockquote class="quote"><p>Quoted</p></blockquote>"#,
      text: "> Quoted"),
    Case(markdown: "a\\\nb", html: "<p>a<br>\nb</p>", text: "a\nb"),
    Case(markdown: "---", html: "<hr>", text: "* * *"),
    Case(markdown: "    x < y", html: "<pre>x &lt; y\n</pre>", text: "    x < y\n"),
    Case(
      markdown: "![The hall](https://a.example/h.jpg)",
      html: #"<p><img src="https://a.example/h.jpg" alt="The hall"></p>"#, text: "[The hall]"),
    Case(
      markdown: "Hello <b onclick=x>you</b> <script>alert(1)</script>",
      html: "<p>Hello you alert(1)</p>", text: "Hello you alert(1)"),
    Case(
      markdown: "<p>Dear colleagues,<br>\nit is <b>time</b>.</p>\n<!-- not yet -->\n\nYours",
      html: "<p>Dear colleagues,<br>\nit is time.</p>\n<p>Yours</p>",
      text: "Dear colleagues,\nit is time.\n\nYours"),
    Case(
      markdown: "<p>One &lt;b&gt; *</p><p>Two</p>", html: "<p>One &lt;b&gt; *</p>\n<p>Two</p>",
      text: "One <b> *\n\nTwo"),
    Case(markdown: "<div>\n<script>alert(1)</script>\n</div>", html: "", text: ""),
    Case(
      markdown: "[bad](javascript:alert(1)) [worse](data:text/html,x) [near](/relative)",
      html: "<p>bad worse near</p>", text: "bad worse near"),
    Case(
      markdown: #"["><img>](https://a.example/"onclick="x)"#,
      html: #"<p><a class="link" href="https://a.example/%22onclick=%22x">&quot;&gt;</a></p>"#,
      text: "\"> [1]\n\n[1] https://a.example/%22onclick=%22x"),
  ]

  @Test("Markdown becomes mail's HTML and text with footnotes", arguments: cases)
  func renders(_ test: Case) {
    let document = MarkdownDocument(test.markdown)
    let html = MarkdownHTML(document, linkColor: "#123456").text
      .replacing(#/ style="[^"]*"/#, with: "")
    #expect(html == test.html)
    #expect(MarkdownText(document).text == test.text)
  }

  @Test(
    "The highest heading follows on what stands above, and no level is left out",
    arguments: [
      ("# A\n\n## B", 2, ["h2", "h3"]), ("## A\n\n## B", 2, ["h2", "h2"]),
      ("### A\n\n###### B\n\n### C", 2, ["h2", "h3", "h2"]),
      ("> ## A\n\n- ### B", 4, ["h4", "h5"]),
      ("# A\n\n## B\n\n### C\n\n#### D", 4, ["h4", "h5", "h6", "h6"]),
    ])
  func headings(_ markdown: String, _ first: Int, _ levels: [String]) {
    let html = MarkdownHTML(
      MarkdownDocument(markdown), linkColor: "#123456",
      in: .init(column: 544, firstHeading: first)
    ).text
    #expect(html.matches(of: #/<(h\d)/#).map { String($0.1) } == levels)
  }

  @Test("A picture has the column's width, for who knows no other")
  func picture() {
    let html = MarkdownHTML(
      MarkdownDocument("![The hall](https://a.example/h.jpg)"), linkColor: "#123456",
      in: .init(column: 544, firstHeading: 2)
    ).text
    #expect(
      html.contains(
        #"alt="The hall" width="544" style="width:auto;max-width:100%;height:auto;border:0">"#))
  }

  @Test("An edition that was frozen before words of HTML were kept goes on without them")
  func earlier() {
    let document = MarkdownDocument("<p>Dear all</p>\n\nYours", keepsWordsOfHTML: false)
    #expect(MarkdownText(document).text == "Yours")
  }

  @Test(
    "Deep and long input is cut, not followed",
    arguments: ["> ", "- ", "*", "[", "![", "](", "<", "**a ", "`", "\u{0}", "a\n\n"])
  func hostile(_ piece: String) {
    let document = MarkdownDocument(String(repeating: piece, count: 200_000))
    #expect(MarkdownHTML(document, linkColor: "#123456").text.utf8.count < 4_000_000)
    #expect(MarkdownText(document).text.utf8.count < 4_000_000)
    let told = MarkdownDocument.read(String(repeating: piece, count: 200_000)) {
      $0.flaws(atMost: 20)
    }
    #expect(told.map { $0.count <= 20 } == true)
  }
}
