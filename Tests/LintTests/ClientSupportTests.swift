import Foundation
import Testing

@testable import Lint

@Suite("What clients support")
struct ClientSupportTests {
  @Test("every feature that is looked for is in the table")
  func catalog() {
    let known = Set(ClientSupport.features)
    let names = Set(FeatureCatalog.features.map(\.name))
    // A rule in a rule is told by its own mark, which the table names otherwise.
    #expect(names.subtracting(known).sorted() == [])
    #expect(FeatureCatalog.features.count > 150)
  }

  @Test("what a client of the standard does not know is looked for, or left out for a reason")
  func complete() {
    let unknown = Set(
      ClientSupport.features.filter { feature in
        MailClient.standard.contains { ClientSupport.level(feature, in: $0) == .no }
      })
    let names = Set(FeatureCatalog.features.map(\.name))
    let omitted = OmittedFeatures.names
    #expect(unknown.subtracting(names).subtracting(omitted).sorted() == [])
    #expect(Set(omitted).intersection(names).sorted() == [])
    #expect(Set(omitted).subtracting(unknown).sorted() == [])
    #expect(Set(omitted).count == omitted.count)
  }

  @Test("every line of the catalogue can be read")
  func lines() {
    for feature in FeatureCatalog.features {
      #expect(!feature.remedy.isEmpty && !feature.title.isEmpty, "\(feature)")
    }
    let names = Set(FeatureCatalog.features.map(\.name))
    #expect(names.count > 100)
  }

  @Test("every client has a name that editors know")
  func names() {
    #expect(MailClient.all.count == 39)
    #expect(MailClient.all.filter { $0.name == $0.id } == [])
    #expect(Set(MailClient.all.map(\.name)).count == MailClient.all.count)
  }

  @Test(
    "facts are those of the source",
    arguments: [
      ("css-display-flex", "outlook/windows-2016", ClientSupport.Level.no),
      ("css-display-flex", "apple-mail/ios", .yes),
      ("css-border-radius", "yahoo/ios", .partly),
      ("css-border-radius", "gmail/android", .yes),
      ("css-unit-rem", "yahoo/desktop-webmail", .no),
      ("css-nothing", "gmail/ios", .unknown),
    ])
  func facts(_ feature: String, _ client: String, _ level: ClientSupport.Level) throws {
    let client = try #require(MailClient.all.first { $0.id == client })
    #expect(ClientSupport.level(feature, in: client) == level)
  }

  @Test("a word names a family or one client")
  func words() {
    #expect(MailClient.named("outlook").count == 5)
    #expect(MailClient.named("outlook/windows-2007").map(\.name) == ["Outlook 2007-2013, Windows"])
    #expect(MailClient.named("Gmail").count == 4)
    #expect(MailClient.named("pine") == [])
    #expect(MailClient.standard.count == 14)
  }

  @Test("only the clients that are named count")
  func clients() {
    var subject = GoodPage.subject
    subject.html = subject.html.replacingOccurrences(
      of: "<p>Two hundred", with: "<p style=\"display:flex\">Two hundred")
    let apple = Lint(clients: MailClient.named("apple-mail")).report(on: subject)
    #expect(apple.findings == [])
    let all = Lint().report(on: subject)
    #expect(all.findings.map(\.affected) == [["Outlook 2016-2021, Windows"]])
  }

  @Test(
    "what has something to fall back on is silent",
    arguments: [
      "display:block;display:flex", "color:#111;color:rgba(0,0,0,.9)",
      "width:300px;width:calc(100% - 9px)", "padding:8px;padding:var(--gap)",
      "background-color:#fff;background-image:linear-gradient(#fff,#fff)",
      "background:#fff;background:linear-gradient(#fff,#fff)", "border-radius:4px",
      "display:none;position:absolute;opacity:0", "max-width:500px;width:500px", "max-width:100%",
      "padding:8px;padding:1rem", "overflow-wrap:anywhere;word-break:break-word",
      "max-height:none;overflow:visible;min-height:0;white-space:nowrap",
    ])
  func fallback(_ style: String) {
    var subject = GoodPage.subject
    subject.html = subject.html.replacingOccurrences(
      of: "<p>Two hundred", with: "<div style=\"\(style)\"></div><p>Two hundred")
    let found = Lint().report(on: subject).findings.filter { $0.id.rawValue.hasPrefix("support") }
    #expect(found == [])
  }

  @Test("a table for Outlook holds what max-width holds elsewhere")
  func outlookTable() {
    var subject = GoodPage.subject
    subject.html = subject.html.replacingOccurrences(
      of: "<p>Two hundred",
      with: "<!--[if mso]><table width=\"500\"><tr><td><![endif]-->"
        + "<div style=\"max-width:500px\">Yes</div><!--[if mso]></td></tr></table><![endif]-->"
        + "<p>Two hundred")
    #expect(Lint().report(on: subject).findings == [])
  }
}
