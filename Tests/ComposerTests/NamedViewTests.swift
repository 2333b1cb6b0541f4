import Newsletter
import Testing

@testable import Composer

@Suite("The view by name")
struct NamedViewTests {
  @Test("Each property of the view can be named, and nothing else")
  func names() throws {
    try compare(TemplateNames(of: DigestView.example), DigestView.example.named, at: "")
  }

  /// A theme and a list's columns have names of their own.
  private static let open: Set<String> = [".theme", ".subscriber.fields"]

  private func compare(_ names: TemplateNames, _ values: NamedValues, at path: String) throws {
    #expect(Set(names.keys) == values.names, "\(path)")
    for key in names.keys where !Self.open.contains("\(path).\(key)") {
      let (child, value) = (names.child(key)?.opened, values.child(named: key))
      let group = value as? NamedValues ?? (value as? [NamedValues])?.first
      if case .object = child {
        try compare(try #require(child), try #require(group), at: "\(path).\(key)")
      } else {
        #expect(group == nil, "\(path).\(key)")
      }
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let template: String
    let text: String
    var testDescription: String { template }
  }

  @Test(
    "Texts and groups are what they were made of, however a template asks for them",
    arguments: [
      Case(template: "{{uppercased(subject)}}", text: "SUBJECT"),
      Case(
        template: "{{#subject}}{{.}} of {{organization}}{{/subject}}", text: "Subject of Federation"
      ),
      Case(
        template: "{{edition}}",
        text: "Edition(id: \"example-2026-11-20\", date: \"Friday, November 20, 2026\")"),
      Case(template: "{{postalAddressLines}}", text: "[\"1 Main Street\"]"),
      Case(template: "{{count(theme)}}{{count(stories)}}", text: "01"),
      Case(
        template: "{{#stories}}{{number}} {{title}} {{author}} {{organization}}{{/stories}}",
        text: "1 Title Ana Federation"),
      Case(template: "{{^webVersion}}none{{/webVersion}}{{#isLong}}long{{/isLong}}", text: ""),
    ])
  func rendering(_ sample: Case) throws {
    let templates = try CompiledTemplates(
      TemplateTexts(layout: "", story: "", text: "", subject: sample.template))
    #expect(templates.subject(DigestView.example.named) == sample.text)
  }
}
