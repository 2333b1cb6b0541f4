import Testing
import Web

@Suite("Pages as values")
struct HTMLTests {
  @Test(
    "text is escaped wherever it stands", arguments: ["<b>", "\"'&", "\"\u{301}><script>", "\0a"])
  func escaping(_ text: String) {
    let html = HTML.element(.a, [.href(text)], [.text(text)]).text
    #expect(!html.dropFirst(2).dropLast(4).contains("<b>"))
    #expect(!html.contains("<script>"))
    #expect(html.utf8.filter { $0 == UInt8(ascii: "\"") }.count == 2)
    #expect(!html.utf8.contains(0))
  }
}
