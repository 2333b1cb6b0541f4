import Markup
import Testing

@Suite("Inlining of styles")
struct StyleInlinerTests {
  private func inlined(_ style: String, _ body: String) -> String {
    StyleInliner.inline("<!DOCTYPE html><head><style>\(style)</style></head><body>\(body)").text
      .replacing("<!DOCTYPE html><head></head><body>", with: "")
      .replacing("<!DOCTYPE html><head>", with: "").replacing("</head><body>", with: "")
  }

  @Test(
    "Declarations stand in the elements, the weakest first",
    arguments: [
      ("p{color:red}", "<p>a", "<p style=\"color:red\">a"),
      (".a{color:red}p{color:blue}", "<p class=a>a", "<p class=a style=\"color:red\">a"),
      ("p{margin:1px}p{margin-left:2px}", "<p>", "<p style=\"margin:1px;margin-left:2px\">"),
      ("p{margin-left:2px}p{margin:1px}", "<p>", "<p style=\"margin:1px\">"),
      ("p{color:red}", "<p style='color: blue'>", "<p style='color: blue'>"),
      ("p{color:red!important}", "<p style='color:blue'>", "<p style=\"color:red\">"),
      ("p{margin:0}", "<p style='color: blue'>", "<p style=\"margin:0;color:blue\">"),
      (
        "b{color:red}", "<p style='color: blue '><b>",
        "<p style='color: blue '><b style=\"color:red\">"
      ),
      (
        "p{background:red;background:linear-gradient(red,blue)}", "<p>",
        "<p style=\"background:red;background:linear-gradient(red,blue)\">"
      ),
      ("p{color:red}p{color:rgb(0 0 0/9%)}", "<p>", "<p style=\"color:red;color:rgb(0 0 0/9%)\">"),
      ("p{font-family:\"A B\",c}", "<p>", "<p style=\"font-family:'A B',c\">"),
      ("p{font-family:\"A'B\"}", "<p>", "<p style=\"font-family:&quot;A'B&quot;\">"),
      ("p{background:url(a?b&c)}", "<p>", "<p style=\"background:url(a?b&amp;c)\">"),
      ("td{color:red}", "<table><tr><td>", "<table><tr><td style=\"color:red\">"),
      ("tbody{color:red}", "<table><tr>", "<table><tbody style=\"color:red\"><tr>"),
    ])
  func moves(_ style: String, _ body: String, _ page: String) {
    #expect(inlined(style, body) == page)
  }

  @Test(
    "What cannot stand in an element stays, and is important just where it must be",
    arguments: [
      (
        "a{color:red}a:hover{color:blue}", "<a>",
        "<style>a:hover{color:blue!important}</style><a style=\"color:red\">"
      ),
      (
        "a{color:red}a:hover{margin:0}", "<a>",
        "<style>a:hover{margin:0}</style><a style=\"color:red\">"
      ),
      (
        "#x{color:red}@media x{a{color:blue}}", "<a id=x>",
        "<style>@media x{a{color:blue}}</style><a id=x style=\"color:red\">"
      ),
      (
        "a{margin:0}@media x{a{margin-left:1px}}", "<a><a style=\"margin:2px\">",
        "<style>@media x{a{margin-left:1px!important}}</style>"
          + "<a style=\"margin:0\"><a style=\"margin:2px!important\">"
      ),
      (
        ".a{color:red}.a:hover{color:blue}@media x{.a{color:lime!important}}", "<a class=a>",
        "<style>.a:hover{color:blue!important}\n@media x{.a.a{color:lime!important}}</style>"
          + "<a class=a style=\"color:red\">"
      ),
      (
        "a{color:red}a:hover{color:blue}@media x{a{color:lime!important}}", "<a>",
        "<style>a:hover{color:blue!important}\n@media x{:root a{color:lime!important}}</style>"
          + "<a style=\"color:red\">"
      ),
      (
        "a{color:red}.b{color:white}a:hover{color:blue}@media x{a{color:lime}}", "<a><a class=b>",
        "<style>.b{color:white!important}\na:hover{color:blue!important}\n"
          + "@media x{a{color:lime!important}}</style>"
          + "<a style=\"color:red\"><a class=b style=\"color:white\">"
      ),
      (
        "a,a:hover{color:red}", "<a>",
        "<style>a:hover{color:red!important}</style><a style=\"color:red\">"
      ),
      ("a::before{color:red}", "<a>", "<style>a::before{color:red}</style><a>"),
      ("@font-face{a:b}i{c:d}", "<i>", "<style>@font-face{a:b}</style><i style=\"c:d\">"),
      (
        ":root{color-scheme:light dark}p{margin:0}", "<p>",
        "<style>:root{color-scheme:light dark}</style><p style=\"margin:0\">"
      ),
      (
        ".b{c:d}a,.b:hover{e:f}@media x{.b{c:d}i .b{c:d}.b i{c:d}}", "<a>",
        "<style>@media x{.b i{c:d}}</style><a style=\"e:f\">"
      ),
      (
        "#outlook a{c:d}u + .a{c:d}", "<a class=a>",
        "<style>#outlook a{c:d}\nu + .a{c:d}</style><a class=a>"
      ),
      (".ExternalClass{color:red}", "<a>", "<style>.ExternalClass{color:red}</style><a>"),
      (
        ":root{--a:red}p{color:blue;color:var(--a)}", "<p>",
        "<style>:root{--a:red}\np{color:var(--a)!important}</style><p style=\"color:blue\">"
      ),
    ])
  func stays(_ style: String, _ body: String, _ page: String) {
    #expect(inlined(style, body) == page)
  }

  @Test(
    "What could not be used is told with its line",
    arguments: [
      ("@import 'a.css';", 2, "@import is left out: mail programs load no style sheets"),
      (
        "p { } \n a:frobnicate { }", 3,
        "the selector 'a:frobnicate' is not understood, so its rule stays in <style>"
      ),
      (
        "@layer a;", 2,
        "@layer is not understood, so all styles stay in <style>, where some mail programs drop them"
      ),
      (
        "p { b { } }", 2,
        "a rule inside a rule is not understood, so all styles stay in <style>, "
          + "where some mail programs drop them"
      ),
      (
        "a:hover[style] { }", 2,
        "'a:hover[style]' reads style attributes, so all styles stay in <style>"
      ),
      ("* { all: unset }", 1, "'*' shows what stands in <head>, so all styles stay in <style>"),
    ])
  func notes(_ style: String, _ line: Int, _ message: String) throws {
    let page = "<!DOCTYPE html><title>a</title>\n<style>\(style)</style><p>a"
    let note = try #require(StyleInliner.inline(page).notes.first)
    #expect(note.line == line)
    #expect(note.message == message)
  }

  @Test("A tag out of order is told")
  func misplaced() {
    let notes = StyleInliner.inline("<p><b>a</p>\n<table><p>b</table>").notes
    #expect(
      notes.map(\.message) == [
        "a tag of 'b' is out of order, so styles may miss what stands around it",
        "a tag of 'p' is out of order, so styles may miss what stands around it",
      ])
    #expect(notes.map(\.line) == [1, 2])
  }

  @Test("A page that asks for too much work comes back as it was")
  func tooCostly() {
    let deep = String(repeating: "<i>", count: 390)
    let selector = "b " + String(repeating: "i ", count: 20) + "i"
    let page = "<style>\(selector){color:red}</style>\(deep)"
    let inlined = StyleInliner.inline(page)
    #expect(inlined.text == page)
    #expect(inlined.notes.map(\.reason) == [.tooLarge])
  }
}
