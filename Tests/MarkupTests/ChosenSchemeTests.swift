import Markup
import Testing

@Suite("A page in a chosen scheme")
struct ChosenSchemeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let page: String
    let light: String
    let dark: String
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "a media query",
      page: "<style>@media (prefers-color-scheme: dark) { p { color: #fff } }</style>",
      light: "<style>@media (max-width:0) { p { color: #fff } }</style>",
      dark: "<style>@media (min-width:0) { p { color: #fff } }</style>"),
    Case(
      name: "one with other conditions, in capitals, with a comment",
      page:
        "<style>@MEDIA screen and (Prefers-Color-Scheme:/**/ LIGHT) and (max-width:9px){}</style>",
      light: "<style>@MEDIA screen and (min-width:0) and (max-width:9px){}</style>",
      dark: "<style>@MEDIA screen and (max-width:0) and (max-width:9px){}</style>"),
    Case(
      name: "nested and negated",
      page: "<style>@media screen{@media not (prefers-color-scheme:dark){a{b:c}}}</style>",
      light: "<style>@media screen{@media not (max-width:0){a{b:c}}}</style>",
      dark: "<style>@media screen{@media not (min-width:0){a{b:c}}}</style>"),
    Case(
      name: "the property, with its importance",
      page: "<style>:root{color-scheme:light dark !important;color:red}</style>",
      light: "<style>:root{color-scheme:light!important;color:red}</style>",
      dark: "<style>:root{color-scheme:dark!important;color:red}</style>"),
    Case(
      name: "the property of a page that is always light",
      page: "<style>:root { color-scheme: only light }</style>",
      light: "<style>:root { color-scheme: light }</style>",
      dark: "<style>:root { color-scheme: only light }</style>"),
    Case(
      name: "attributes",
      page:
        "<meta name=color-scheme content=\"light dark\"><source media='(prefers-color-scheme:dark)'>"
        + "<p style=\"color:red;color-scheme:dark light\">",
      light: "<meta name=color-scheme content=\"light\"><source media='(max-width:0)'>"
        + "<p style=\"color:red;color-scheme:light\">",
      dark: "<meta name=color-scheme content=\"dark\"><source media='(min-width:0)'>"
        + "<p style=\"color:red;color-scheme:dark\">"),
  ]

  @Test("what asks for the scheme is answered", arguments: cases)
  func answers(_ example: Case) {
    #expect(ChosenScheme.light.page(example.page) == example.light)
    #expect(ChosenScheme.dark.page(example.page) == example.dark)
  }

  @Test(
    "what only looks like it stays",
    arguments: [
      "<p>@media (prefers-color-scheme: dark) { }</p>",
      "<style>p::after { content: \"(prefers-color-scheme: dark)\" } /* color-scheme: dark */</style>",
      "<style>.color-scheme:hover { color: dark }</style>",
      "<!-- <style>@media (prefers-color-scheme: dark) {}</style> -->",
      "<style>@media (prefers-reduced-motion: reduce) {} @media (prefers-color-scheme) {}</style>",
      "<meta name=description content=\"light dark\">", "", "<style>", "<style>@media (",
    ])
  func stays(_ page: String) {
    #expect(ChosenScheme.light.page(page) == page)
    #expect(ChosenScheme.dark.page(page) == page)
  }
}
