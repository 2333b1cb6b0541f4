import Diagnostics
import Newsletter
import Testing

@testable import Composer

@Suite("TemplateCheck")
struct TemplateCheckTests {
  enum File: Sendable {
    case layout, story, text, subject

    func prepend(_ text: String, to templates: inout TemplateTexts) {
      switch self {
      case .layout: templates.layout = text + templates.layout
      case .story: templates.story = text + templates.story
      case .text: templates.text = text + templates.text
      case .subject: templates.subject = text + templates.subject
      }
    }
  }

  struct Slip: Sendable, CustomTestStringConvertible {
    let file: File
    let text: String
    let findings: [String]
    var testDescription: String { text }

    init(
      _ file: File, _ text: String, _ findings: String...
    ) {
      self.file = file
      self.text = text
      self.findings = findings
    }
  }

  /// Each text is put before the shipped file's own, on line 1 (and 2).
  static let slips = [
    Slip(
      .story, "{{titl}}", "story.mustache line 1: nothing is called 'titl'; did you mean 'title'?"),
    Slip(
      .story, "{{titel}}", "story.mustache line 1: nothing is called 'titel'; did you mean 'title'?"
    ),
    Slip(
      .layout, "{{afiliate.name}}",
      "layout.mustache line 1: nothing is called 'afiliate.name'; did you mean 'affiliate'?"),
    Slip(
      .layout, "\n{{affiliate.nam}}",
      "layout.mustache line 2: nothing is called 'affiliate.nam'; did you mean 'affiliate.name'?"),
    Slip(.layout, "{{quux}}", "layout.mustache line 1: nothing is called 'quux'"),
    Slip(
      .layout, "{{#stories}}{{organization}}{{titl}}{{/stories}}",
      "layout.mustache line 1: nothing is called 'titl'; did you mean 'title'?"),
    Slip(.layout, "{{title}}", "layout.mustache line 1: nothing is called 'title'"),
    Slip(
      .text, "{{#stories}}{{#links}}{{adress}}{{/links}}{{/stories}}",
      "text.mustache line 1: nothing is called 'adress'"),
    Slip(
      .text, "{{words.readTheStory}}",
      "text.mustache line 1: nothing is called 'words.readTheStory'; did you mean 'words.readStory'?"
    ),
    Slip(
      .layout, "{{theme.acentColor}}",
      "layout.mustache line 1: nothing is called 'theme.acentColor'; did you mean 'theme.accentColor'?"
    ),
    Slip(.subject, "{{subject}}", "subject.mustache line 1: nothing is called 'subject'"),
    Slip(.text, "{{> story}}", partial("text.mustache", "story")),
    Slip(.story, "{{> story}}", partial("story.mustache", "story")),
    Slip(.layout, "{{> storry}}", partial("layout.mustache", "storry")),
    Slip(
      .story, "{{{title}}}",
      "story.mustache line 1: '{{{title}}}' would put text into HTML unescaped; write '{{title}}'"),
    Slip(
      .layout, "{{&organization}}",
      "layout.mustache line 1: '{{{organization}}}' would put text into HTML unescaped; "
        + "write '{{organization}}'"),
    Slip(
      .subject, "{{upercased(organization)}}",
      "subject.mustache line 1: there is no transform 'upercased()'; did you mean 'uppercased'?"),
    Slip(
      .story, "{{#url}}", "story.mustache line 1: the section 'url' is not closed with '{{/url}}'"),
    Slip(
      .story, "{{/url}}", "story.mustache line 1: '{{/url}}' closes nothing: no section is open"),
    Slip(
      .layout, "{{=<% %>=}}",
      "layout.mustache line 1: a tag that begins with '{{=' is not supported"),
    Slip(
      .layout, "{{%CONTENT_TYPE:TEXT}}",
      "layout.mustache line 1: a tag that begins with '{{%' is not supported"),
    Slip(.layout, "{{ }}", "layout.mustache line 1: a tag has no name"),
  ]

  private static func partial(_ file: String, _ name: String) -> String {
    "\(file) line 1: no template '\(name)' can be included here; layout.mustache can include 'story'"
  }

  @Test("A slip is named with its file, its line and what was meant", arguments: slips)
  func slip(_ slip: Slip) throws {
    var templates = try Press.templates()
    slip.file.prepend(slip.text, to: &templates)
    #expect(TemplateCheck(templates).findings.map(\.description) == slip.findings)
  }

  @Test("The templates that ship are clean")
  func shipped() throws {
    #expect(try TemplateCheck(Press.templates()).findings == [])
  }

