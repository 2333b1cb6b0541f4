import Testing

@testable import Assembly

@Suite("What SpamAssassin says")
struct SpamAssassinTests {
  @Test("is read from the client of its daemon")
  func client() {
    let verdict = SpamAssassin.verdict(
      in: """
        2.3/5.0
        Spam detection software, running on the system "mail.example.org",
        has NOT identified this incoming email as spam.

        Content preview:  1.5 million members met in 3 cities on Friday

        Content analysis details:   (2.3 points, 5.0 required)

         pts rule name              description
        ---- ---------------------- --------------------------------------------------
         1.3 HTML_IMAGE_ONLY_24     BODY: HTML: images with 2000-2400 bytes of words
         1.0 MISSING_HEADERS        Missing To: header
        -0.0 NO_RELAYS              Informational: message was not relayed via SMTP

        """)
    #expect(
      verdict
        == SpamAssassin.Verdict(
          score: 2.3, rules: ["HTML_IMAGE_ONLY_24", "MISSING_HEADERS", "NO_RELAYS"]))
  }

  @Test("is read from the program itself")
  func program() {
    let verdict = SpamAssassin.verdict(
      in: """
        Received: from localhost by mail.example.org
        X-Spam-Checker-Version: SpamAssassin 4.0.0 (2022-12-14) on mail.example.org
        X-Spam-Status: No, score=-0.1 required=5.0 tests=DKIM_VALID,
        \tNO_RELAYS autolearn=ham autolearn_force=no version=4.0.0
        Subject: News

        20 THINGS that members asked for, 3/4 of them won

        Content analysis details:   (-0.1 points, 5.0 required)

         pts rule name              description
        ---- ---------------------- --------------------------------------------------
        -0.1 DKIM_VALID             Message has at least one valid DKIM signature

        """)
    #expect(verdict == SpamAssassin.Verdict(score: -0.1, rules: ["DKIM_VALID"]))
  }

  @Test(
    "is nothing when no daemon answers, or it said something else",
    arguments: [
      "", "0/0\n", "0/0", "spamc: connection refused\n", "a/b\n", "1.0/\n", "/5.0\n",
      "X-Spam-Status: Yes\n", "X-Spam-Status: No, score=high required=5.0\n",
    ])
  func nothing(_ text: String) {
    #expect(SpamAssassin.verdict(in: text) == nil)
  }

  @Test("comes from a program that may fail, be missing, or never end")
  func programs() async {
    let run = { (program: String, arguments: [String], seconds: Int) in
      await FilterCommand(program: program, arguments: arguments)
        .output(for: Array("2.3/5.0\n".utf8), within: .seconds(seconds))
    }
    #expect(await run("/bin/cat", [], 20) == "2.3/5.0\n")
    #expect(await run("/bin/no-such-program", [], 20) == nil)
    #expect(await run("/bin/sleep", ["600"], 1) == nil)
  }
}
