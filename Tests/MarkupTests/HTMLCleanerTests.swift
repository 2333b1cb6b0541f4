import Foundation
import Markup
import Testing

@Suite("Cleaning HTML")
struct HTMLCleanerTests {
  private let cleaner = HTMLCleaner(base: URL(string: "https://u.example/news/"))

  @Test(
    "Hostile HTML comes out harmless",
    arguments: [
      ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
      ("<style>p{}</style><p style='x' class='y' id='z'>a</p>", "<p>a</p>"),
      ("<p onclick='x()' onmouseover=y>a</p>", "<p>a</p>"),
      ("<a href='javascript:alert(1)'>a</a>", "a"),
      ("<a href=' jAvA\tscript:alert(1)'>a</a>", "a"),
      ("<a href='java&#10;script:alert(1)'>a</a>", "a"),
      ("<a href='&#106;avascript:alert(1)'>a</a>", "a"),
      ("<a href='data:text/html,x'>a</a>", "a"),
      ("<a href='vbscript:x'>a</a>", "a"),
      ("<a href='file:///etc/passwd'>a</a>", "a"),
      ("<img src='javascript:x'>", ""),
      ("<img src='data:image/png;base64,x'>", ""),
      ("<img src=x onerror=alert(1)>", "<img src=\"https://u.example/news/x\" />"),
      ("<svg><script>x</script><a href='y'>z</a></svg>a", "a"),
      ("<math><mtext><img src=x></mtext></math>a", "a"),
      ("<iframe src='https://e.example'>x</iframe>a", "a"),
      ("<form action='/'><input name=a><button>b</button></form>a", "a"),
      ("<object data='x'>alt</object>", "alt"),
      ("<!-- <p>x</p> -->a", "a"),
      ("<p title=\"a\" lang='en'>x</p>", "<p lang=\"en\">x</p>"),
      ("<p lang='\"><script>'>x</p>", "<p>x</p>"),
      ("<a href='/x\"onclick=\"y'>a</a>", "<a href=\"https://u.example/x%22onclick=%22y\">a</a>"),
      (
        "<base href='https://evil.example/'><a href='x'>a</a>",
        "<a href=\"https://u.example/news/x\">a</a>"
      ),
      ("<meta http-equiv=refresh content='0;url=x'><link rel=stylesheet href=x>a", "a"),
      ("<<script>alert(1)//<</script>", "&lt;"),
      ("<b>a", "<b>a</b>"),
      ("a\u{0}b\u{8}c", "abc"),
    ])
  func hostile(_ html: String, _ clean: String) {
    #expect(cleaner.clean(html) == clean)
  }

  @Test(
    "What a mail may show stays",
    arguments: [
      (
        "<p>a <strong>b</strong> <em>c</em><br>d</p>",
        "<p>a <strong>b</strong> <em>c</em><br />d</p>"
      ),
      ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
      (
        "<a href='?a=1&b=2' title='t' target=_blank>x</a>",
        "<a href=\"https://u.example/news/?a=1&amp;b=2\" title=\"t\">x</a>"
      ),
      ("<a href='//c.example/x'>x</a>", "<a href=\"https://c.example/x\">x</a>"),
      ("<a href='mailto:a@b.example'>x</a>", "<a href=\"mailto:a@b.example\">x</a>"),
      ("<a href='/a b'>x</a>", "<a href=\"https://u.example/a%20b\">x</a>"),
      (
        "<img src='/p.jpg' alt='A \"p\"' width=10px height=abc>",
        "<img src=\"https://u.example/p.jpg\" alt=\"A &quot;p&quot;\" width=\"10\" />"
      ),
      (
        "<table><tr><td colspan=2>a</td></tr></table>",
        "<table><tr><td colspan=\"2\">a</td></tr></table>"
      ),
      (
        "<h2>a</h2><blockquote>b</blockquote><pre>c\n d</pre>",
        "<h2>a</h2><blockquote>b</blockquote><pre>c\n d</pre>"
      ),
      ("<font color=red><center>a</center></font>", "a"),
      ("a &amp; b &lt;c&gt; &eacute;&nbsp;&#8217;", "a &amp; b &lt;c&gt; é\u{A0}’"),
      ("5 < 6 & 7 > 3", "5 &lt; 6 &amp; 7 &gt; 3"),
      ("<p></p><p>&nbsp;</p><p>a</p>", "<p>a</p>"),
      ("<article><section><p>a</p></section></article>", "<p>a</p>"),
      ("", ""),
    ])
  func kept(_ html: String, _ clean: String) {
    #expect(cleaner.clean(html) == clean)
  }

  @Test(
    "Pictures that only count readers go",
    arguments: [
      "<img src='https://t.example/x' width='1' height='1'>",
      "<img src='https://t.example/x' height=0>",
      "<img src='https://t.example/x' style='width: 1px'>",
      "<img src='https://t.example/x' style='display:none'>",
      "<img src='http://feeds.feedburner.com/~r/x/~4/y'>",
      "<img src='https://pixel.wp.com/b.gif?x'>",
    ])
  func trackers(_ html: String) {
    #expect(cleaner.clean("a" + html) == "a")
  }

  @Test("Without a base, relative links are unwrapped")
  func noBase() {
    #expect(
      HTMLCleaner().clean("<a href='/x'>a</a> <a href='https://b.example/'>b</a>")
        == "a <a href=\"https://b.example/\">b</a>")
  }

  @Test("Deep and broken HTML neither crashes nor hangs")
  func deep() {
    #expect(cleaner.clean(String(repeating: "<div>", count: 100_000)).utf8.count < 10_000)
    #expect(cleaner.clean(String(repeating: "<b>x", count: 20_000)).utf8.count < 500_000)
    #expect(cleaner.clean(String(repeating: "<", count: 200_000)).utf8.count <= 800_000)
    #expect(cleaner.clean(String(repeating: "<a href='", count: 50_000)).utf8.count < 1_000_000)
    #expect(cleaner.clean(String(repeating: "</p>", count: 100_000)) == "")
  }
}
