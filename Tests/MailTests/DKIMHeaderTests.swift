import Testing

@testable import Mail

@Suite("A header field that DKIM signs")
struct DKIMHeaderTests {
  @Test(
    "is relaxed",
    arguments: [
      ("A: X\r\n", "a:X\r\n"),
      ("B : Y\t\r\n\tZ  \r\n", "b:Y Z\r\n"),
      ("SUBJect:   Three \t stories  \r\n", "subject:Three stories\r\n"),
      ("Subject:\r\n folded at once\r\n", "subject:folded at once\r\n"),
      ("To: a:b,\r\n  c:d\r\n", "to:a:b, c:d\r\n"),
      ("X-Empty:\r\n", "x-empty:\r\n"),
      ("X-Spaces:   \r\n", "x-spaces:\r\n"),
      ("X-Bare: no line end", "x-bare:no line end\r\n"),
    ])
  func relaxed(field: String, form: String) {
    #expect(DKIMHeader(Array(field.utf8)).canonical == Array(form.utf8))
  }

  @Test(
    "is signed when readers or their programs go by it",
    arguments: [
      ("From", true), ("reply-to", true), ("TO", true), ("Subject", true), ("MIME-Version", true),
      ("Content-Type", true), ("Content-Transfer-Encoding", true), ("List-Id", true),
      ("List-Unsubscribe-Post", true), ("Feedback-ID", true), ("Date", true),
      ("Message-ID", true), ("Auto-Submitted", false), ("Received", false),
      ("Return-Path", false), ("Fromage", false), ("X-List-Id", false), ("List", false),
    ])
  func signed(name: String, isSigned: Bool) {
    #expect(DKIMHeader(Array("\(name): x\r\n".utf8)).isSigned == isSigned)
    #expect(DKIMHeader.signs(name) == isSigned)
  }
}
