import Assembly
import Foundation
import Newsletter
import Testing

@Suite("Theme, wording and notices of a configuration")
struct EditorialConfigurationTests {
  private static func read(_ sections: String) -> ConfigurationReading {
    ConfigurationSample.read(replacing: #""smtp": {"#, by: "\(sections), \"smtp\": {")
  }

  @Test("An affiliate has the organization's notices and its own, and other words")
  func inherited() throws {
    let reading = ConfigurationSample.read(
      ConfigurationSample.text
        .replacingOccurrences(
          of: #""smtp": {"#,
          with: #"""
            "wording": { "readStory": "Read on", "es": { "by": "de" } },
            "notices": [{ "title": "Meeting", "date": "2026-12-04" }], "smtp": {
            """#
        )
        .replacingOccurrences(
          of: #""id": "ar","#,
          with: #"""
            "id": "ar", "wording": { "readStory": "More" },
            "notices": [{ "text": "*Closed*", "until": "2027-01-04" }],
            """#))
    #expect(reading.findings == [])
    let configuration = try reading.get()
    let meeting = Notice(date: LocalDate(year: 2026, month: 12, day: 4), title: "Meeting")
    #expect(configuration.affiliates[0].notices == [meeting])
    #expect(
      configuration.affiliates[1].notices
        == [meeting, Notice(text: "*Closed*", until: LocalDate(year: 2027, month: 1, day: 4))])
    #expect(
      configuration.affiliates.map(\.wording) == [
        ["readStory": "Read on", "es.by": "de"], ["readStory": "More", "es.by": "de"],
      ])
  }

  @Test("A source may be the whole federation's")
  func federationWide() throws {
    let reading = ConfigurationSample.read(
      replacing: #""feed": "https"#, by: #""federationWide": true, "feed": "https"#)
    #expect(try reading.get().affiliates.allSatisfy { $0.sources[0].isFederationWide })
  }

  static let mistakes: [(String, String, String)] = [
    (
      #""wording": { "readStroy": "x" }"#, "wording.readStroy is not a setting",
      "did you mean readStory?"
    ),
    (
      #""wording": { "es": { "readStory": "{cuenta}" } }"#,
      "wording.es.readStory: nothing stands for {cuenta}", "write one of {affiliate}"
    ),
    (
      #""notices": [{ "date": "2026-12-04" }]"#, "notices[0] has neither title nor text",
      "give it a"
    ),
    (
      #""notices": [{ "title": "x", "date": "2026-02-30" }]"#,
      "notices[0].date: '2026-02-30' is not a day", "write it as 2026-12-04"
    ),
    (
      #""notices": [{ "title": "x", "untill": "2026-12-04" }]"#,
      "notices[0].untill is not a setting", "did you mean until?"
    ),
    (
      #""notices": [{ "title": "x", "date": "2026-12-04", "until": "2026-12-01" }]"#,
      "notices[0].until is 2026-12-01, before its date, 2026-12-04", "until is the last day"
    ),
  ]

  @Test("A slip is told with its line and what to do", arguments: mistakes)
  func mistake(_ section: String, _ message: String, _ hint: String) throws {
    let finding = try #require(Self.read(section).findings.first)
    #expect(finding.message.hasPrefix("config.json line 9: \(message)"), "\(finding.message)")
    #expect(finding.hint?.hasPrefix(hint) == true, "\(finding.hint ?? "no hint")")
  }

  static let themes: [(String, String, String)] = [
    (#""backgroundColor": "beige""#, "'beige' is not a colour", "write it as #1f4e79"),
    (#""font": "gorgia""#, "'gorgia' is not known here", "did you mean georgia?"),
    (#""width": 900"#, "is 900, and should be from 480 to 720", ""),
    (#""logoWidth": 529"#, "is 529, and a sheet 600 wide has room for 528 pixels", "write 528"),
    (
      #""width": 480, "logoWidth": 409"#, "is 409, and a sheet 480 wide has room for 408 pixels",
      "write 408"
    ),
    (#""logoWidth": 8"#, "is 8, and should be from 16 to 528", ""),
    (#""logo": "logo.png""#, "'logo.png' is not an address", "write an address"),
    (##""backgroundColour": "#fff""##, "is not used by the templates", "did you mean background"),
  ]

  @Test("A logo that just fits the sheet is in order", arguments: ["528", "600"])
  func logo(_ width: String) throws {
    let sheet = width == "528" ? "600" : "672"
    let reading = ConfigurationSample.read(
      replacing: ##""accentColor": "#123456""##, by: #""logoWidth": \#(width), "width": \#(sheet)"#)
    #expect(reading.findings == [])
  }

  static let languages: [(String, String)] = [
    ("spanish", "write es"), ("español", "write es"),
    ("xx-yy-zz!!", "write a tag such as en, es or pt-BR"),
  ]

  @Test("A language is a tag; its name is told with the tag", arguments: languages)
  func language(_ text: String, _ hint: String) throws {
    let finding = try #require(Self.language(text).findings.first)
    #expect(
      finding.message
        == "config.json line 5: organization.language: '\(text)' is not the tag of a language")
    #expect(finding.hint == hint && finding.severity == .mistake)
  }

  @Test("A language may be written as locales are")
  func locale() throws {
    #expect(try Self.language("es_MX").get().organization.language == "es-MX")
  }

  private static func language(_ text: String) -> ConfigurationReading {
    ConfigurationSample.read(
      replacing: #""timeZone": "America/New_York","#,
      by: #""timeZone": "America/New_York", "language": "\#(text)","#)
  }

  @Test("A theme that cannot be used is told", arguments: themes)
  func theme(_ setting: String, _ message: String, _ hint: String) throws {
    let reading = ConfigurationSample.read(
      replacing: ##""accentColor": "#123456""##, by: setting)
    let finding = try #require(reading.findings.first)
    #expect(finding.message.hasPrefix("config.json line 11: theme."), "\(finding.message)")
    #expect(finding.message.contains(message), "\(finding.message)")
    #expect((finding.hint ?? "").hasPrefix(hint), "\(finding.hint ?? "no hint")")
  }
}
