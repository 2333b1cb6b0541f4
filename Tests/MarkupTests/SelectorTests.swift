import Markup
import Testing

@Suite("CSS selectors")
struct SelectorTests {
  private static let page = """
    <html><body><div id="main" class="view  wide"><h2 id="t" lang="en-US">A</h2>
    <p id="p1" class="x first">1</p><p id="p2">2 <a id="a1" href="https://u.example/f.pdf">f</a></p>
    <p id="p3" class="x">3 <span id="s1"><a id="a2" href="/g" title='it"s'>g</a></span></p>
    <ul id="u"><li id="l1">1</li><li id="l2">2</li><li id="l3">3</li><li id="l4">4</li><li id="l5"></li></ul>
    </div><p id="p4" class="x-y">4</p></body></html>
    """

  private func ids(_ selector: String) throws -> String {
    let document = try #require(MarkupDocument.html(Self.page))
    let root = try #require(document.root)
    return try root.all(Selector(selector)).map { $0.attribute("id") ?? $0.name }.joined(
      separator: " ")
  }

  @Test(
    "Each selector finds its elements in the page's order",
    arguments: [
      ("p", "p1 p2 p3 p4"), ("P", "p1 p2 p3 p4"), ("#p2", "p2"), (".x", "p1 p3"),
      ("p.x.first", "p1"),
      ("div p", "p1 p2 p3"), ("div > a", ""), ("p > a", "a1"), ("div a", "a1 a2"), ("h2 + p", "p1"),
      ("h2+p", "p1"), ("h2 ~ p", "p1 p2 p3"), ("p + ul", "u"), ("h2, ul", "t u"), ("ul,h2", "t u"),
      ("[title]", "a2"), ("[href='/g']", "a2"), ("[href=\"/g\"]", "a2"), ("[class~=first]", "p1"),
      ("a[href^=https]", "a1"), ("a[href$='.pdf']", "a1"), ("[href*='u.example']", "a1"),
      ("[lang|=en]", "t"), ("[title='it\"s']", "a2"), ("li:first-child", "l1"),
      ("li:last-child", "l5"), ("li:nth-child(2)", "l2"), ("li:nth-child(odd)", "l1 l3 l5"),
      ("li:nth-child(even)", "l2 l4"), ("li:nth-child(2n+1)", "l1 l3 l5"),
      ("li:nth-child(-n + 2)", "l1 l2"), ("li:nth-child(n+4)", "l4 l5"),
      ("li:nth-last-child(2)", "l4"),
      ("p:first-of-type", "p1 p4"), ("div > p:last-of-type", "p3"), ("p:nth-of-type(2)", "p2"),
      ("p:not(.x)", "p2 p4"), ("li:not(:first-child):not(#l5)", "l2 l3 l4"), ("li:empty", "l5"),
      ("div *", "t p1 p2 a1 p3 s1 a2 u l1 l2 l3 l4 l5"), ("div.wide > p.x > span a[href]", "a2"),
      (":root", ""), ("[title^='']", ""), ("p:not(.x, #p2)", "p4"), (":is(h2, .x) ", "t p1 p3"),
      ("a:is(p a, span > *)", "a1 a2"), ("p:where(h2 + *, h2 ~ :not(.x))", "p1 p2"),
      ("a:only-child", "a1 a2"), ("ul:only-of-type li:not(li + li)", "l1"), ("#p\\32", "p2"),
    ])
  func finds(_ selector: String, _ found: String) throws {
    #expect(try ids(selector) == found)
  }

  @Test(
    "What is not understood is named with its place",
    arguments: [
      ("", "selector '', column 1: a name, '.class', '#id' or '[attribute]' is missing"),
      ("p >", "selector 'p >', column 4: a name, '.class', '#id' or '[attribute]' is missing"),
      ("p,,a", "selector 'p,,a', column 3: ',' has no meaning here"),
      ("p::before", "selector 'p::before', column 3: '::' is not supported"),
      ("a:hover", "selector 'a:hover', column 2: ':hover' is not supported"),
      ("li:nth-child(x)", "selector 'li:nth-child(x)', column 14: 'x' has no meaning here"),
      (
        ".x:first-of-type",
        "selector '.x:first-of-type', column 3: ':first-of-type without a type' is not supported"
      ),
      ("[href", "selector '[href', column 6: a name, '.class', '#id' or '[attribute]' is missing"),
      ("a)", "selector 'a)', column 2: ')' has no meaning here"),
      ("svg|a", "selector 'svg|a', column 4: 'namespace|' is not supported"),
    ])
  func fault(_ selector: String, _ message: String) {
    let error = #expect(throws: SelectorError.self) { try Selector(selector) }
    #expect(error?.message == message)
    #expect(error?.hint?.isEmpty == false)
  }

  @Test("Positions on a page of many siblings end in time or in an error")
  func manySiblings() throws {
    let page = "<ul>" + String(repeating: "<li>x", count: 60_000)
    let root = try #require(MarkupDocument.html(page)?.root)
    let error = #expect(throws: SelectorError.self) { try root.all(Selector("li:nth-child(3n+1)")) }
    #expect(error?.reason == .tooCostly)
  }
}
