import Testing

@testable import Markup

@Suite("CSS tokens")
struct CSSTokenizerTests {
  /// Each token as its sort and what it is made of.
  private func told(_ text: String) -> String {
    let source = CSSSource(Array(text.utf8))
    return source.tokens.map { token in
      let written = String(decoding: source.bytes[token.range], as: UTF8.self)
      return Self.word(token.kind) + (token.kind == .whitespace ? "" : "<\(written)>")
    }.joined(separator: " ")
  }

  private static func word(_ kind: CSSToken.Kind) -> String {
    switch kind {
    case .hash(let isIdentifier): isIdentifier ? "id" : "hash"
    case .delimiter: "sign"
    case .whitespace: "_"
    default: "\(kind)"
    }
  }

  @Test(
    "Each text is cut as CSS Syntax Level 3 cuts it",
    arguments: [
      ("", ""), ("a", "ident<a>"), ("-a", "ident<-a>"), ("--", "ident<-->"), ("--a", "ident<--a>"),
      ("-", "sign<->"), ("-1", "number<-1>"), ("é✓", "ident<é✓>"), ("_a-1", "ident<_a-1>"),
      ("a(", "function<a(>"), ("a (", "ident<a> _ openRound<(>"), ("@media", "atKeyword<@media>"),
      ("@-x", "atKeyword<@-x>"), ("@1", "sign<@> number<1>"), ("#a", "id<#a>"),
      ("#1a", "hash<#1a>"),
      ("#-1", "hash<#-1>"), ("# a", "sign<#> _ ident<a>"), ("1", "number<1>"), (".5", "number<.5>"),
      ("+.5", "number<+.5>"), ("1.", "number<1> sign<.>"), ("1e3", "number<1e3>"),
      ("1E-3", "number<1E-3>"), ("1e", "dimension<1e>"), ("1em", "dimension<1em>"),
      ("1e3em", "dimension<1e3em>"), ("1.5.5", "number<1.5> number<.5>"),
      ("50%", "percentage<50%>"),
      ("1--a", "dimension<1--a>"), ("+a", "sign<+> ident<a>"), ("'a'", "string<'a'>"),
      ("\"a'b\"", "string<\"a'b\">"), ("'a\\'b'", "string<'a\\'b'>"),
      ("'a\\\nb'", "string<'a\\\nb'>"),
      ("'a\nb", "badString<'a> _ ident<b>"), ("'a", "string<'a>"),
      ("url(a.png)", "url<url(a.png)>"),
      ("URL( a )", "url<URL( a )>"), ("url('a')", "function<url(> string<'a'> closeRound<)>"),
      ("url(a b)c", "badURL<url(a b)> ident<c>"), ("url(a'b)", "badURL<url(a'b)>"),
      ("url(a\\)b)", "url<url(a\\)b)>"), ("url(a", "url<url(a>"), ("/* a */b", "ident<b>"),
      ("a/**/b", "ident<a> ident<b>"), ("/* a", ""), ("/", "sign</>"),
      ("<!--", "commentOpen<<!-->"),
      ("-->", "commentClose<-->>"), ("<!-", "sign<<> sign<!> sign<->"), ("\\", "sign<\\>"),
      ("\\\n", "sign<\\> _"), ("\\61 b", "ident<\\61 b>"), ("a\\,b", "ident<a\\,b>"),
      ("u\\72l(a)", "url<u\\72l(a)>"), ("{}[]():;,", braces),
      ("a\t\r\n\u{C} b", "ident<a> _ ident<b>"),
    ])
  func cuts(_ text: String, _ tokens: String) {
    #expect(told(text) == tokens)
  }

  private static let braces =
    "openCurly<{> closeCurly<}> openSquare<[> closeSquare<]> openRound<(> closeRound<)> "
    + "colon<:> semicolon<;> comma<,>"

  @Test(
    "Escapes in names are read",
    arguments: [
      ("a", "a"), ("\\61 b", "ab"), ("\\000061b", "ab"), ("\\0000611", "a1"), ("\\61\r\nb", "ab"),
      ("\\zb", "zb"), ("\\0", "\u{FFFD}"), ("\\D800", "\u{FFFD}"), ("\\110000", "\u{FFFD}"),
      ("\\1F600", "😀"), ("\\é", "é"),
    ])
  func names(_ written: String, _ name: String) {
    #expect(CSSName.text(Array(written.utf8)[...]) == name)
  }

  @Test(
    "Text made of tokens means the same as before",
    arguments: [
      ("a /* x */ b", "a b"), ("a/**/b", "a/**/b"), ("a/**/.b", "a.b"), ("1/**/px", "1/**/px"),
      ("'a", "'a'"), ("'a\\", "'a'"), ("url(a", "url(a)"), ("rgb(1, (2", "rgb(1, (2))"),
      ("  a  \n b ", "a b"),
    ])
  func text(_ written: String, _ text: String) {
    let source = CSSSource(Array(written.utf8))
    #expect(source.text(source.tokens.indices) == text)
  }
}
