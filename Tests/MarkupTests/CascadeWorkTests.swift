import Testing

@testable import Markup

@Suite("The work of a cascade")
struct CascadeWorkTests {
  private func page(_ rules: [String], _ elements: [String]) -> String {
    "<!DOCTYPE html><html><head><title>t</title><style>\(rules.joined())</style></head><body>"
      + elements.joined() + "</body></html>"
  }

  private func work(_ html: String) -> Int {
    let memory = InliningMemory()
    let page = InliningPage(Array(html.utf8), memory)
    return PageCascade(page.tree, page.styles, memory).solution.work
  }

  private func margins(_ count: Int) -> String {
    page(
      (0..<count).map { ".c{margin:\($0)px}" },
      Array(repeating: "<p class=\"c\">a</p>", count: 50))
  }

  @Test("Rules for the same elements cost what they are, not what their pairs are")
  func sameElements() {
    #expect(work(margins(100)) > 0)
    #expect(work(margins(4_000)) <= 40 * work(margins(100)))
    let inlined = StyleInliner.inline(margins(9_000))
    #expect(inlined.notes == [])
    #expect(
      inlined.text
        == page([], Array(repeating: "<p class=\"c\" style=\"margin:8999px\">a</p>", count: 50))
        .replacing("<style></style>", with: ""))
  }

  @Test("Names of properties that nobody knows are not held against each other")
  func names() {
    let many = { (count: Int) in
      page((0..<count).map { ".c{x-\($0):0}" }, ["<p class=\"c\">a</p>"])
    }
    #expect(work(many(4_000)) <= 40 * work(many(100)))
    let body = (0..<4_000).map { "x-\($0):0" }.joined(separator: ";")
    #expect(StyleInliner.inline(many(4_000)).text.contains("<p class=\"c\" style=\"\(body)\">"))
  }

  @Test("Many kinds of elements cost what each of them gets")
  func kinds() {
    let rules = (0..<3_000).map { ".c\($0){color:#\(100_000 + $0);margin:\($0)px}" }
    let elements = (0..<3_000).map { number in
      "<p class=\"c\(number) c\((number * 7 + 1) % 3_000) c\((number * 13 + 5) % 3_000)\">a</p>"
    }
    let html = page(rules, elements)
    #expect(work(html) <= 100_000)
    let inlined = StyleInliner.inline(html)
    #expect(inlined.notes == [])
    #expect(
      inlined.text.contains(
        "<p class=\"c2 c15 c31\" style=\"color:#100031;margin:31px\">a</p>"))
  }

  @Test("What stays beside what moves is still the stronger")
  func staying() {
    let rules = (0..<2_000).map { ".c{margin:\($0)px}" } + [".c:hover{margin-left:1px}"]
    let inlined = StyleInliner.inline(page(rules, ["<p class=\"c\">a</p>"]))
    #expect(inlined.text.contains("<style>.c:hover{margin-left:1px!important}</style>"))
    #expect(inlined.text.contains("<p class=\"c\" style=\"margin:1999px\">a</p>"))
  }

  @Test(
    "A page that would take too much, or swell, is left as it is, and that is told",
    arguments: [(4_000, 60, 1), (2_500, 400, 100)])
  func limits(_ rules: Int, _ elements: Int, _ kinds: Int) {
    // None of these leaves the one before it out: it is for those who do not know the next.
    let html = page(
      (0..<rules).map { ".c{margin:calc(\($0)px + 1em)}" },
      (0..<elements).map { "<p class=\"c\" style=\"top:\($0 % kinds)px\">a</p>" })
    let inlined = StyleInliner.inline(html)
    #expect(inlined.text == html)
    #expect(inlined.notes.map(\.reason) == [.tooLarge])
  }
}
