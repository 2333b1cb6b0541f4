import Foundation
import Mail
import Newsletter
import Testing

@testable import Composer

@Suite("EditionRenderer")
struct RenderingTests {
  @Test("Subject, preheader, contents and counts belong to the variant")
  func variants() throws {
    let stories = (1...8).map { Sample.story($0) }
    let renderer = try EditionRenderer(try Press.edition(stories))

    let whole = renderer.render(stories)
    #expect(whole.subject == "Story 1 and 7 more stories")
    #expect(
      whole.preheader == "Judicial Professionals Union: also Story 2 · Story 3 · Story 4 · Story 5")
    #expect(whole.html.contains("8 stories"))
    #expect(whole.html.contains("In this issue"))
    #expect(whole.text.contains("In this issue\n\n  1. Story 1\n  2. Story 2\n"))

    let rest = renderer.render(Array(stories.suffix(2)))
    #expect(rest.subject == "Story 7 and one more story")
    #expect(rest.preheader == "Judicial Professionals Union: also Story 8")
    #expect(!rest.html.contains("Story 1<"))
    #expect(!rest.text.contains("In this issue"))
    #expect(!rest.html.contains("In this issue"))
  }

  @Test("A variant of one story is named by it and shows its teaser in the inbox")
  func oneStory() throws {
    let parts = try Press.render(try Press.edition([Sample.story(1)]))
    #expect(parts.subject == "Story 1")
    #expect(parts.preheader == "Judicial Professionals Union: Teaser 1.")
    #expect(parts.html.contains("One story"))
  }

  @Test("The inbox names the first story where the subject does not")
  func ownSubject() throws {
    var edition = try Press.edition([Sample.story(1), Sample.story(2)])
    edition.templates.subject = "Your contract, in plain words"
    #expect(
      try Press.render(edition).preheader == "Judicial Professionals Union: Story 1 · Story 2")
    edition.templates.subject = "About story 1, and more"
    #expect(
      try Press.render(edition).preheader == "Judicial Professionals Union: also Story 2")
    edition.templates.subject = "{{#stories}}{{title}} {{/stories}}"
    #expect(
      try Press.render(edition).preheader == "Judicial Professionals Union: also Story 2")
    edition.templates.subject = "Your contract, in plain words"
    edition.stories.removeLast()
    #expect(try Press.render(edition).preheader == "Judicial Professionals Union: Story 1")
  }

  @Test("An edition that was frozen before it counted keeps what inboxes show")
  func earlierPreheader() throws {
    var edition = try Press.edition([Sample.story(1), Sample.story(2)])
    edition.templates.subject = "Your contract, in plain words"
    edition.rendering = nil
    #expect(
      try Press.render(edition).preheader == "Judicial Professionals Union: also Story 2")
  }

  @Test("The inbox is not told the affiliate's name twice")
  func senderIsAffiliate() throws {
    var masthead = try Press.masthead()
    masthead.sender.name = "Judicial Professionals Union"
    let stories = [Sample.story(1), Sample.story(2), Sample.story(3)]
    let parts = try Press.render(try Press.edition(stories, masthead: masthead))
    #expect(parts.preheader == "Story 2 · Story 3")
  }

  @Test("Thirty stories stay below the 102 KB that Gmail shows of a message")
  func thirtyStories() throws {
    let seeds = try Seeds.read()
    let stories = seeds.stories.prefix(30).map(\.story)
    let parts = try Press.render(try Press.edition(stories))
    #expect(parts.subject.hasSuffix("and 29 more stories"))
    #expect(parts.html.components(separatedBy: "<h2").count - 1 == 31)
    #expect(parts.text.contains("\n  30. \(stories[29].title)\n"))
    #expect(parts.html.utf8.count < 102_000)
  }

  @Test("A digest without stories has a subject all the same")
  func noStory() throws {
    let parts = try Press.render(try Press.edition([]))
    #expect(parts.subject == "Judicial Professionals Union, Friday, November 20, 2026")
    #expect(parts.preheader == "Judicial Professionals Union")
  }

  @Test("Both parts say why, how to leave, and where the organization is")
  func obligations() throws {
    let parts = try Press.render(
      try Press.edition([Sample.story(1)], masthead: Press.masthead(site: nil)))
    let why =
      "You get this because you are on the &quot;Judicial Professionals Union&quot; list of "
      + "AFT Federation of Example."
    #expect(parts.html.contains(why))
    #expect(
      parts.html.contains(
        #"href="mailto:leave+\#(Press.token)@federation.example?subject=unsubscribe""#))
    #expect(parts.html.contains("Rocky Hill, CT 06067"))
    #expect(
      parts.text.hasSuffix(
        """
        You get this because you are on the "Judicial Professionals Union" list
        of AFT Federation of Example.

        To leave the list, write to leave@federation.example with the subject
        "unsubscribe jpu".
        Or open this address, which writes that message for you:
        mailto:leave+\(Press.token)@federation.example?subject=unsubscribe

        AFT Federation of Example
        35 Marshall Road
        Rocky Hill, CT 06067
        https://federation.example

        """))
  }

  @Test("A long edition says at its top too how to leave")
  func leaveAtTop() throws {
    let parts = try Press.render(try Press.edition((1...7).map { Sample.story($0) }))
    let firstHeading = try #require(parts.html.range(of: "<h2"))
    #expect(parts.html[..<firstHeading.lowerBound].contains("/u/\(Press.token)"))
    let contents = try #require(parts.text.range(of: "In this issue"))
    #expect(parts.text[..<contents.lowerBound].contains("/u/\(Press.token)\n"))
  }

  @Test("With a site both parts lead to the reader's own pages")
  func pages() throws {
    let parts = try Press.render(try Press.edition([Sample.story(1)]))
    #expect(
      parts.text.contains(
        """
        Unsubscribe:
        https://news.federation.example/u/\(Press.token)

        Your preferences:
        https://news.federation.example/s/\(Press.token)

        View in a browser:
        https://news.federation.example/e/k1.
        """))
    for page in ["u", "s"] {
      let link = #"href="https://news.federation.example/\#(page)/\#(Press.token)""#
      #expect(parts.html.contains(link))
    }
  }

  @Test("Spanish has its own words and dates")
  func spanish() throws {
    let masthead = try Press.masthead("2221", name: "Local 2221", language: "es-US", site: nil)
    let stories = [Sample.story(1), Sample.story(2)]
    let parts = try Press.render(try Press.edition(stories, masthead: masthead))
    #expect(parts.subject == "Story 1 y una noticia más")
    #expect(parts.html.contains(#"<html lang="es-US" dir="ltr">"#))
    #expect(parts.html.contains("Viernes, 20 de noviembre de 2026 · 2 noticias"))
    #expect(parts.text.contains("Leer la noticia:\nhttps://federation.example/story/1\n"))
    #expect(parts.text.contains("escriba a leave@federation.example con el asunto"))
    #expect(!parts.text.contains("Read the story"))
  }

  @Test("A story without address, teaser or date leaves no gap and no empty element")
  func bareStory() throws {
    let story = Story(id: StoryID(1), listing: Listing(title: "Bare"))
    let parts = try Press.render(try Press.edition([story]))
    #expect(parts.html.contains(">Bare</h2>\n</td>"))
    #expect(!parts.html.contains("Read the story"))
    #expect(!parts.html.contains(#"href="""#))
    #expect(parts.text.contains("\n\nBare\n----\n\n\n====="))
  }

  @Test("A teaser as long as an article is cut at a word, when the story can be read elsewhere")
  func longTeaser() throws {
    let text = Array(repeating: "word", count: 2000).joined(separator: " ")
    let url = URL(string: "https://federation.example/story/1")
    var story = Story(
      id: StoryID(1), listing: Listing(url: url, title: "T", summary: "One.\n\n" + text))
    let cut = StoryView(story, number: 1, of: 1, zone: .gmt, language: .english, column: 544)
    #expect(cut.teaser.count == 2)
    #expect(cut.teaser.map(\.count).reduce(0, +) <= StoryView.longestTeaser)
    #expect(cut.teaser[1].hasSuffix("word word…"))
    story.listing.url = nil
    let whole = StoryView(story, number: 1, of: 1, zone: .gmt, language: .english, column: 544)
    #expect(whole.teaser[1] == text)
  }

  @Test("Dates are in the masthead's time zone")
  func timeZone() throws {
    // 03:30 UTC on the 21st is the evening of the 20th in New York.
    let late = Date(timeIntervalSince1970: 1_795_231_800)
    let story = Story(id: StoryID(1), listing: Listing(title: "Late", published: late))
    let parts = try Press.render(try Press.edition([story]))
    #expect(parts.text.contains("Late\n----\nNovember 20, 2026\n"))
  }

  @Test("The theme's colours reach the page, in a form that can be read")
  func theme() throws {
    let edition = try Press.edition(
      [Sample.story(1)],
      theme: ["accentColor": "#fd0", "logo": "https://federation.example/logo.png"])
    let html = try Press.render(edition).html
    #expect(html.contains("background-color:#ffdd00;color:#1e1f22"))
    #expect(html.contains(#"src="https://federation.example/logo.png" alt=""#))
  }

  @Test("Templates that name the subscriber are personal")
  func personal() throws {
    var templates = try Press.templates()
    #expect(try !EditionRenderer(try Press.edition([], templates: templates)).isPersonal)
    templates.text += "\n{{#subscriber}}For {{name}} of {{fields.local}}{{/subscriber}}\n"
    let edition = try Press.edition([Sample.story(1)], templates: templates)
    let renderer = try EditionRenderer(edition)
    #expect(renderer.isPersonal)
    var reader = try Press.reader()
    reader.fields["local"] = "Local 5\r\nBcc: x"
    let text = renderer.render(edition.stories, for: reader).text
    #expect(text.hasSuffix("For Ana Silva of Local 5 Bcc: x\n"))
    #expect(!renderer.render(edition.stories).text.contains("For "))
  }

  @Test("Rendering again gives the same bytes")
  func deterministic() throws {
    let edition = try Press.edition(
      (1...30).map { Sample.story($0) }, theme: ["b": "2", "a": "1", "accentColor": "#123"],
      introduction: SnapshotTests.welcome)
    let first = try Press.render(edition)
    for _ in 0..<5 { #expect(try Press.render(edition) == first) }
  }

  @Test("A title that turns text around turns nothing behind it", arguments: [true, false])
  func turned(_ isAccessible: Bool) throws {
    var story = Sample.story(1)
    story.listing.title = "Pay \u{202E}tsaf\u{202C} and \u{2067}x"
    var edition = try Press.edition([story])
    edition.rendering = isAccessible ? .accessible : .online
    let parts = try Press.render(edition)
    for part in [parts.subject, parts.preheader, parts.html, parts.text] {
      let turns = part.unicodeScalars.filter { [0x202E, 0x202C, 0x2067].contains($0.value) }
      #expect(isAccessible ? turns.isEmpty : !turns.isEmpty || part == parts.preheader)
    }
    #expect(parts.subject.hasPrefix("Pay ") && parts.subject.contains("and"))
  }

  @Test(
    "A story's picture has its source's words, not the title's once more",
    arguments: [
      (true, "The hall", "The hall"), (true, " Story  1 ", ""), (true, nil, ""),
      (false, "The hall", "Story 1"),
    ] as [(Bool, String?, String)])
  func alt(_ isAccessible: Bool, _ written: String?, _ shown: String) {
    var story = Sample.story(1)
    story.listing.image = URL(string: "https://federation.example/p.jpg")
    story.listing.imageAlt = written
    let view = StoryView(
      story, number: 1, of: 1, zone: .gmt, language: .english, column: 544,
      isAccessible: isAccessible)
    #expect(view.image?.alt == shown)
  }
}
