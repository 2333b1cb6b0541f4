import Newsletter
import Testing

@testable import Composer

@Suite("MergeUse")
struct MergeUseTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    var fields: [MergeField] = []
    var decisive: Set<MergeField> = []
    var testDescription: String { text }
  }

  static let cases = [
    Case(text: "{{organization}}{{#stories}}{{title}}{{#teaser}}{{.}}{{/teaser}}{{/stories}}"),
    Case(
      text: "{{subscriber.name}}",
      fields: [.name, .column("name"), .column("subscriber")]),
    Case(
      text: "{{#subscriber.language}}{{.}}{{/subscriber.language}}",
      fields: [.language, .column("language"), .column("subscriber")]),
    Case(
      text: "{{#subscriber}}{{title}}{{/subscriber}}{{title}}",
      fields: [.column("subscriber"), .column("title")]),
    Case(
      text: "{{uppercased(subscriber.address)}}",
      fields: [.address, .column("address"), .column("subscriber")],
      decisive: [.address, .column("address"), .column("subscriber")]),
    Case(
      text: "{{#subscriber.name}}{{#language}}{{.}}{{/language}}{{/subscriber.name}}",
      fields: [
        .language, .column("language"), .name, .column("name"), .column("subscriber"),
      ]),
  ]

  @Test("Only what a template names of its reader is a merge field", arguments: cases)
  func fields(_ test: Case) {
    let use = Self.use(test.text)
    #expect(use.fields == test.fields)
    #expect(use.decisive == test.decisive)
    #expect(!use.needsWholeReader && !use.hasPersonalSubject)
  }

  @Test(
    "What prints or counts more than one value is rendered for each reader",
    arguments: [
      "{{subscriber}}", "{{subscriber.fields}}", "{{count(subscriber.fields)}}", "{{.}}",
      "{{#subscriber}}{{.}}{{/subscriber}}", "{{#subscriber}}{{fields}}{{/subscriber}}",
      "{{^subscriber.name}}{{.}}{{/subscriber.name}}", "{{#isLong}}{{.}}{{/isLong}}",
      "{{#subscriber}}{{> story}}{{/subscriber}}",
    ])
  func wholeReader(_ text: String) {
    #expect(Self.use(text).needsWholeReader)
  }

  @Test("A subject that names the reader makes a merge field of itself")
  func subject() {
    var texts = TemplateTexts(
      layout: "{{subject}}", story: "", text: "{{uppercased(affiliate.name)}}",
      subject: "{{subscriber.name}}, hello")
    let use = MergeUse(texts)
    #expect(use.hasPersonalSubject && !use.needsWholeReader)
    texts.layout = "{{uppercased(subject)}}"
    #expect(MergeUse(texts).needsWholeReader)
    texts.subject = "hello"
    #expect(!MergeUse(texts).needsWholeReader)
  }

  private static func use(_ text: String) -> MergeUse {
    MergeUse(TemplateTexts(layout: text, story: "", text: "", subject: "{{organization}}"))
  }
}
