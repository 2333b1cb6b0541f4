import Foundation
import Mail
import SeededRandom
import Testing
import Web

@testable import Studio

@Suite("A caught message")
struct MessageSheetTests {
  private func sheet(_ text: String) -> MessageSheet { MessageSheet(Array(text.utf8), at: "/7") }

  static let whole = """
    From: "<b>Eve</b>" <eve@example.org>
    Subject: </title><script>alert(1)</script>
    X-Thing: " onmouseover="alert(2)
    Content-Type: multipart/mixed; boundary=b

    --b
    Content-Type: multipart/alternative; boundary=c

    --c

    <script>alert(3)</script>
    --c
    Content-Type: text/html

    <!DOCTYPE html><html><script>alert(4)</script><img src="cid:own"></html>
    --c--
    --b
    Content-Type: image/png
    Content-ID: <own>
    Content-Transfer-Encoding: base64

    iVBORw==
    --b
    Content-Type: text/html; name="<script>alert(5)</script>.html"
    Content-Disposition: attachment

    <script>alert(6)</script>
    --b--
    """

  @Test("Whatever is in it is text on our page", arguments: MessageView.allCases)
  func escaping(_ view: MessageView) async throws {
    let bench = try CaughtBench()
    defer { bench.remove() }
    try bench.write("0007-<script>@example.org.eml", Self.whole)
    try bench.write(
      "0007-<script>@example.org.json", #"{"sender": "<script>", "recipients": ["<script>"]}"#)
    let page = try #require(await bench.page("/7/\(view.rawValue)"))
    #expect(
      !page.contains("<script>") && !page.contains("<b>") && !page.contains(" onmouseover=\""))
    #expect(page.contains("&lt;/title&gt;&lt;script&gt;alert(1)"))
    #expect(page.components(separatedBy: "<script").count == 2)
  }

  @Test("A message with HTML opens with it; one without opens with its text")
  func views() {
    #expect(sheet(Self.whole).views == [.desktop, .phone, .text, .headers, .source])
    #expect(sheet("Subject: x\n\nhello").views == [.text, .headers, .source])
    #expect(sheet("Subject: x\n\nhello").framed == nil)
    let empty = sheet("Content-Type: text/html\n\n<p>").content(.text).text
    #expect(empty.contains("This message has HTML and no text beside it."))
    #expect(sheet("").content(.text).text.contains("There is no text in this message."))
    #expect(sheet("").content(.headers).text.contains("There is no header in this message."))
  }

  @Test("A view that a message has not is shown as the best that it has")
  func missingView() async throws {
    let bench = try CaughtBench()
    defer { bench.remove() }
    try bench.catchOne(1, body: "only text")
    #expect(await bench.page("/1/desktop")?.contains("only text") == true)
    #expect(await bench.answer("/1/frame") == nil)
    #expect(await bench.answer("/1/part/9") == nil)
  }

  @Test("The HTML goes into a frame that runs nothing")
  func framed() throws {
    let answer = try #require(sheet(Self.whole).framed)
    let policy = answer.fields.first { $0.name == "content-security-policy" }?.value ?? ""
    #expect(policy.contains("default-src 'none'") && policy.contains("sandbox allow-popups"))
    #expect(!policy.contains("allow-scripts") && !policy.contains("allow-same-origin"))
    let frame = sheet(Self.whole).content(.phone).text
    #expect(frame.contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\""))
    #expect(frame.contains("src=\"/7/frame\""))
  }

  @Test("Files are saved and never opened")
  func files() throws {
    let sheet = sheet(Self.whole)
    #expect(sheet.message.attachments.map(FileName.safe) == ["part-5.png", "script.html"])
    for part in sheet.message.attachments {
      let answer = try #require(sheet.file(ofPart: part.number))
      #expect(answer.kind == .octets)
      #expect(answer.fields.contains { $0.value.hasPrefix("attachment; ") })
    }
    #expect(sheet.file(ofPart: 5)?.body == [0x89, 0x50, 0x4E, 0x47])
    #expect(sheet.file(ofPart: 1) == nil)
    let whole = sheet.file(named: "7.eml")
    #expect(whole.kind == .octets && whole.body == Array(Self.whole.utf8))
  }

  @Test("Random messages become pages in every view without harm", arguments: 1...3)
  func garbage(_ seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let pieces = [
      "Content-Type: multipart/mixed; boundary=a\r\n", "Content-Type: text/html\r\n", "--a\r\n",
      "\r\n\r\n", "<script>", "<!DOCTYPE", "<!--", "-->", "<?", ">", "<link", "\"cid:", "own\"",
      "é",
      "Content-ID: <own>\r\n", "Content-Type: image/png\r\n", "Subject: ", "\0", "</pre>", "\r",
      "\n",
      "Content-Disposition: attachment; filename*=utf-8''%2e%2e%2f%00\r\n",
    ]
    for _ in 0..<200 {
      let octets = (0..<Int.random(in: 0...40, using: &dice)).flatMap { _ -> [UInt8] in
        Int.random(in: 0..<8, using: &dice) > 0
          ? Array(pieces[Int.random(in: pieces.indices, using: &dice)].utf8)
          : [UInt8.random(in: 0...255, using: &dice)]
      }
      let sheet = MessageSheet(octets, at: "/1")
      _ = sheet.framed
      for view in sheet.views {
        let page = sheet.viewSwitch(view).text + sheet.content(view).text + sheet.attachments.text
        #expect(!page.contains("<script") && !page.contains("\0"), "seed \(seed)")
      }
      for part in sheet.message.leaves {
        let fields = sheet.file(ofPart: part.number)?.fields ?? []
        #expect(fields.allSatisfy { $0.value.utf8.allSatisfy { (0x20...0x7E).contains($0) } })
      }
    }
  }
}

