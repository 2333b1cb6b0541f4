import Testing

@testable import Assembly

@Suite("What the console prints")
struct ConsoleTests {
  @Test(
    "drives no terminal",
    arguments: [
      ("Strike\u{1B}[2J won", "Strike[2J won"), ("a\u{9B}31mb", "a31mb"), ("a\r\nb", "a\nb"),
      ("a\u{7F}\u{0}\u{8}b", "ab"), ("\u{202E}evil\u{202C} \u{2066}x\u{2069}", "evil x"),
      ("tab\tstays\n", "tab\tstays\n"),
      ("Zürich, šest, עברית\u{200F} 👩‍🏭", "Zürich, šest, עברית\u{200F} 👩‍🏭"),
    ])
  func harmless(text: String, expected: String) {
    #expect(Array(Console.harmless(text).unicodeScalars) == Array(expected.unicodeScalars))
  }
}
