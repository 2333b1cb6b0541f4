import Foundation
import Lint
import Testing

@Suite("What keeps an edition back")
struct GateTests {
  private func report(_ change: (inout LintSubject) -> Void) -> LintReport {
    var subject = GoodPage.subject
    change(&subject)
    return Lint().report(on: subject)
  }

  private func replace(_ old: String, _ new: String) -> LintReport {
    report { $0.html = $0.html.replacingOccurrences(of: old, with: new) }
  }

  @Test("an error is told however many warnings of its id come first")
  func warningsFirst() {
    let stray = String(repeating: "</p>\n", count: 300)
    let report = replace("one by spring.</p>", "one by spring.</p>\(stray)<table><tr><td>")
    #expect(!report.isFit)
    #expect(report.errors.map(\.what).contains("<table> is not ended before </body>"))
    #expect(report.count(.warning) >= 300)
    #expect(report.count(.error) == report.errors.count)
  }

  @Test("errors beyond those that are told are counted as errors")
  func manyErrors() {
    let report = replace("one by spring.</p>", "one by spring.</p>" + Self.bolds)
    #expect(!report.isFit)
    #expect(report.errors.count == 100)
    #expect(report.count(.error) == 150)
    #expect(report.untoldKinds == [FindingKind(.brokenMarkup, .error): 50])
    #expect(report.untold == [.brokenMarkup: 50])
  }

  private static let bolds = (1...150).map { "<p><b>\($0)</p>\n" }.joined()

  @Test("a mark in a story's title stops nothing, wherever the title stands")
  func markedTitle() {
    let title = "Nurses win {{a contract}}"
    let report = report { subject in
      subject.html = subject.html
        .replacingOccurrences(of: ">Nurses win a contract<", with: ">\(title)<")
        .replacingOccurrences(
          of: "River Valley Nurses</h1>", with: "River Valley Nurses</h1><ul><li>\(title)</li></ul>"
        )
      subject.edition?.stories[0].title = title
      subject.edition?.subject = title + " and more"
      subject.edition?.text = GoodPage.text.replacingOccurrences(
        of: "Nurses win a contract", with: title)
    }
    let marks = report.findings.filter { $0.id == .placeholder }
    #expect(report.isFit, "\(report.errors)")
    #expect(marks.count >= 3)
    #expect(marks.allSatisfy { $0.severity == .warning && $0.place.story == title })
  }

  @Test("a section between two stories is neither's")
  func section() {
    let heading =
      #"<h2 style="font-size:21px"><a class="link" href="https://rivervalley.union/mayor""#
    let section = "</td></tr><tr><td><h2>More</h2><p>Dear {{reader}}</p></td></tr><tr><td>"
    let report = replace(heading, section + heading)
    let mark = report.findings.first { $0.id == .placeholder }
    #expect(mark?.severity == .error)
    #expect(mark?.place.story == nil)
  }

  @Test("a mark in a notice is to be mended in the configuration")
  func notice() {
    let report = report { subject in
      subject.edition?.notices = [.init(title: "Assembly", text: "We meet in {{hall}}.")]
      subject.html = subject.html.replacingOccurrences(
        of: "<p>You get this", with: "<p>We meet in {{hall}}.</p><p>You get this")
    }
    let mark = report.findings.first { $0.id == .placeholder }
    #expect(mark?.remedy == "mend the notice 'Assembly' in 'notices' of the configuration")
  }

  @Test("every mark of a text is told, and what is no name is none")
  func everyMark() {
    let report = replace("You get this because", "{{1+1}} then {{name}} and {{city}}, as")
    let marks = report.findings.filter { $0.id == .placeholder }.map(\.what)
    #expect(marks == ["'{{city}}' was not filled in", "'{{name}}' was not filled in"])
  }

  @Test(
    "what only looks like a mark is none",
    arguments: [
      "50% of us and 30% of them", "We met [the mayor] there", "{sic}", "## Notes ##", "a < b >> c",
      "[Photo: Ana Silva]", "See https://rivervalley.union/a%20FOO%20b", "100% yes, 20% no",
      "____________", "The set {1, 2}", "#1 ##2",
    ])
  func noMark(_ words: String) {
    let html = words.replacingOccurrences(of: "<", with: "&lt;")
    let report = replace("You get this because", html + " because")
    #expect(report.findings.filter { $0.id == .placeholder } == [])
  }

  @Test("an address in a story's title is no link that the HTML lacks")
  func addressInTitle() {
    let title = "Nurses win https://rivervalley.union/strike a contract"
    let report = report { subject in
      subject.html = subject.html.replacingOccurrences(
        of: ">Nurses win a contract<", with: ">\(title)<")
      subject.edition?.stories[0].title = title
      subject.edition?.text = GoodPage.text.replacingOccurrences(
        of: "Nurses win a contract", with: title)
    }
    #expect(report.findings.filter { $0.id == .partsDiffer } == [])
  }

  @Test(
    "links to one's own house mislead nobody",
    arguments: [
      ("https://www.rivervalley.union/b", "rivervalley.union"),
      ("https://news.bank.co.uk/", "www.bank.co.uk"),
      ("https://rivervalley.union/c", "Contract.pdf"),
      ("https://rivervalley.union/c", "Node.js"), ("https://rivervalley.union/c", "St.Louis"),
    ])
  func honest(_ address: String, _ words: String) {
    let report = replace(
      "one by spring.</p>",
      "one by spring.</p><p><a class=\"link\" style=\"color:#1f4e79\" href=\"\(address)\">\(words)</a></p>"
    )
    #expect(report.findings.filter { $0.id == .linkMisleading } == [])
  }

  @Test(
    "a word that filters know does no harm alone",
    arguments: [
      "You have won: the contract is signed", "Join the AFL-CIO, SEIU, UNITE HERE and CWA!",
      "Buy now and then from union shops", "The casino workers vote on Friday",
    ])
  func calm(_ words: String) {
    let report = report { subject in
      subject.edition?.subject = words
      subject.html = subject.html.replacingOccurrences(
        of: "You get this because", with: words + ". You get this because")
    }
    #expect(report.findings.filter { $0.id == .spamWords } == [])
  }
}