@Suite("HTML in its frame")
struct FramedHTMLTests {
  private func framed(_ html: String, more: String = "") -> String {
    let message = ReadMessage(
      Array(
        ("Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n\(html)\n"
          + "--b\nContent-Type: image/png\nContent-ID: <own@x>\n\npng\n\(more)--b--").utf8))
    guard let part = message.html else { return "" }
    return String(decoding: FramedHTML(part, of: message).octets, as: UTF8.self)
  }

  @Test(
    "Its links open beside, and a doctype stays the first",
    arguments: [
      ("<p>", "|<p>"), ("<!doctype html><p>", "<!doctype html>|<p>"), ("", "|"),
      ("\u{FEFF} \n<!DOCTYPE x \"y\">z", "\u{FEFF} \n<!DOCTYPE x \"y\">|z"),
      ("<!-- a --><?xml ?>\n<!Doctype html>b", "<!-- a --><?xml ?>\n<!Doctype html>|b"),
      ("<!-- open <!doctype html>", "|<!-- open <!doctype html>"), ("<!doctype", "|<!doctype"),
    ])
  func base(_ html: String, _ wanted: String) {
    #expect(framed(html) == wanted.replacing("|", with: "<base target=\"_blank\">"))
  }

  @Test(
    "Its own pictures are in it",
    arguments: [
      ("<img src=\"cid:own@x\">", "<img src=\"DATA\">"),
      ("<img src=CID:own%40x>", "<img src=DATA>"),
      ("url(cid:own@x) 'cid:own@x'", "url(DATA) 'DATA'"), ("\"cid:other\"", "\"cid:other\""),
      ("acid:own@x \"cid:\"", "acid:own@x \"cid:\""), ("\"cid:own@x", "\"DATA"), ("cid", "cid"),
      ("\"cid:svg\" \"cid:page\"", "\"cid:svg\" \"cid:page\""),
    ])
  func pictures(_ html: String, _ wanted: String) {
    let more =
      "--b\nContent-Type: image/svg+xml\nContent-ID: <svg>\n\n<svg>\n"
      + "--b\nContent-Type: text/html\nContent-ID: <page>\n\n<p>\n"
    let data = wanted.replacing("DATA", with: "data:image/png;base64,cG5n")
    #expect(framed("<p>\(html)", more: more) == "<base target=\"_blank\"><p>\(data)")
  }

  @Test("A picture that is shown a million times does not fill the memory")
  func many() {
    let picture = String(repeating: "x", count: 1_000_000)
    let message = ReadMessage(
      Array(
        ("Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
          + String(repeating: "<img src='cid:a'>", count: 1000)
          + "\n--b\nContent-Type: image/png\nContent-ID: <a>\n\n\(picture)\n--b--").utf8))
    let size = message.html.map { FramedHTML($0, of: message).octets.count } ?? 0
    #expect((30_000_000...FramedHTML.mostOfPictures + 100_000).contains(size))
  }

  @Test(
    "Nothing is fetched ahead",
    arguments: [
      ("<link rel=prefetch href=x>", "<meta rel=prefetch href=x>"),
      ("<LINK/rel=x>", "<meta/rel=x>"),
      ("<linked>", "<linked>"), ("<link>", "<meta>"), ("<lin", "<lin"), ("</link x>", "</link x>"),
    ])
  func ahead(_ html: String, _ wanted: String) {
    #expect(framed(html) == "<base target=\"_blank\">\(wanted)")
  }
}

@Suite("Names, sizes and beginnings")
struct FileNameTests {
  @Test(
    "A name leads nowhere",
    arguments: [
      ("a.pdf", "a.pdf"), ("../../etc/passwd", "passwd"), ("..\\..\\x.exe", "x.exe"), ("..", ""),
      (".profile", "profile"), ("a\u{202E}gnp.exe", "agnp.exe"), ("a\r\nb\0c", "abc"), ("a/", "a"),
      ("año 2026.pdf", "año 2026.pdf"), ("\"a;b\"*?", "a;b"), ("", ""), ("/", ""),
      (String(repeating: "x", count: 300), String(repeating: "x", count: 100)),
    ])
  func safe(_ name: String, _ wanted: String) {
    #expect(FileName.safe(name) == wanted)
  }

  @Test("A name of any letters is told to every browser")
  func disposition() {
    #expect(
      FileName.disposition("año 5%.pdf")
        == "attachment; filename=\"a_o 5_.pdf\"; filename*=UTF-8''a%c3%b1o%205%25.pdf")
  }

  @Test(
    "Sizes are told in round numbers",
    arguments: [
      (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1 KB"), (27_499, "27 KB"),
      (1_000_000, "1.0 MB"), (5_049_999, "5.0 MB"), (31_950_000, "32.0 MB"),
    ])
  func sizes(_ octets: Int, _ wanted: String) {
    #expect(FileSize.text(octets) == wanted)
  }

  @Test("A long line, and a long text, is cut between characters")
  func excerpt() {
    let short = Excerpt(Array("a\r\nb\n".utf8))
    #expect(short.lines == ["a", "b", ""] && !short.isCut)
    let line = Excerpt(Array(("x" + String(repeating: "é", count: 3000)).utf8))
    #expect(line.lines == ["x" + String(repeating: "é", count: 1999) + " …"] && line.isCut)
    let text = Excerpt([UInt8](repeating: 0x0A, count: 300_000))
    #expect(text.lines.count == Excerpt.mostLines && text.isCut)
    #expect(Excerpt.text("ééé", octets: 3) == "é …")
    #expect(Excerpt([UInt8](repeating: 0x80, count: 5000)).isCut)
  }
}
