import Foundation
import Markup
import SeededRandom
import Testing

@Suite("Hostile pages")
struct HostilePageTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Inlining")

  private static func pages() throws -> [[UInt8]] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .sorted { $0.path < $1.path }.map { [UInt8](try Data(contentsOf: $0)) }
  }

  private static let pieces = [
    "<", ">", "</", "<!--", "-->", "<style>", "</style>", "<table>", "<tr>", "</p>", "\"", "'", "{",
    "}", "(", ")", "[", ";", ":", "!important", "@media", "@", "\\", "/*", "*/", "&", "&amp;", "\0",
    "style=\"", "url(", "<svg>", "<template>", "<b>", "</b>", ",", "*", ":not(", "var(--a)",
    "\u{E9}",
    "all:unset;", "margin:0!important;", ":hover", "\r\n",
  ].map { Array($0.utf8) }

  @Test("Pages changed by chance end in time, in pages of a fair size", arguments: 1...4)
  func mutations(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pages = try Self.pages()
    for round in 0..<500 {
      var page = pages[Int.random(in: pages.indices, using: &random)]
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        Self.change(&page, using: &random)
      }
      let inlined = StyleInliner.inline(page)
      let mostOctets = 4_000 + 40 * page.count
      #expect(inlined.octets.count <= mostOctets, "seed \(seed), round \(round)")
      if round % 10 == 0 {
        #expect(StyleInliner.inline(page) == inlined, "seed \(seed), round \(round)")
      }
    }
  }

  private static func change(_ page: inout [UInt8], using random: inout SeededGenerator) {
    let start = Int.random(in: 0...page.count, using: &random)
    let end = min(page.count, start + Int.random(in: 0...30, using: &random))
    switch Int.random(in: 0..<4, using: &random) {
    case 0: page.removeSubrange(start..<end)
    case 1:
      let piece = Int.random(in: pieces.indices, using: &random)
      page.insert(contentsOf: pieces[piece], at: start)
    case 2:
      page.insert(contentsOf: page[start..<end], at: Int.random(in: 0...page.count, using: &random))
    default: page.removeSubrange(start...)
    }
    if page.isEmpty { page = [Ascii.a] }
  }

  private enum Ascii { static let a = UInt8(ascii: "a") }

  @Test(
    "What is made to hurt ends in time",
    arguments: [
      ("<div>", 20_000), ("<style>a{", 20_000), ("<p class=a id=b style=c>", 10_000),
      ("<", 50_000),
      ("<a ", 20_000), ("<table><tr><td>", 5_000), ("<!--", 20_000), ("&", 40_000),
      ("<b><i>", 10_000),
      ("<!-- --> ", 20_000), ("<template>", 20_000), ("</p>", 20_000), ("<table>", 5_000),
      ("<li><ul>", 5_000),
    ])
  func repeated(_ piece: String, _ count: Int) {
    let page =
      "<style>* * p, :not(a) > * { color: red; margin: 0 }</style>"
      + String(repeating: piece, count: count)
    let inlined = StyleInliner.inline(page)
    #expect(inlined.octets.count <= 20 * page.utf8.count)
  }

  @Test("Sheets made to hurt end in time")
  func sheets() {
    let many = String(repeating: "p{margin:0;margin-left:1px;all:unset}", count: 1_000)
    let names = (0..<2_000).map { ".c\($0) p:not(.d\($0)){color:red}" }.joined()
    let nested = String(repeating: ":not(", count: 300)
    for style in [many, names, nested + "{a:b}", String(repeating: "[", count: 40_000)] {
      let page = "<style>\(style)</style>" + String(repeating: "<p class=a>", count: 300)
      #expect(!StyleInliner.inline(page).octets.isEmpty)
    }
  }
}
