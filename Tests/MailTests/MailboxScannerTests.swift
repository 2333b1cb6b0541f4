import Foundation
import SeededRandom
import Testing

@testable import Mail

@Suite("MailboxScanner")
struct MailboxScannerTests {
  /// The subjects of the messages found, "none" for what has no header.
  private func subjects(_ text: String, inPiecesOf size: Int = .max) -> [String] {
    var scanner = MailboxScanner()
    var found: [String] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let piece = rest.prefix(size)
      scanner.take(piece) { found.append($0?.subject ?? "none") }
      rest = rest.dropFirst(piece.count)
    }
    scanner.finish { found.append($0?.subject ?? "none") }
    return found
  }

  private static let mailbox = """
    From ana@example.org Fri Nov 20 09:00:00 2026
    Subject: one

    Text.
    From here it goes on, at 9:00 sharp.

    From there too: it is no time.

    From bo@example.org Fri Nov 20 09:00:01 2026
    Subject: two

    From cy@example.org Fri Nov 20 09:00:02 2026
    Subject: three

    >From dee@example.org Fri Nov 20 09:00:03 2026

    """

  @Test(
    "An mbox has as many messages as separators behind empty lines", arguments: [1, 2, 7, 4096])
  func mailbox(_ size: Int) {
    #expect(subjects(Self.mailbox, inPiecesOf: size) == ["one", "two", "three"])
    let windows = Self.mailbox.replacingOccurrences(of: "\n", with: "\r\n")
    #expect(subjects(windows, inPiecesOf: size) == ["one", "two", "three"])
  }

  @Test("What does not begin with a separator is one message, whatever is in it")
  func single() {
    let message = "Subject: one\n\nFrom bo@example.org Fri Nov 20 09:00:01 2026\nSubject: two\n"
    #expect(subjects(message) == ["one"])
    #expect(subjects("\n\n" + message) == ["one"])
    #expect(subjects("Subject: no body") == ["no body"])
    #expect(subjects("hello\n\nworld") == ["none"])
    #expect(subjects("") == [] && subjects("\n\n") == [])
  }

  @Test("A single message is done when its header is")
  func done() {
    var scanner = MailboxScanner()
    scanner.take(Array("Subject: one\n".utf8)) { _ in }
    #expect(!scanner.isDone)
    scanner.take(Array("\n".utf8)) { _ in }
    #expect(scanner.isDone)
    scanner = MailboxScanner()
    scanner.take(Array("From a Fri Nov 20 09:00:01 2026\nSubject: one\n\n".utf8)) { _ in }
    #expect(!scanner.isDone)
  }

  @Test("A header without an end, and a line without an end, are cut")
  func limits() {
    let long = "Subject: first\n" + String(repeating: "X-Long: y\n", count: 100_000)
    #expect(subjects(long + "To: late@example.org\n\n", inPiecesOf: 4096) == ["first"])
    let line = "Subject: first\nX: " + String(repeating: "x", count: 2_000_000)
    #expect(subjects(line, inPiecesOf: 65_536) == ["first"])
    #expect(subjects(String(repeating: "x", count: 2_000_000)) == ["none"])
  }

  @Test("How it is cut into pieces makes no difference", arguments: 1...5)
  func pieces(_ seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let parts = [
      "From a@example.org Fri Nov 20 09:00:01 2026\n", "Subject: one\n", "Subject: two\r\n", "\n",
      "\r\n", "\r", "text", " ", "From ", "\u{0}", "09:00:00", "\n\n",
    ]
    for _ in 0..<100 {
      let text = (0..<30).map { _ in parts[Int.random(in: parts.indices, using: &dice)] }.joined()
      let size = Int.random(in: 1...40, using: &dice)
      #expect(subjects(text, inPiecesOf: size) == subjects(text), "seed \(seed)")
    }
  }
}
