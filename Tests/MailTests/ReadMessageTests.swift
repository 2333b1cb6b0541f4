import SeededRandom
import Testing

@testable import Mail

@Suite("A whole message that arrived")
struct ReadMessageTests {
  private func read(_ lines: String) -> ReadMessage {
    ReadMessage(Array(lines.replacing("\n", with: "\r\n").utf8))
  }

  /// Types as a tree: `multipart/mixed(text/plain text/html)`.
  private func tree(_ part: ReadPart) -> String {
    guard !part.parts.isEmpty else { return part.type }
    return "\(part.type)(\(part.parts.map(tree).joined(separator: " ")))"
  }

  @Test("What we write is read back: header, text, HTML")
  func written() throws {
    let message = Message(
      headers: [
        HeaderField("Subject", text: "Adiós, compañeros – and more that makes the line long"),
        HeaderField("To", text: "Ana Núñez"),
      ],
      body: .alternative(
        [.text("Grüße\nund mehr = 5"), .text("<p>Grüße</p>\n", subtype: "html")], boundary: "b"))
    let read = ReadMessage(message.encoded())
    #expect(
      read.fields["subject"]?.text == "Adiós, compañeros – and more that makes the line long")
    #expect(read.fields["SUBJECT"]?.value.hasPrefix("=?utf-8?") == true)
    #expect(read.fields["To"]?.text == "Ana Núñez")
    #expect(tree(read.root) == "multipart/alternative(text/plain text/html)")
    #expect(read.text?.text == "Grüße\r\nund mehr = 5")
    #expect(read.html?.text == "<p>Grüße</p>\r\n")
    #expect(read.attachments.isEmpty && !read.isCut)
  }

  static let mixed = """
    Content-Type: multipart/mixed; boundary="out"

    for old readers
    --out
    Content-Type: multipart/alternative; boundary=in

    --in

    plain
    --in
    Content-Type: multipart/related; boundary="rel"

    --rel
    Content-Type: text/html; charset=utf-8

    <img src="cid:logo@x">
    --rel
    Content-Type: image/png; name="logo.png"
    Content-ID: <logo@x>
    Content-Transfer-Encoding: base64

    iVBO
    Rw==
    --rel--
    between
    --in--
    --out
    Content-Type: application/pdf
    Content-Disposition: attachment; filename="Minutes 2026.pdf"

    %PDF
    --out--
    behind
    """

  @Test("Parts lie in parts; the best HTML and text are found, the rest is attached")
  func nested() throws {
    let message = read(Self.mixed)
    #expect(
      tree(message.root)
        == "multipart/mixed(multipart/alternative(text/plain multipart/related(text/html image/png))"
        + " application/pdf)")
    #expect(message.text?.text == "plain")
    #expect(message.html?.text == "<img src=\"cid:logo@x\">")
    #expect(message.attachments.map(\.fileName) == ["logo.png", "Minutes 2026.pdf"])
    #expect(message.attachments.map(\.type) == ["image/png", "application/pdf"])
    #expect(message.attachments[0].contentID == "logo@x")
    #expect(message.attachments[0].content == [0x89, 0x50, 0x4E, 0x47])
    #expect(message.attachments[1].content == Array("%PDF".utf8))
    #expect(message.attachments.map(\.isAttachment) == [false, true])
    #expect(Set(message.leaves.map(\.number)).count == 4)
  }

  @Test("Of several forms the last that can be shown is the best; what is attached is not shown")
  func best() {
    let forms = read(
      """
      Content-Type: multipart/alternative; boundary=b

      --b
      Content-Type: text/html

      first
      --b
      Content-Type: text/html

      last
      --b
      Content-Type: text/x-amp-html

      amp
      --b--
      """)
    #expect(forms.html?.text == "last")
    #expect(forms.attachments.map(\.text) == ["first", "amp"])
    let attached = read(
      """
      Content-Type: text/html; name=page.html
      Content-Disposition: attachment

      <p>
      """)
    #expect(attached.html == nil && attached.text == nil)
    #expect(attached.attachments.map(\.fileName) == ["page.html"])
  }

  @Test(
    "Broken structures are some message",
    arguments: [
      ("", "text/plain", ""), ("\n", "text/plain", ""), ("\n\n", "text/plain", "\r\n"),
      ("hello", "text/plain", ""), ("Subject: x", "text/plain", ""),
      ("Subject: x\n\nbody", "text/plain", "body"),
      ("Content-Type: nonsense\n\nbody", "text/plain", "body"),
      ("Content-Type: TEXT/HTML charset=utf-8\n\nbody", "text/html", "body"),
      ("Content-Type: multipart/mixed\n\nno boundary", "multipart/mixed", "no boundary"),
      ("Content-Type: multipart/mixed; boundary=\"\"\n\nx", "multipart/mixed", "x"),
      ("Content-Type: multipart/mixed; boundary=b\n\nnever comes", "text/plain", "never comes"),
      ("Content-Type: multipart/mixed; boundary=b\n\nwords\n--b--\nmore", "text/plain", "words"),
      ("Content-Type: multipart/mixed; boundary=b", "multipart/mixed", ""),
      (
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--bb\n--b \t\n\ntwo",
        "multipart/mixed(text/plain text/plain)", ""
      ),
      // The header of a part ends where the part ends.
      (
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n--b--",
        "multipart/mixed(text/html)", ""
      ),
      // A part that never ends is ended by the boundary further out.
      (
        """
        Content-Type: multipart/mixed; boundary=out

        --out
        Content-Type: multipart/alternative; boundary=in

        --in

        one
        --out

        two
        --out--
        """, "multipart/mixed(multipart/alternative(text/plain) text/plain)", ""
      ),
      // One boundary for two: the inner parts have it.
      (
        """
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: multipart/mixed; boundary=b

        --b

        one
        --b--
        --b--
        """, "multipart/mixed(multipart/mixed(text/plain))", ""
      ),
      (
        "Content-Type: multipart/digest; boundary=b\n\n--b\n\nx",
        "multipart/digest(message/rfc822)", ""
      ),
    ])
  func broken(_ lines: String, _ wanted: String, _ body: String) {
    let message = read(lines)
    #expect(tree(message.root) == wanted)
    #expect(String(decoding: message.root.body, as: UTF8.self) == body)
  }

  @Test("Line ends may be LF alone, and the last line has none")
  func lineFeeds() {
    let octets = Array(Self.mixed.utf8)
    let message = ReadMessage(octets)
    #expect(message.text?.text == "plain")
    #expect(message.attachments.count == 2)
  }

  @Test(
    "Transfer encodings are forgiving",
    arguments: [
      ("quoted-printable", "a=3D=e9b=\n c  \n=", "a=\u{E9}b c\r\n"),
      ("Quoted-Printable", "=\t\n=ZZ =4", "=ZZ =4"),
      ("quoted-printable", "x\t =\ny \t\nz  ", "x\t y\r\nz"),
      ("base64", "aGk=\n!aGk=\n", "hihi"), ("BASE64", "a G k", "hi"), ("base64", "====", ""),
      ("8bit", "as it is", "as it is"), ("x-uuencode", "as it is", "as it is"),
    ])
  func transferEncodings(_ encoding: String, _ body: String, _ wanted: String) {
    let message = read(
      "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: \(encoding)\n\n"
        + body)
    #expect(message.text?.text == wanted)
  }

  @Test("What the encoders write, the decoders read", arguments: 1...3)
  func roundTrip(_ seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let octets = CanonicalText.octets(dice.text(upTo: 60))
      let quoted = QuotedPrintable.encoded(octets)
      #expect(QuotedPrintable.decoded(quoted[...]) == octets, "seed \(seed)")
      #expect(Base64.decoded(body: Base64.lines(octets)) == octets, "seed \(seed)")
    }
  }

  @Test(
    "Charsets are those of the web; what is missing, unknown or wrong still gives some text",
    arguments: [
      ("utf-8", [0xC3, 0xA9], "é"), ("utf-8", [0xE9], "\u{FFFD}"), ("", [0xC3, 0xA9], "é"),
      ("", [0x93, 0xE9], "“é"), ("us-ascii", [0xC3, 0xA9], "é"), ("US-ASCII", [0xE9], "é"),
      ("iso-8859-1", [0xC3, 0x93], "Ã“"), ("windows-1252", [0x80, 0x81], "€\u{81}"),
      ("ISO-8859-15", [0xA4], "€"), ("windows-1251", [0xCF, 0xF0], "Пр"), ("koi8-r", [0xD0], "п"),
      ("iso-8859-2", [0xB3], "ł"), ("shift_jis", [0x82, 0xA0], "あ"), ("gb2312", [0xC4, 0xE3], "你"),
      ("gbk", [0xC4, 0xE3], "你"), ("big5", [0xA7, 0x41], "你"), ("euc-kr", [0xB0, 0xA1], "가"),
      ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x24, 0x22, 0x1B, 0x28, 0x42], "あ"),
      ("utf-16le", [0x41, 0x00], "A"), ("x-unknown", [0x41, 0xE9], "Aé"), ("gbk", [0xFF], "ÿ"),
    ] as [(String, [UInt8], String)])
  func charsets(_ name: String, _ octets: [UInt8], _ wanted: String) {
    let head = name.isEmpty ? "Subject: x" : "Content-Type: text/plain; charset=\(name)"
    let message = ReadMessage(Array("\(head)\r\n\r\n".utf8) + octets)
    #expect(message.text?.text == wanted)
  }

  @Test("A message beyond the limits is read as far as they go")
  func limits() {
    let deep = (1...30).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }
    let nested = read(deep.joined() + "\nat the bottom")
    #expect(nested.isCut && nested.leaves.count == 1)
    #expect(nested.root.text.isEmpty)
    let wide = read(
      "Content-Type: multipart/mixed; boundary=b\n"
        + String(repeating: "\n--b\n\nx", count: 800) + "\n--b--")
    #expect(wide.isCut && wide.leaves.count == ReadMessage.mostParts - 1)
    let many = read(
      (0..<3000).map { "X-\($0): y\n" }.joined() + "\nbody")
    #expect(many.fields.all.count == 1000 && many.text?.text == "body")
    let long = read("Subject: \(String(repeating: "x", count: 300_000))\nTo: a\n\nbody")
    #expect(long.fields["Subject"]?.value.count == 65_535 && long.text?.text == "body")
  }

  @Test("A boundary for each line and a line of megabytes take one pass")
  func nasty() {
    let boundary = String(repeating: "-", count: 250)
    let lines = "Content-Type: multipart/mixed; boundary=\"\(boundary)\"\n\n--\(boundary)\n\n"
    let text = String(repeating: "--\(boundary)x\n", count: 2000)
    #expect(read(lines + text).leaves.count == 1)
    let line = read("Subject: x\n\n" + String(repeating: "y", count: 5_000_000))
    #expect(line.text?.body.count == 5_000_000)
    let words = String(repeating: "=?utf-8?Q?a?= ", count: 4000)
    #expect(read("Subject: \(words)\n\n").fields["Subject"]?.text.count == 4000)
    let marks = String(repeating: "=?", count: 30_000)
    #expect(read("Subject: \(marks)\n\n").fields["Subject"]?.text == marks)
  }

  @Test("Random messages are read without harm", arguments: 1...6)
  func garbage(_ seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let pieces = [
      "Content-Type: multipart/mixed; boundary=a\r\n", "Content-Type: text/html; charset=",
      "Content-Type: multipart/alternative; boundary=\"b\"\n", "--a\r\n", "--b\n", "--a--", "--b--",
      "\r\n", "\r\n\r\n", "\n", "\r", "--", "a", "=", "=\r\n", "=3D",
      "; name*0*=utf-8''%41; name*1=",
      "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\n",
      "Content-Disposition: attachment; filename=\"", "\"", "\\", "(", ")", "*", "'", "%", "é",
      "\0",
      "=?utf-8?Q?", "?=", "Content-ID: <", ">", " ", "\t", ":", ";", "gbk", "utf-16", "iso-2022-jp",
    ]
    for _ in 0..<400 {
      let octets = (0..<Int.random(in: 0...60, using: &dice)).flatMap { _ -> [UInt8] in
        Int.random(in: 0..<8, using: &dice) > 0
          ? Array(pieces[Int.random(in: pieces.indices, using: &dice)].utf8)
          : [UInt8.random(in: 0...255, using: &dice)]
      }
      let message = ReadMessage(octets)
      for leaf in message.leaves {
        #expect(leaf.content.count <= octets.count, "seed \(seed)")
        #expect(leaf.body.endIndex <= octets.count, "seed \(seed)")
        _ = leaf.text
        #expect(leaf.fileName?.utf8.contains { $0 < 0x20 } != true, "seed \(seed)")
      }
      #expect(
        message.fields.all.allSatisfy { !$0.text.utf8.contains { $0 < 0x20 } }, "seed \(seed)")
    }
  }

  @Test("Any beginning of a message is a message")
  func beginnings() {
    let octets = Array(Self.mixed.replacing("\n", with: "\r\n").utf8)
    for count in 0...octets.count {
      #expect(!ReadMessage(Array(octets[..<count])).leaves.isEmpty)
    }
  }
}

