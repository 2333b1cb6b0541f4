import Testing

@testable import Markup

@Suite("Specificity")
struct SpecificityTests {
  private func selector(_ text: String) throws -> ComplexSelector {
    var parser = SelectorParser(text, for: .styleSheets)
    return try #require(parser.readList().first)
  }

  @Test(
    "Each selector weighs what Selectors Level 4 says",
    arguments: [
      ("*", 0, 0, 0), ("li", 0, 0, 1), ("ul li", 0, 0, 2), ("ul ol+li", 0, 0, 3),
      ("h1 + *[rel=up]", 0, 1, 1), ("ul ol li.red", 0, 1, 3), ("li.red.level", 0, 2, 1),
      ("#x34y", 1, 0, 0), ("[id=x34y]", 0, 1, 0), ("#s12:not(foo)", 1, 0, 1),
      (".foo :is(.bar, #baz)", 1, 1, 0), (":where(#a, .b) p", 0, 0, 1),
      (":not(em, #foo, .b)", 1, 0, 0),
      ("a:hover", 0, 1, 1), ("p::before", 0, 0, 2), ("p:after", 0, 0, 2),
      ("li:nth-child(2n+1)", 0, 1, 1),
      (":root", 0, 1, 0), (":has(> #a, .b)", 1, 0, 0), (":lang(es)", 0, 1, 0), (".a.a.a", 0, 3, 0),
      (":nth-child(2n + 1 of .a, #b) p", 1, 1, 1), (":nth-last-child(2 OF li.a)", 0, 2, 1),
      ("*|p", 0, 0, 1), ("*|*.a", 0, 1, 0), ("p::-webkit-scrollbar", 0, 0, 2),
      (":is(p, :frobnicate(#a), #1, .b)", 0, 1, 0), (":is()", 0, 0, 0),
      (":where(:is(.a, ::before), \"),\") b", 0, 0, 1),
      (":not(:not(.a b))", 0, 1, 1),
    ])
  func weighs(_ text: String, _ ids: Int, _ classes: Int, _ types: Int) throws {
    let found = try selector(text).specificity
    #expect(found == Specificity(ids: ids, classes: classes, types: types))
  }

  @Test("No number of classes weighs as much as an id")
  func order() throws {
    let classes = try selector(String(repeating: ".a", count: 300)).specificity
    #expect(try classes < selector("#a").specificity)
    #expect(try selector("a b c d e f g h i j k").specificity < selector(".a").specificity)
  }

  @Test(
    "What only a browser knows is told from what the page tells",
    arguments: [
      ("a", true), ("a:first-child", true), ("a:not(.b)", true), ("a:hover", false),
      ("a:not(:hover)", false), ("a:hover b", false), ("a::before", false), ("a:before", false),
      (":is(a, b:focus)", false), ("a:lang(es)", false), ("a:has(b)", false),
      ("a:nth-child(2 of .b)", false), ("p::-webkit-scrollbar", false), ("*|p", true),
      (":is(.a, :frobnicate)", true),
    ])
  func settled(_ text: String, _ isSettled: Bool) throws {
    #expect(try selector(text).isSettled == isSettled)
  }

  @Test(
    "What browsers do not know is not known",
    arguments: [
      "a:frobnicate", "a::frobnicate", ".1a", "#1a", "a >", "a,", "..a", "a..b", "a b::before c",
      "a[b=c", "a[b=1]", ":not()", ":nth-child(2n+)", ":nth-child(+ 2)", ":nth-child(2 n)", "svg|a",
      ":not(a::before)", "", ":not(.a, :frobnicate)", ":has(:frobnicate)", "|p", "*|", "*|.a",
      ":is(.a", ":nth-child(2 of)", ":nth-child(of .a)", ":nth-of-type(2 of .a)",
    ])
  func unknown(_ text: String) {
    #expect(throws: SelectorError.self) { try selector(text) }
  }
}
