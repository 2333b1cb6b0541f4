import Markup
import Testing

@Suite("Pages made smaller")
struct MinifiedPageTests {
  private func page(_ body: String) -> String {
    StyleInliner.inline("<!DOCTYPE html><body>\(body)").text
      .replacing("<!DOCTYPE html><body>", with: "")
  }

  @Test(
    "White space becomes one where it cannot show",
    arguments: [
      ("a  b\n  c\t d", "a b\nc d"), ("<p> a </p>  <p> b", "<p> a </p> <p> b"),
      ("<b>a</b> <i>b</i>", "<b>a</b> <i>b</i>"), ("<pre>a  b\n c</pre>", "<pre>a  b\n c</pre>"),
      ("<textarea>a  b</textarea>", "<textarea>a  b</textarea>"),
      ("<table>\n<tr>\n<td> a\n</table>", "<table><tr><td> a\n</table>"),
      ("<table><tr> </tr></table>", "<table><tr> </tr></table>"),
      ("<p style='white-space:pre'>a  <b>b  c</b>", "<p style='white-space:pre'>a  <b>b  c</b>"),
      ("<p style='white-space:nowrap'>a  b", "<p style='white-space:nowrap'>a b"),
      (
        "<table><tr><td style='display:inline-block'>a</td> <td>b</table>",
        "<table><tr><td style='display:inline-block'>a</td> <td>b</table>"
      ),
      ("a&nbsp; b", "a&nbsp; b"), ("<p\n  class='a  b'\n>c", "<p class='a  b'>c"),
      ("<br />", "<br>"),
      ("<a href=b />c", "<a href=b />c"), ("<a href=b/>c", "<a href=b/>c"),
      ("<svg><g  /> <g/></svg>", "<svg><g /> <g /></svg>"),
      ("<script>a  b</script>", "<script>a  b</script>"),
    ])
  func space(_ body: String, _ written: String) {
    #expect(page(body) == written)
  }

  @Test(
    "Comments go, unless somebody reads them or they keep pieces apart",
    arguments: [
      ("a<!-- b -->c", "ac"), ("a <!-- b --> c", "a c"), ("a <!-- b -->\nc", "a\nc"),
      ("<!--[if mso]> <b  x> <![endif]-->", "<!--[if mso]> <b  x> <![endif]-->"),
      ("<!--[if !mso]><!-->  a<!--<![endif]-->", "<!--[if !mso]><!--> a<!--<![endif]-->"),
      ("<![if !mso]>a<![endif]>", "<![if !mso]>a<![endif]>"), ("&am<!-- -->p;", "&am<!---->p;"),
      ("<<!-- -->b>", "<<!---->b>"), ("<!-->a", "a"), ("a<!-- b", "a"), ("a<!-- b --!>c", "ac"),
    ])
  func comments(_ body: String, _ written: String) {
    #expect(page(body) == written)
  }

  @Test("What a page says of itself stays as it is")
  func head() {
    let head = """
      <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
      <html lang="en" xmlns:v="urn:schemas-microsoft-com:vml">
      <head>
        <meta charset="utf-8">
        <title>A  &amp; B</title>
        <!--[if mso]><xml><o:PixelsPerInch>96</o:PixelsPerInch></xml><![endif]-->
        <style>body { color: red }</style>
      </head>
      <body>
      """
    let written = """
      <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\
      <html lang="en" xmlns:v="urn:schemas-microsoft-com:vml"><head><meta charset="utf-8">\
      <title>A  &amp; B</title>\
      <!--[if mso]><xml><o:PixelsPerInch>96</o:PixelsPerInch></xml><![endif]--></head><body style="color:red">
      """
    #expect(StyleInliner.inline(head).text == written)
  }

  @Test("Marks of values that are filled in later come through, wherever they stand")
  func marks() {
    let (one, two) = ("m9f3a7c21f0x", "m9f3a7c21f1x")
    let body = """
      <p title="\(one)">Dear \(two),<a href="https://e.example/u/\(one)?a=1&amp;b=\(two)">x</a>
      <img src='\(one)' alt=\(two)><b style="color: red">\(one)\(two)</b>
      """
    let page = "<style>p, a, b { margin: 0 }</style>" + body
    let written = StyleInliner.inline(page).text
    #expect(
      written == """
        <p title="\(one)" style="margin:0">Dear \(two),\
        <a href="https://e.example/u/\(one)?a=1&amp;b=\(two)" style="margin:0">x</a>
        <img src='\(one)' alt=\(two)><b style="margin:0;color:red">\(one)\(two)</b>
        """)
  }
}
