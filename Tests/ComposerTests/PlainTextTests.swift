import Foundation
import SeededRandom
import Testing

@testable import Composer

@Suite("Text for terminals and inboxes")
struct PlainTextTests {
  @Test("No line that has a space to break at is longer than 72 columns")
  func columns() {
    let seed: UInt64 = 72
    var dice = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let words = (0..<Int.random(in: 1...60, using: &dice)).map { _ in
        String(repeating: "é", count: Int.random(in: 1...30, using: &dice))
      }
      let indentation = String(repeating: " ", count: Int.random(in: 0...8, using: &dice))
      let lines = WrappedText.lines(of: indentation + words.joined(separator: " "))
      #expect(lines.allSatisfy { $0.count <= 72 }, "seed \(seed)")
      #expect(lines.allSatisfy { $0.hasPrefix(indentation) }, "seed \(seed)")
      #expect(lines.flatMap { $0.split(separator: " ").map(String.init) } == words)
    }
  }

  @Test("What follows a list's mark hangs under its first word")
  func hanging() {
    let words = String(repeating: "word ", count: 16)
    #expect(WrappedText.lines(of: "  12. \(words)")[1].hasPrefix("      word"))
    #expect(WrappedText.lines(of: "- \(words)")[1].hasPrefix("  word"))
    #expect(WrappedText.lines(of: "[3] \(words)")[1].hasPrefix("    word"))
    #expect(WrappedText.lines(of: "word \(words)")[1].hasPrefix("word"))
  }

  @Test("An address stays whole, on its mark's line")
  func addresses() {
    let url = "https://example.org/" + String(repeating: "x", count: 90)
    #expect(WrappedText.lines(of: "[1] \(url)") == ["[1] \(url)"])
    #expect(WrappedText.lines(of: "See \(url) there") == ["See", url, "there"])
  }

  @Test("At most two empty lines stay together, none at the ends")
  func emptyLines() {
    #expect(WrappedText("\n\n\na  \n\n\n\n \nb\n\n").text == "a\n\n\nb\n")
    #expect(WrappedText("").text == "\n")
  }

  @Test(
    "A text is put on one line",
    arguments: [
      ("a\r\nb", "a b"), ("  a \t b  ", "a b"), ("\u{1B}[31mred", "[31mred"), ("a\u{2028}b", "a b"),
      ("a\u{A0}b", "a b"), ("", ""), ("\n", ""),
    ])
  func oneLine(_ raw: String, _ wanted: String) {
    #expect(OneLine(raw).text == wanted)
  }

  @Test(
    "A text too long is cut at a word",
    arguments: [
      ("one two three", 13, "one two three"), ("one two three", 12, "one two…"),
      ("one two, three", 12, "one two…"), ("unbroken-and-long", 8, "unbroke…"),
    ])
  func shortened(_ text: String, _ limit: Int, _ wanted: String) {
    #expect(OneLine(text).shortened(to: limit) == wanted)
  }

  @Test("Days are written in the page's language")
  func dates() throws {
    let zone = try #require(TimeZone(identifier: "America/New_York"))
    let date = PrintedDate(Press.clock, in: zone)
    #expect(date.long(.english) == "Friday, November 20, 2026")
    #expect(date.long(.spanish) == "Viernes, 20 de noviembre de 2026")
    #expect(date.plain(.english) == "November 20, 2026")
    #expect(date.plain(.spanish) == "20 de noviembre de 2026")
  }
}