@Suite("Fields with parameters")
struct MediaFieldTests {
  @Test(
    "Values and parameters are read in every form",
    arguments: [
      ("text/html", "text/html", nil), ("Text/HTML; Name=a.txt", "text/html", "a.txt"),
      ("a/b; name=\"a b;c\\\"d\"", "a/b", "a b;c\"d"), ("a/b; name = \"a\" ; x=y", "a/b", "a"),
      ("a/b (note; name=no); (c) name(c)=(c)a", "a/b", "a"), ("a/b; name=a; name=b", "a/b", "a"),
      ("a/b; name*=utf-8''%E2%82%AC%20.pdf", "a/b", "€ .pdf"),
      ("a/b; name*=iso-8859-1'en'%A3", "a/b", "£"), ("a/b; name*0=a; name*1=b", "a/b", "ab"),
      ("a/b; name*1*=%C3; name*0*=utf-8''x; name*2*=%A9", "a/b", "xé"),
      ("a/b; name*0*=utf-8''a%20; name*1=b%20", "a/b", "a b%20"),
      ("a/b; name=old.txt; name*=utf-8''n%C3%A9w.txt", "a/b", "néw.txt"),
      ("a/b; name=\"=?utf-8?Q?n=C3=A9w?=\"", "a/b", "néw"), ("a/b; name*=%zz%4", "a/b", "%zz%4"),
      ("a/b; name*=utf-8''%0D%0Ax%00y", "a/b", "x y"), ("a/b; name=", "a/b", ""),
      ("a/b; name", "a/b", nil), ("a/b;;; =x; name=y", "a/b", "y"),
      ("a/b; name=\"open", "a/b", "open"),
      (";name=x", "", "x"), ("(((", "", nil), ("a/b; name*99999999999999999999*=x", "a/b", "x"),
      ("a/b; name*=utf-8'", "a/b", "utf-8'"),
      ("a/b; name=\"../../etc/passwd\"", "a/b", "../../etc/passwd"),
    ] as [(String, String, String?)])
  func forms(_ text: String, _ value: String, _ name: String?) {
    let field = MediaField(text)
    #expect(field.value == value)
    #expect(field["name"] == name)
  }
}
