import Foundation
import Newsletter
import Testing

@testable import Composer

@Suite("The head of an introduction")
struct FrontMatterTests {
  @Test("Settings and lists are read in each of their forms; the rest is Markdown")
  func read() throws {
    let text = """
      ---
      # For the editor's eyes
      subject: "Local #418: what we won"
      preheader: And what comes next
      pin: 17
      exclude: [12, https://www.example.org/story/9/]
      order:
        - 3
        - '4'
      ---
      Dear members,

      ---
      """
    let introduction = try Introduction(text, file: "Editions/jpu.md")
    let address = try #require(URL(string: "https://www.example.org/story/9/"))
    #expect(
      introduction.matter
        == FrontMatter(
          subject: "Local #418: what we won", preheader: "And what comes next",
          pinned: [.number(StoryID(17))],
          excluded: [.number(StoryID(12)), .address(address)],
          order: [.number(StoryID(3)), .number(StoryID(4))]))
    #expect(introduction.markdown == "Dear members,\n\n---")
  }

  @Test(
    "A text without a head is Markdown as it stands",
    arguments: ["", "Hello", "----\nHello", "Hello\n---\npin: 1\n---\n", "- one\n- two"])
  func plain(_ text: String) throws {
    let introduction = try Introduction(text, file: "x.md")
    #expect(introduction.matter == FrontMatter() && introduction.markdown == text)
  }

  static let mistakes: [(String, String, String)] = [
    (
      "---\npin: 1\nHello", "x.md line 1: the '---' that opens the head is not followed by one",
      "put a line of three hyphens"
    ),
    ("---\npins: 1\n---", "x.md line 2: 'pins' is not a setting", "did you mean 'pin'?"),
    ("---\ncolour: red\n---", "x.md line 2: 'colour' is not a setting", "the settings are subject"),
    ("---\npin: 1\npin: 2\n---", "x.md line 3: 'pin' is set already", "keep one"),
    ("---\n\nHello\n---", "x.md line 3: 'Hello' is no setting", "write it as"),
    ("---\nsubject:\n---", "x.md line 2: 'subject' is empty", "give it a value"),
    ("---\npin: []\n---", "x.md line 2: 'pin' is empty", "give it a value"),
    ("---\npin:\n- 1\n- first\n---", "x.md line 4: 'first' names no story", "write the number"),
    ("---\npin: javascript:alert(1)\n---", "x.md line 2: 'javascript:alert(1)' names no", "write"),
    ("---\n- 1\n---", "x.md line 2: this entry belongs to no list", "write 'pin:'"),
    (
      "---\npin: 4\nexclude: 4\n---", "x.md line 3: story 4 is both in 'pin' and in 'exclude'",
      "take it out"
    ),
    (
      "---\npin: 4\nexclude: 4\norder: 5\n---", "x.md line 3: story 4 is both in 'pin' and in",
      "take it out"
    ),
    (
      "---\nexclude: 4\npin:\n- 5\n- 4\norder: 5\n---", "x.md line 5: story 4 is both in 'pin'",
      "take it out"
    ),
    (
      "---\n# the subject\nsubject: {{titel}}\n---", "x.md line 3: the subject cannot be used",
      "write the words alone"
    ),
    ("\n \n---\npins: 1\n---", "x.md line 4: 'pins' is not a setting", "did you mean 'pin'?"),
    (
      "---\nsubject: {{titel}}\n---", "x.md line 2: the subject cannot be used: nothing is called",
      "write the words alone"
    ),
    (
      "---\npreheader: \(String(repeating: "x", count: 201))\n---",
      "x.md line 2: 'preheader' is longer than 200 characters", "inboxes show"
    ),
  ]

  @Test("A slip is told with its line and what to do", arguments: mistakes)
  func mistake(_ text: String, _ message: String, _ hint: String) throws {
    do {
      _ = try Introduction(text, file: "x.md")
      Issue.record("nothing was told of \(text)")
    } catch {
      #expect(error.message.hasPrefix(message))
      #expect(error.hint?.hasPrefix(hint) == true, "\(error.hint ?? "no hint")")
    }
  }

  @Test("Every slip of a file is told at once")
  func all() {
    let error = #expect(throws: FrontMatterError.self) {
      try Introduction("---\npins: 1\norder: x\n---", file: "x.md")
    }
    #expect(error?.flaws.map(\.line) == [2, 3])
    #expect(
      error?.hint == "line 2: did you mean 'pin'?; line 3: write the number that 'broadsheet plan' "
        + "shows before its title, or its address")
    #expect(error?.parts.map(\.hint).first == "did you mean 'pin'?")
  }

  @Test(
    "Empty lines and a byte order mark before the head are nothing",
    arguments: ["\n", "\r\n \r\n", "\u{FEFF}", "\u{FEFF}\n\t\n"])
  func before(_ beginning: String) throws {
    let introduction = try Introduction(beginning + "---\npin: 4\n---\nHello", file: "x.md")
    #expect(introduction.matter.pinned == [.number(StoryID(4))])
    #expect(introduction.markdown == "Hello")
  }

  static let losses: [(String, [String])] = [
    ("Hello *all*, see https://a.example and [us](mailto:a@b.example)\n\n<!-- later -->", []),
    (
      "<p>Dear colleagues,</p>",
      [
        "x.md line 1 has HTML, which introductions do not take; its words alone are shown: "
          + "write it as Markdown"
      ]
    ),
    (
      "---\npin: 1\n---\n\nSee\n[the page](rivervalley.example/x)\nand\n![Our hall](hall.jpg)",
      [
        "x.md line 6: 'the page' is no link, because 'rivervalley.example/x' is no whole address: "
          + "write https://rivervalley.example/x",
        "x.md line 8: the picture 'hall.jpg' is not shown, because it is not on the web: "
          + "put it on a website, and write its address with https:// before it",
      ]
    ),
    (
      "- [a](/news)\n- [b](javascript:x)",
      [
        "x.md line 1: 'a' is no link, because '/news' is no whole address: "
          + "begin it with https://, http:// or mailto:",
        "x.md line 2: 'b' is no link, because 'javascript:x' is no whole address: "
          + "begin it with https://, http:// or mailto:",
      ]
    ),
    (
      "A <b>bold</b> word",
      [
        "x.md line 1 has HTML, which introductions do not take; its words alone are shown: "
          + "write it as Markdown"
      ]
    ),
  ]

  @Test("What readers do not get as it was written is told with its line", arguments: losses)
  func lost(_ text: String, _ remarks: [String]) throws {
    #expect(try Introduction(text, file: "x.md").remarks.map(\.words) == remarks)
  }

  @Test("An introduction that is too long is told, and of many things the first twenty")
  func many() throws {
    let long = try Introduction(String(repeating: "a ", count: 40_000), file: "x.md")
    #expect(
      long.remarks.map(\.message) == [
        "x.md is longer than 65536 characters; the rest is not shown"
      ])
    let torn = try Introduction(String(repeating: "[a](b)\n\n", count: 50), file: "x.md")
    #expect(torn.remarks.map(\.line) == Array(stride(from: 1, to: 40, by: 2)))
  }

  @Test("A file of any octets is read or refused, and nothing else happens")
  func noise() {
    var seed = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      let bytes = (0..<Int.random(in: 0...60, using: &seed)).map { _ in
        UInt8.random(in: 9...126, using: &seed)
      }
      let text = "---\n" + String(decoding: bytes, as: UTF8.self) + "\n---\nx"
      do {
        #expect(try Introduction(text, file: "x.md").markdown.hasSuffix("x"))
      } catch {
        #expect(error.flaws.isEmpty == false)
      }
    }
  }

  private static func candidate(_ number: Int) -> Candidate {
    Candidate(
      story: Sample.story(number), firstSeen: Press.clock.addingTimeInterval(Double(number)),
      position: 0, standing: .new)
  }

  @Test("Pinned stories come first, ordered ones next; excluded ones stay new")
  func digest() throws {
    let candidates = (1...6).map(Self.candidate)
    let address = try #require(URL(string: "http://FEDERATION.example/story/2/?utm_source=x"))
    let digest = Digest(
      of: candidates, maxStories: 4,
      as: FrontMatter(
        pinned: [.number(StoryID(6)), .address(address)], excluded: [.number(StoryID(1))],
        order: [.number(StoryID(3))]))
    #expect(digest.stories.map(\.id.number) == [6, 2, 3, 4])
    #expect(
      digest.choices.map(\.verdict) == [
        .excluded, .chosen, .chosen, .chosen, .waits, .chosen,
      ])
  }

  @Test("What cannot be done as it says is told")
  func remarks() throws {
    let sent = EditionID(text: "jpu-2026-11-13")
    let candidates = [
      Candidate(
        story: Sample.story(1), firstSeen: Press.clock, position: 0, standing: .sent(sent)),
      Candidate(story: Sample.story(2), firstSeen: Press.clock, position: 0, standing: .held),
      Self.candidate(3),
    ]
    let matter = FrontMatter(
      pinned: [.number(StoryID(1)), .number(StoryID(2))], excluded: [.number(StoryID(9))],
      order: [.number(StoryID(3))])
    #expect(
      matter.remarks(on: candidates) == [
        "the introduction names story 1, which was in jpu-2026-11-13",
        "the introduction names story 2, which is not new",
        "the introduction names story 9, which is not known here",
      ])
  }
}
