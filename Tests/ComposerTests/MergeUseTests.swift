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
      text: "{{leave.url}}{{leave.address}}",
      fields: [
        .address, .column("address"), .leaveURL, .column("leave"), .preferencesURL, .column("url"),
      ]),
    Case(
      text: "{{#preferences}}{{words.preferences}}{{/preferences}}",
      fields: [.preferencesURL, .column("preferences"), .column("words")]),
    Case(text: "{{#hasSite}}{{words.unsubscribe}}{{/hasSite}}"),
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
      "{{#subscriber}}{{> story}}{{/subscriber}}", "{{leave}}", "{{preferences}}",
      "{{#leave}}{{.}}{{/leave}}", "{{#leave}}{{> story}}{{/leave}}",
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

  @Test("Where readers have no links of their own, their names are nobody's fields")
  func sharedLinks() {
    let texts = TemplateTexts(
      layout: "{{leave}}{{#leave}}{{.}}{{/leave}}{{leave.url}}", story: "", text: "",
      subject: "{{leave.url}}")
    // `{{.}}` in a section that is no text may be anything, the reader too.
    #expect(MergeUse(texts, hasPersonalLinks: false).fields == [])
    #expect(!MergeUse(texts, hasPersonalLinks: false).hasPersonalSubject)
    #expect(MergeUse(texts).hasPersonalSubject)
  }

  private static func use(_ text: String) -> MergeUse {
    MergeUse(TemplateTexts(layout: text, story: "", text: "", subject: "{{organization}}"))
  }
}
