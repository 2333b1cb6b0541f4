import Foundation
import Testing

@testable import Studio

@Suite("The list of caught mail")
struct CaughtListTests {
  @Test("An empty folder, or none, tells how to send something here")
  func empty() async throws {
    let bench = try CaughtBench()
    defer { bench.remove() }
    #expect(await bench.page("/")?.contains("smtp://127.0.0.1:2525") == true)
    bench.remove()
    #expect(await bench.page("/")?.contains("smtp://127.0.0.1:2525") == true)
  }

  @Test("The newest come first, a hundred on a page")
  func paging() async throws {
    let bench = try CaughtBench()
    defer { bench.remove() }
    for number in 1...250 { try bench.catchOne(number) }
    #expect(await bench.numbers("/") == Array((151...250).reversed()))
    #expect(await bench.page("/")?.contains("1 to 100 of 250") == true)
    #expect(await bench.numbers("/?before=151") == Array((51...150).reversed()))
    #expect(await bench.page("/?before=151")?.contains("101 to 200 of 250") == true)
    #expect(await bench.numbers("/?before=51") == Array((1...50).reversed()))
    #expect(await bench.page("/?before=51")?.contains("Older") == false)
    #expect(await bench.numbers("/?before=1") == [])
    #expect(await bench.numbers("/?before=x") == Array((151...250).reversed()))
  }

  @Test("Of hundreds of thousands only those on the page are read")
  func large() async {
    let index = CaughtIndex(
      (1...300_000).map { CaughtIndex.Entry(number: $0, name: "\($0)-a@example.org.eml") })
    #expect(index.place(of: 299_999) == 299_998 && index.place(of: 300_001) == nil)
    // None of them is there to be read, so as many are looked at as ever are.
    let page = await CaughtSearch(words: "x", before: 250_001).page(of: index, in: "/nowhere")
    #expect(page.looked == CaughtSearch.mostLooked && page.entries.isEmpty)
    #expect(page.next == 240_001)
  }

  @Test("A message is found by recipient and subject, whatever the case and the accents")
  func search() async throws {
    let bench = try CaughtBench()
    defer { bench.remove() }
    try bench.catchOne(1, to: "ana@example.org", subject: "=?utf-8?Q?Adi=C3=B3s?=")
    try bench.catchOne(2, to: "ben@example.org", subject: "Hello")
    try bench.catchOne(3, to: "ana.maria@example.org", subject: "Hello")
    #expect(await bench.numbers("/?find=ANA") == [3, 1])
    #expect(await bench.numbers("/?find=adios") == [1])
    #expect(await bench.numbers("/?find=hello") == [3, 2])
    #expect(await bench.numbers("/?find=+ana+&before=3") == [1])
    #expect(await bench.numbers("/?find=nobody") == [])
    #expect(await bench.numbers("/?find=") == [3, 2, 1])
  }

  @Test("What is looked for, and what is found, is text on the page")
  func escaping() async throws {
    let bench = try CaughtBench()
    defer { bench.remove() }
    let nasty = "\"><script>alert(1)</script>"
    for number in 1...101 {
      try bench.catchOne(number, to: "a_b@example.org", subject: nasty)
    }
    for path in ["/", "/?find=%22%3E%3Cscript%3Ealert(1)", "/?find=%22%3E%3Cscript%3E&before=101"] {
      let page = try #require(await bench.page(path))
      #expect(!page.contains("<script>alert"))
      #expect(page.contains("&quot;&gt;&lt;script&gt;alert(1)"))
      #expect(!page.contains("find=\""))
    }
  }

