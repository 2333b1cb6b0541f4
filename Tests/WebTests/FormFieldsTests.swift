import SeededRandom
import Testing
import Web

@Suite("Forms")
struct FormFieldsTests {
  @Test(
    "encoded forms are read",
    arguments: [
      ("", []), ("a=b", [("a", "b")]), ("a=b+c%20d", [("a", "b c d")]), ("a", [("a", "")]),
      ("a=1&&b=2&", [("a", "1"), ("b", "2")]), ("a==", [("a", "=")]),
      ("n=%C3%A9", [("n", "é")]), ("a=1&a=2", [("a", "1"), ("a", "2")]),
    ] as [(String, [(String, String)])])
  func encoded(_ text: String, _ fields: [(String, String)]) throws {
    let form = try #require(FormFields(urlEncoded: Array(text.utf8)))
    #expect(form.fields.map(\.name) == fields.map(\.0))
    #expect(form.fields.map(\.value) == fields.map(\.1))
  }

  @Test("broken forms are none", arguments: ["a=%", "a=%4", "a=%zz", "a=%ff", "%c3=1"])
  func broken(_ text: String) {
    #expect(FormFields(urlEncoded: Array(text.utf8)) == nil)
  }

  @Test("a form has so many fields and no more")
  func many() {
    let most = Array(repeating: "a=1", count: 400).joined(separator: "&")
    #expect(FormFields(urlEncoded: Array(most.utf8))?.fields.count == 400)
    #expect(FormFields(urlEncoded: Array("\(most)&a=1".utf8)) == nil)
  }

  @Test("a form in parts is read")
  func parts() throws {
    let text =
      "--x\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: text/plain\r\n\r\n1\r\n2"
      + "\r\n--x\r\ncontent-disposition: form-data; name=b; filename=\"f\"\r\n\r\n\r\n--x--\r\n"
    let form = try #require(FormFields(multipart: Array(text.utf8), boundary: "x"))
    #expect(form["a"] == "1\r\n2")
    #expect(form["b"] == "")
  }

  @Test(
    "a form in parts is read as loosely as some write it",
    arguments: [
      "--x\r\nContent-Disposition: form-data; name=a\r\n\r\nc",
      "--x\r\nContent-Disposition: form-data; name=a\r\n\r\nc\r\n--x",
      "--x\nContent-Disposition: form-data; name=a\n\nc\n--x--\n",
      "\r\n--x\r\nContent-Disposition: form-data; name=a\r\n\r\nc\r\n--x--",
      "A preamble.\r\n--x \t\r\nContent-Disposition: form-data; name=a\r\n\r\nc\r\n--x-- \r\nz",
    ])
  func looseParts(_ text: String) {
    #expect(FormFields(multipart: Array(text.utf8), boundary: "x")?["a"] == "c")
  }

  @Test(
    "what is no form in parts is refused",
    arguments: [
      "", "--x", "--x\r\n", "--y--", "--x\r\n\r\n--x--", "--x\r\nA: b\r\n\r\nc\r\n--x--",
      "--x\r\nContent-Disposition: form-data\r\n\r\nc\r\n--x--",
      "--x\r\nContent-Disposition: form-data; name=a\r\nc",
      "--xy\r\nContent-Disposition: form-data; name=a\r\n\r\nc\r\n--xy--",
    ])
  func brokenParts(_ text: String) {
    #expect(FormFields(multipart: Array(text.utf8), boundary: "x") == nil)
  }

  @Test("no body makes the readers fall over")
  func anyBody() {
    var random = SeededGenerator(seed: 4)
    let pieces = ["--x", "\r\n", "--", "%", "&", "=", "name=", "Content-Disposition:", "é", "\0"]
    for _ in 0..<5000 {
      var text: [UInt8] = []
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        text += (pieces.randomElement(using: &random) ?? "").utf8
      }
      _ = FormFields(urlEncoded: text)
      _ = FormFields(multipart: text, boundary: "x")
    }
  }

  @Test(
    "a target's query is read like a form; a broken one is none",
    arguments: [("/a", ""), ("/a?", ""), ("/a?as=b%40c.org&as=d", "b@c.org"), ("/a?as=%", "")])
  func queries(_ text: String, _ value: String) {
    let target = RequestTarget(text)
    #expect(target.path == "/a")
    #expect(target.fields["as"] ?? "" == value)
  }
}
