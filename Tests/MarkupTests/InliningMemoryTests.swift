import Markup
import Testing

@Suite("An inliner that is kept")
struct InliningMemoryTests {
  /// Pages that share a part of what an inliner remembers: the sheets, the kinds of elements, or
  /// which rules mean something.
  private static let pages: [String] = {
    let sheets = [
      "p { color: red } .a { color: blue } .b:hover { color: green }",
      "p { color: red } .a { color: blue } @media print { .a { color: black } }",
      "p { color: red !important } .a.b { margin: 0 } [data-x] .a { top: 1px }",
    ]
    let bodies = [
      "<p>One", "<p class=a>One", "<p class=\"a b\">One<p>Two",
      "<p style=\"color:red\" class=b>One",
      "<p style=\"color:blue\" class=b>One", "<div data-x><p class=\"a b\">One</div>",
    ]
    return sheets.flatMap { sheet in
      bodies.map { "<!DOCTYPE html><style>\(sheet)</style>\($0)" }
        + ["<!DOCTYPE html><style media=print>\(sheet)</style>\(bodies[0])"]
    }
  }()

  @Test("It gives what a new one gives, whatever it has seen before")
  func pages() {
    let kept = StyleInliner()
    for first in Self.pages {
      for second in Self.pages {
        _ = kept.inline(first)
        #expect(kept.inline(second).text == StyleInliner.inline(second).text)
      }
    }
  }

  @Test("It may be used by several at once")
  func atOnce() async {
    let kept = StyleInliner()
    await withTaskGroup(of: Void.self) { group in
      for page in Self.pages + Self.pages {
        group.addTask { #expect(kept.inline(page).text == StyleInliner.inline(page).text) }
      }
    }
  }
}
