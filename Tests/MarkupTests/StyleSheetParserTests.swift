import Testing

@testable import Markup

@Suite("Style sheets")
struct StyleSheetParserTests {
  /// `selector{property=value!;…}` for each rule, conditions around them.
  private func told(_ text: String) -> String {
    let sheet = StyleSheetParser.sheet(Array(text.utf8))
    return told(sheet.rules, sheet.source)
  }

  private func told(_ rules: [StyleSheet.Rule], _ source: CSSSource) -> String {
    rules.map { rule in
      switch rule {
      case .style(let rule): "\(source.text(rule.prelude)){\(told(rule.declarations, source))}"
      case .group(let group): "\(source.text(group.prelude)){\(told(group.rules, source))}"
      case .other(let range): source.text(range)
      }
    }.joined(separator: " ")
  }

  private func told(_ declarations: [StyleDeclaration], _ source: CSSSource) -> String {
    declarations.map { one in
      "\(one.property)=\(source.text(one.value))\(one.isImportant ? "!" : "")"
    }.joined(separator: ";")
  }

  @Test(
    "Rules are read, and what is wrong costs no more than it must",
    arguments: [
      ("a{b:c}", "a{b=c}"), ("a { b : c ; d : e }", "a{b=c;d=e}"), ("a{b:c", "a{b=c}"),
      ("a{B:C!important}", "a{b=C!}"), ("a{b:c ! IMPORTANT ;}", "a{b=c!}"), ("a{b:c!x}", "a{}"),
      ("a{b:!important}", "a{}"), ("a{--B: ;--c:{d:e}}", "a{--B=;--c={d:e}}"),
      ("a{b:;c:d}", "a{c=d}"),
      ("a{b c:d;e:f}", "a{e=f}"), ("a{*b:c;e:f}", "a{e=f}"), ("a{b:c)d;e:f}", "a{e=f}"),
      ("a{b:'c\n;e:f}", "a{e=f}"), ("a{b:url(c'd);e:f}", "a{e=f}"),
      ("a{b:(;);e:f}", "a{b=(;);e=f}"),
      ("a{}}b{c:d}e{f:g}", "a{} }b{c=d} e{f=g}"), ("a{b:c}d", "a{b=c}"), ("{a:b}", "{a=b}"),
      ("<!-- a{b:c} -->", "a{b=c}"), ("@media x{a{b:c}}", "@media x{a{b=c}}"),
      ("@media x{a{b:c}", "@media x{a{b=c}}"), ("@media x;a{b:c}", "@media x; a{b=c}"),
      ("@MEDIA (a:b){@supports c{d{e:f}}}", "@MEDIA (a:b){@supports c{d{e=f}}}"),
      ("@charset \"utf-8\";a{b:c}", "a{b=c}"), ("@import url(x);a{b:c}", "a{b=c}"),
      ("@font-face{a:b}c{d:e}", "@font-face{a:b} c{d=e}"), ("@x{a{}}b{c:d}", "@x{a{}} b{c=d}"),
      ("@x", "@x"), ("a,b > c{d:e}", "a,b > c{d=e}"), ("a[b='}']{c:d}", "a[b='}']{c=d}"),
    ])
  func reads(_ text: String, _ rules: String) {
    #expect(told(text) == rules)
  }

  @Test(
    "What has another cascade is found with its place",
    arguments: [
      ("a{b:c}", []),
      ("a{b:c} @layer x;", [StyleSheet.Oddity(kind: .atRule("layer"), offset: 7)]),
      ("@import 'x';", [.init(kind: .importedSheet, offset: 0)]),
      ("a{b:c;&:d{e:f}}", [.init(kind: .nestedRule, offset: 6)]),
      ("a{@media x{b:c}}", [.init(kind: .nestedRule, offset: 2)]),
      ("@media x{@scope (a){b{c:d}}}", [.init(kind: .atRule("scope"), offset: 9)]),
    ])
  func oddities(_ text: String, _ oddities: [StyleSheet.Oddity]) {
    #expect(StyleSheetParser.sheet(Array(text.utf8)).oddities == oddities)
  }

  @Test("Blocks in blocks without end are read in time, and told")
  func depth() {
    let text = String(repeating: "@media x{", count: 50_000)
    let sheet = StyleSheetParser.sheet(Array(text.utf8))
    #expect(sheet.oddities.map(\.kind) == [.tooMuch])
  }

  @Test("Rules beyond the limit are told")
  func manyRules() {
    let text = String(repeating: "a{b:c}", count: StyleSheetParser.mostRules + 1)
    #expect(StyleSheetParser.sheet(Array(text.utf8)).oddities.map(\.kind) == [.tooMuch])
  }
}
