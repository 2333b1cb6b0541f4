import Foundation
import Lint
import SeededRandom
import Testing

@Suite("Pages that mean harm")
struct HostilePageTests {
  @Test(
    "a good page with octets changed, lost, doubled or moved is read to its end", arguments: 1...8)
  func mutations(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<12 {
      var octets = Array(GoodPage.html.utf8)
      for _ in 0..<Int.random(in: 1...30, using: &random) { Self.mutate(&octets, &random) }
      var subject = GoodPage.subject
      subject.html = String(decoding: octets, as: UTF8.self)
      let report = Lint().report(on: subject)
      #expect(report == Lint().report(on: subject), "seed \(seed)")
      let lines = subject.html.utf8.count { $0 == 0x0A } + 1
      for finding in report.findings where finding.place.part == .html {
        #expect((1...lines).contains(finding.place.line ?? 1), "seed \(seed): \(finding)")
      }
    }
  }

  private static let pieces = [
    "<", ">", "\"", "'", "<!--", "-->", "<style>", "</style>", "<table>", "</td>", "{", "}", "{{",
    "<p style=\"", "/*", "url(", "calc(", "@media", ":", ";", "&#x110000;", "&", "\u{0}", "\\",
    "<a href=", "#", "hsl(1e999,", "font-size:1e308em", "-->-->", "</", "<svg", "]", "[",
  ]

  private static func mutate(_ octets: inout [UInt8], _ random: inout SeededGenerator) {
    let place = Int.random(in: 0..<octets.count, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: octets[place] = UInt8.random(in: 0...255, using: &random)
    case 1: octets.remove(at: place)
    case 2:
      octets.insert(contentsOf: pieces.randomElement(using: &random)?.utf8 ?? "".utf8, at: place)
    case 3:
      let end = min(octets.count, place + Int.random(in: 1...200, using: &random))
      octets.append(contentsOf: octets[place..<end])
    default:
      let end = min(octets.count, place + Int.random(in: 1...60, using: &random))
      octets.removeSubrange(place..<end)
      if octets.isEmpty { octets = [0x3C] }
    }
  }

  @Test(
    "what is made to take for ever does not",
    arguments: [
      String(repeating: "<div>", count: 3_000), String(repeating: "</p>", count: 3_000),
      String(repeating: "<", count: 200_000), String(repeating: "<a href='x' ", count: 3_000),
      "<p style=\"" + String(repeating: "color:red;", count: 50_000) + "\">x",
      "<style>" + String(repeating: ".a .b .c .d{color:red}", count: 5_000) + "</style>"
        + String(repeating: "<div class='a b c d'>x", count: 300),
      "<style>" + String(repeating: "@media x{", count: 3_000) + "</style>",
      String(repeating: "<h2>a</h2>", count: 3_000), String(repeating: "&amp", count: 100_000),
      String(repeating: "<!--[if mso]><table width=1>", count: 3_000),
      String(
        repeating: "<!--[if mso]><table width=1><![endif]--><div style='max-width:9px'>",
        count: 5_000),
      String(repeating: "[", count: 200_000), String(repeating: "{{ ", count: 100_000),
      "<p style='width:" + String(repeating: "calc(", count: 50_000) + "'>x",
      String(
        repeating: "<p id=a class=\"" + String(repeating: "x ", count: 500) + "\">", count: 500),
      String(repeating: "<table><tr><td>", count: 3_000),
      (1...3_000).map { "<a href='https://rivervalley.union/\($0)'>x" }.joined(), "\u{0}", "",
      "\u{FEFF}",
    ])
  func costly(_ html: String) {
    var subject = GoodPage.subject
    subject.html = html
    let findings = Lint().report(on: subject).findings
    #expect(findings.contains { $0.severity == .error })
    #expect(findings.count < 500)
  }

  @Test("what is found many times is told some times, and counted")
  func many() {
    var subject = GoodPage.subject
    subject.html = subject.html.replacingOccurrences(
      of: "one by spring.</p>",
      with: "one by spring.</p>"
        + (1...100).map { "<img src=\"https://rivervalley.union/\($0).jpg\" width=\"9\">\n" }
        .joined())
    let report = Lint().report(on: subject)
    #expect(report.findings.count { $0.id == .altMissing } == 20)
    #expect(report.untold == [.altMissing: 80])
    #expect(report.count(.warning) == 100)
  }
}
