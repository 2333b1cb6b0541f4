import Foundation
import Markup
import Testing

@Suite("Plain text of HTML")
struct PlainTextTests {
  @Test(
    "Paragraphs are parted by blank lines, white space is folded",
    arguments: [
      ("<p>a</p><p>b</p>", "a\n\nb"), ("a<br>b", "a\nb"), ("a<br><br>b", "a\n\nb"),
      ("<p>a\n   b&nbsp;c</p>\n\n<p>&nbsp;</p><p>d</p>", "a b c\n\nd"),
      ("<ul><li>a</li><li>b</li></ul><p>c</p>", "- a\n- b\n\nc"),
      ("<div>a</div><div>b</div>", "a\n\nb"), ("a<script>x</script><style>y</style>b", "ab"),
      ("&lt;b&gt; &amp; &eacute; &#8212;", "<b> & é —"), ("a <b>b</b>c", "a bc"),
      ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
      ("soft\u{AD}hyphen zero\u{200B}width", "softhyphen zerowidth"), ("", ""), ("plain", "plain"),
    ])
  func text(_ html: String, _ plain: String) {
    #expect(PlainText(html: html).text == plain)
  }

  @Test("Lines know their links by place and address")
  func links() throws {
    let text = PlainText(
      html: "<p>Ä <a href='/x'>c d</a>.</p>", base: URL(string: "https://u.example/"))
    let line = try #require(text.lines.first)
    #expect(line.text == "Ä c d.")
    #expect(line.links.map(\.range) == [3..<6])
    #expect(line.links.map { line.words(of: $0) } == ["c d"])
    #expect(line.links.map(\.url) == [URL(string: "https://u.example/x")])
  }
}
