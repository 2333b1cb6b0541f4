import Foundation
import Mail
import Newsletter
import SeededRandom

@testable import Composer

/// Templates, stories and readers made by a seed, with whatever is awkward in them.
struct RandomMerge {
  private var dice: SeededGenerator

  init(seed: UInt64) { dice = SeededGenerator(seed: seed) }

  private static let tags = [
    "{{subscriber.name}}", "{{subscriber.address}}", "{{subscriber.language}}",
    "{{subscriber.fields.local}}", "{{subscriber.fields.site}}",
    "{{#subscriber.name}}Dear {{.}},{{/subscriber.name}}{{^subscriber.name}}Hello,{{/subscriber.name}}",
    "{{#subscriber}}{{name}} <{{address}}> {{language}} {{fields.local}}{{/subscriber}}",
    "{{#subscriber.fields}}[{{local}} {{site}} {{organization}} {{subject}}]{{/subscriber.fields}}",
    "{{#subscriber.fields.local}}at {{.}}{{/subscriber.fields.local}}",
    "{{^subscriber.fields.site}}nowhere{{/subscriber.fields.site}}",
    "{{#subscriber.language}}{{language}} {{#isLong}}long{{/isLong}}{{/subscriber.language}}",
    "{{#stories}}{{number}}. {{title}} for {{subscriber.name}}\n{{/stories}}",
    "{{#stories}}{{#subscriber}}{{name}} {{title}} {{language}}{{/subscriber}}\n{{/stories}}",
    "{{leave.url}}", "{{#leave}}{{address}} {{url}}{{/leave}}", "{{preferences.url}}",
    "{{#preferences}}<{{url}}>{{/preferences}}{{^preferences}}none{{/preferences}}",
    "{{#subscriber}}{{name}}: {{leave.url}} {{#stories}}{{url}}{{/stories}}{{/subscriber}}",
    "{{#stories}}{{leave.url}} {{url}} {{#preferences.url}}[{{.}}]{{/preferences.url}}{{/stories}}",
    "{{organization}}", "{{storyCount}}", " ", "  ", "\n", "\n\n\n", ".", "\n.", "From ", "\nFrom ",
    "a few words and then some more of them that make this a line to be wrapped ", "é", "=",
    "{{#stories}}{{#teaser}}{{.}}\n{{/teaser}}{{/stories}}",
  ]
  private static let textTags = [
    "\n- ", "\n12. ", "\n    ", "{{subject}}", "{{{subscriber.name}}}",
  ]
  private static let htmlTags = [
    "{{subject}}", "{{#subject}}<i>{{.}}</i>{{/subject}}", "<a title=\"{{subscriber.name}}\">",
    "\n  {{#stories}}\n  {{> story}}\n  {{/stories}}\n", "日本語の見出しです",
  ]
  /// Those that only the value itself, or the whole reader, can answer.
  private static let hardTags = [
    "{{uppercased(subscriber.name)}}", "{{#subscriber}}{{capitalized(language)}}{{/subscriber}}",
    "{{#empty(subscriber.fields.local)}}no local{{/empty(subscriber.fields.local)}}",
    "{{count(subscriber.fields)}}", "{{#subscriber.name}}{{lowercased(.)}}{{/subscriber.name}}",
    "{{count(subscriber.name)}}", "{{uppercased(leave.url)}}", "{{leave}}", "{{preferences}}",
    "{{#preferences}}{{lowercased(url)}}{{/preferences}}", "{{#leave}}{{.}}{{/leave}}",
    "{{#subscriber}}{{#isLong}}{{address}}{{/isLong}}{{/subscriber}}",
    "{{#subscriber.fields}}{{#local}}{{.}}{{/local}}{{/subscriber.fields}}",
    "{{#subscriber}}{{#stories}}{{uppercased(language)}}{{^last()}}, {{/last()}}{{/stories}}{{/subscriber}}",
  ]
  private static let words = [
    "Ana", "Silva", "José", "日本", "😀", "<b>", "&amp;", "\"quoted\"", "O'Neil", "..", ".", "=?x?=",
    "e\u{301}", "\u{301}", "a\r\nBcc: x@example.org", "\t", "From ", "--=_b", "m0f1x", "{{name}}",
    String(repeating: "x", count: 90), String(repeating: "long name ", count: 12), "=3D", "-", "3.",
    "\u{85}", "\u{2028}", "Ж", "a, b",
  ]

  private mutating func pick(_ list: [String]) -> String {
    list[Int.random(in: list.indices, using: &dice)]
  }

  private mutating func run(_ list: [String], upTo count: Int) -> String {
    (0..<Int.random(in: 0...count, using: &dice)).map { _ in pick(list) }.joined()
  }

  private mutating func phrase() -> String {
    (0..<Int.random(in: 0...4, using: &dice)).map { _ in pick(Self.words) }.joined(separator: " ")
  }

  mutating func templates(_ shipped: TemplateTexts) -> TemplateTexts {
    var texts = shipped
    let hard = Int.random(in: 0...3, using: &dice) == 0 ? Self.hardTags : []
    if Bool.random(using: &dice) { texts.subject = run(Self.tags + hard, upTo: 4) }
    texts.layout += run(Self.tags + Self.htmlTags + hard, upTo: 8)
    texts.text = run(Self.tags + Self.textTags + hard, upTo: 8) + texts.text
    texts.text += run(Self.tags + Self.textTags, upTo: 8)
    if Bool.random(using: &dice) { texts.story += run(Self.tags, upTo: 3) }
    if Int.random(in: 0...4, using: &dice) == 0 { texts.layout = cyrillic + texts.layout }
    return texts
  }

  /// Enough beyond ASCII to make base64 the smaller encoding.
  private let cyrillic = String(repeating: "Съешь ещё этих мягких французских булок. ", count: 800)

  mutating func stories() -> [Story] {
    (1...Int.random(in: 1...3, using: &dice)).map { number in
      Story(
        id: StoryID(Int64(number)),
        listing: Listing(
          url: URL(string: "https://federation.example/story/\(number)"),
          title: phrase(), summary: phrase() + "\n\n" + phrase()))
    }
  }

  mutating func recipient() throws -> Recipient {
    let locals = ["ana", "o'neil", "a.b+c", "\"a b\"", String(repeating: "x", count: 60)]
    return Recipient(
      address: try EmailAddress(pick(locals) + "@example.org"),
      name: Bool.random(using: &dice) ? phrase() : nil,
      language: Bool.random(using: &dice) ? pick(["en", "es", "e s\n"]) : nil,
      fields: ["local", "site", "subject", "organization", "title", "name"].reduce(into: [:]) {
        if Bool.random(using: &dice) { $0[$1] = phrase() }
      })
  }
}