  @Test("A section closed by another's name is told with what is open")
  func crossed() throws {
    var templates = try Press.templates()
    templates.subject = "{{#lead}}\n{{#words}}\n{{/lead}}{{/words}}"
    #expect(
      TemplateCheck(templates).findings.map(\.description) == [
        "subject.mustache line 3: '{{/lead}}' closes nothing: the open section is 'words'",
        "subject.mustache line 1: the section 'lead' is not closed with '{{/lead}}'",
      ])
  }

  @Test("A tag without an end is told with its line")
  func unclosedTag() throws {
    var templates = try Press.templates()
    templates.text += "\n{{organization"
    let lines = templates.text.utf8.count { $0 == 0x0A } + 1
    #expect(
      TemplateCheck(templates).findings.map(\.description) == [
        "text.mustache line \(lines): a '{{' is not closed"
      ])
  }

  @Test("A message that hides the way to leave or the postal address is refused")
  func obligations() throws {
    var templates = try Press.templates()
    templates.text = "{{organization}}"
    templates.layout = "{{postalAddress}}{{#stories}}{{> story}}{{/stories}}"
    #expect(
      TemplateCheck(templates).findings.map(\.description) == [
        "layout.mustache: it does not say how to leave; it must have one of "
          + "'{{leave.url}}', '{{leave.address}}' and '{{words.howToLeave}}'",
        "text.mustache: it does not say how to leave; it must have one of "
          + "'{{leave.url}}', '{{leave.address}}' and '{{words.howToLeave}}'",
        "text.mustache: it has neither '{{postalAddress}}' nor '{{#postalAddressLines}}'",
      ])
  }

  @Test("A theme's own keys may be used, its accent must be a colour")
  func theme() throws {
    var templates = try Press.templates()
    templates.layout += "{{theme.motto}}"
    #expect(TemplateCheck(templates, theme: ["motto": "Onward"]).findings == [])
    #expect(
      TemplateCheck(templates, theme: ["motto": "x", "accentColor": "navy"]).findings
        .map(\.description) == ["theme: 'navy' is no colour for 'accentColor'; write it as #1f4e79"]
    )
  }

  @Test("Comments, dots, transforms, list columns and climbing out of a section are fine")
  func allowed() throws {
    var templates = try Press.templates()
    templates.layout += """
      {{! any {{thing }}{{#stories}}{{#teaser}}{{.}}{{organization}}{{/teaser}}{{/stories}}
      {{uppercased(organization)}}{{count(stories)}}{{#stories}}{{^last()}}, {{/last()}}{{/stories}}
      {{subscriber.fields.whatever}}{{{introduction.html}}}
      """
    #expect(TemplateCheck(templates).findings == [])
    #expect(TemplateCheck(templates).isPersonal)
  }

  @Test("An empty layout is two mistakes, told by the file's place")
  func empty() throws {
    var templates = try Press.templates()
    templates.layout = ""
    templates.story = ""
    let error = #expect(throws: TemplateError.self) {
      try TemplateCheck(templates).validate { "Templates/nurses/\($0.name)" }
    }
    #expect(
      error?.parts.map(\.message) == [
        "Templates/nurses/layout.mustache: it does not say how to leave; it must have one of "
          + "'{{leave.url}}', '{{leave.address}}' and '{{words.howToLeave}}'",
        "Templates/nurses/layout.mustache: it has neither '{{postalAddress}}' nor "
          + "'{{#postalAddressLines}}'",
      ])
  }

  @Test("The error says all at once and where to look")
  func error() throws {
    var templates = try Press.templates()
    templates.subject = "{{a}}\n{{b}}"
    let error = #expect(throws: TemplateError.self) {
      try EditionRenderer(try Press.edition([], templates: templates))
    }
    #expect(
      error?.message
        == "subject.mustache line 1: nothing is called 'a'\nsubject.mustache line 2: nothing is called 'b'"
    )
    #expect(error?.hint == "Templates/README.md lists every name that a template can use")
    #expect(error?.exitCode == .badData)
  }

  @Test(
    "Hostile templates neither crash nor hang",
    arguments: ["{{#a}}", "{{", "{{{", "{", "}}", "{{a(", "{{>x}}"])
  func hostile(_ piece: String) throws {
    var templates = try Press.templates()
    templates.layout = String(repeating: piece, count: 60_000)
    #expect(!TemplateCheck(templates).findings.isEmpty)
  }

  @Test("Templates/README.md explains every name")
  func documented() throws {
    let readme = try RepositoryFile("Templates/README.md").text()
    for name in TemplateNames.digest(themeKeys: []).paths.sorted() {
      #expect(readme.contains("`\(name)`"), "\(name)")
    }
  }
}

extension TemplateNames {
  /// `affiliate.name`, `words.by`…; a story's names stand alone.
  fileprivate var paths: [String] {
    guard case .object(let names) = self else { return [] }
    return names.flatMap { name, inner -> [String] in
      switch inner {
      case .list(let element): [name] + element.paths
      case .object: inner.paths.map { "\(name).\($0)" }
      case .leaf, .open: [name]
      }
    }
  }
}