  @Test("A file that vanishes, and one that is no message, is left out")
  func strangers() async throws {
    let bench = try CaughtBench()
    defer { bench.remove() }
    for number in 1...3 { try bench.catchOne(number) }
    for name in ["notes.txt", "x-0004.eml", ".0005-a.eml.tmp", "0006-a.json", ".eml", "eml"] {
      try bench.write(name, "Subject: no")
    }
    try FileManager.default.createDirectory(
      atPath: "\(bench.path)/0007-a.eml", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: "\(bench.path)/0008-a.eml", withDestinationPath: "/etc/passwd")
    #expect(mkfifo("\(bench.path)/0009-a.eml", 0o600) == 0)
    #expect(await bench.numbers("/") == [3, 2, 1])
    for number in 6...9 { #expect(await bench.answer("/\(number)") == nil) }
    let index = await bench.pages.folder.look()
    try FileManager.default.removeItem(atPath: "\(bench.path)/0002-ana@example.org.eml")
    let page = await CaughtSearch().page(of: index, in: bench.path)
    #expect(page.entries.map(\.number) == [3, 1])
    #expect(await bench.answer("/2") == nil)
  }

  @Test("A file without fields, or without an envelope, is a message all the same")
  func bare() async throws {
    let bench = try CaughtBench()
    defer { bench.remove() }
    try bench.write("0001-ana@example.org.eml", "")
    try bench.write("12345-ben@example.org.eml", "nothing of a header")
    try bench.write("12345-ben@example.org.json", "[1, 2")
    #expect(await bench.numbers("/") == [12345, 1])
    #expect(await bench.page("/")?.contains("ben@example.org") == true)
    #expect(await bench.page("/12345")?.contains("ben@example.org") == true)
    #expect(await bench.page("/1/source") != nil)
  }

  @Test("The mark is another one when a message has come or gone, and the same until then")
  func mark() async throws {
    let bench = try CaughtBench()
    defer { bench.remove() }
    let folder = CaughtFolder(bench.path)
    let first = await folder.look().mark
    #expect(await folder.look().mark == first)
    try bench.catchOne(1)
    let second = await folder.look().mark
    #expect(second != first)
    #expect(await folder.look().mark == second)
    try FileManager.default.removeItem(atPath: "\(bench.path)/0001-ana@example.org.eml")
    #expect(await folder.look().mark != second)
    #expect(await bench.page("/")?.contains("data-mark=") == true)
  }

  @Test("Two files of one number are one message, always the same")
  func doubles() {
    let names = ["0001-b.eml", "0001-a.eml", "1-c.eml", "0002-a.eml"]
    let index = CaughtIndex(names.compactMap(CaughtIndex.entry))
    #expect(index.entries.map(\.name) == ["0001-a.eml", "0002-a.eml"])
  }

  @Test(
    "Paths name messages by their numbers alone",
    arguments: [
      ("/", CaughtPath.list), ("/12", .message(12, nil)), ("/12/text", .message(12, .text)),
      ("/12/phone", .message(12, .phone)), ("/0", .message(0, nil)), ("/12/frame", .frame(12)),
      ("/12/message.eml", .file(12)), ("/12/part/3", .part(12, 3)), ("", nil), ("12", nil),
      ("//", nil), ("/12/", nil), ("/012", nil), ("/-1", nil), ("/+1", nil), ("/1e3", nil),
      ("/١", nil), ("/12/x", nil), ("/12/text/x", nil), ("/12/part", nil), ("/12/part/", nil),
      ("/12/part/-1", nil), ("/12/part/3/4", nil), ("/../etc/passwd", nil), ("/12/../x", nil),
      ("/%31", nil), ("/0001-ana@example.org.eml", nil), ("/9999999999999999999", nil),
      ("/12/message.eml/..", nil), ("/12\0", nil), ("/12/frame/", nil),
    ] as [(String, CaughtPath?)])
  func paths(_ path: String, _ wanted: CaughtPath?) {
    #expect(CaughtPath(path) == wanted)
  }
}

@Suite("When a message was caught")
struct CaughtTimeTests {
  @Test(
    "The year stands there where it is not this one",
    arguments: [
      (1_795_183_205.0, "20 Nov, 14:00:05", 0), (1_795_183_205, "20 Nov, 09:00:05", -18_000),
      (1_763_647_205, "20 Nov 2025, 14:00:05", 0), (0, "1 Jan 1970, 00:00:00", 0),
    ])
  func text(_ seconds: Double, _ wanted: String, _ offset: Int) throws {
    let zone = try #require(TimeZone(secondsFromGMT: offset))
    let time = CaughtTime(date: Date(timeIntervalSince1970: seconds), zone: zone)
    #expect(time.text(now: Date(timeIntervalSince1970: 1_795_190_000)) == wanted)
  }
}
