import Foundation
import Mail
import Newsletter
import Testing

@testable import Composer

@Suite("An edition as a page")
struct EditionPageTests {
  private static let stories = [Sample.story(1), Sample.story(2)]

  private static func parts(
    _ edition: Edition, _ language: String? = nil, number: Int64 = 7, stories: [StoryID]? = nil
  ) throws -> RenderedParts {
    let reader = Recipient(
      address: try EmailAddress("reader\(number)@example.org"), language: language)
    return try Press.press(edition).parts(
      for: reader, subscriber: number, stories: stories ?? edition.stories.map(\.id))
  }

  /// The page that a part names.
  private static func page(_ text: String) -> String? {
    text.firstMatch(of: /https:\/\/news\.federation\.example\/e\/[^"\s]*/).map { String($0.0) }
  }

  private static func html(_ edition: Edition, _ language: String? = nil) throws -> String {
    let site = SiteAddress(try #require(URL(string: "https://news.federation.example")))
    return try EditionPage(StoredEdition(edition: edition, owedStories: []), on: site)
      .html(edition.stories.map(\.id), in: language)
  }

  @Test("has one address for all who share a variant, in both parts", arguments: Words.languages)
  func address(_ language: String) throws {
    let edition = try Press.edition(Self.stories)
    let one = try Self.parts(edition, language)
    let other = try Self.parts(edition, language, number: 8)
    let page = try #require(Self.page(one.html))
    #expect(Self.page(one.text) == page && Self.page(other.html) == page)
    #expect(page.hasSuffix("?lang=es") == (language == "es"))
    let token = try #require(page.split(separator: "/").last?.split(separator: "?").first)
    #expect(
      TokenSeal(keys: try Press.keys()).open(String(token))
        == .page(edition: edition.id, variant: VariantTag(edition.stories.map(\.id))))
  }

  @Test("has another address for another variant and another edition")
  func distinct() throws {
    let edition = try Press.edition(Self.stories)
    let pages = [
      try Self.parts(edition), try Self.parts(edition, stories: [StoryID(1)]),
      try Self.parts(edition, stories: [StoryID(2), StoryID(1)]),
      try Self.parts(try Press.edition(Self.stories, masthead: Press.masthead("ar"))),
    ].map { Self.page($0.html) }
    #expect(Set(pages).count == 4 && !pages.contains(nil))
  }

  @Test("costs no rendering for each reader")
  func shared() throws {
    let edition = try Press.edition(Self.stories)
    #expect(!MergeUse(edition.templates).fields.contains { $0 == .column("webVersion") })
    #expect(!MergeUse(edition.templates).needsWholeReader)
  }

  @Test("is named by no message without a site, or frozen before there were pages")
  func absent() throws {
    let plain = try Press.edition(Self.stories, masthead: Press.masthead(site: nil))
    #expect(Self.page(try Self.parts(plain).html) == nil)
    #expect(try !Self.parts(plain).text.contains("View in a browser"))
    var earlier = try Press.edition(Self.stories)
    earlier.rendering = .inlined
    #expect(Self.page(try Self.parts(earlier).html) == nil)
    #expect(try !Self.parts(earlier).text.contains("View in a browser"))
  }

  @Test(
    "shows what was sent and nothing of anybody", arguments: GalleryTests.templates,
    GallerySample.all.filter(\.hasWebsite))
  func impersonal(_ template: String, _ sample: GallerySample) throws {
    let edition = try sample.edition(template: template)
    let site = SiteAddress(try #require(edition.masthead.site))
    let page = try EditionPage(StoredEdition(edition: edition, owedStories: []), on: site)
      .html(edition.stories.map(\.id))
    for story in edition.stories where !story.title.isEmpty {
      #expect(page.contains(EscapedHTML.escape(String(story.title.prefix(60)))))
    }
    let links = page.matches(of: /href="([^"]*)"/).map { String($0.1) }
    #expect(links.contains(site.find))
    for link in links {
      let isOurs = link.hasPrefix(site.text) && link != site.find
      #expect(!isOurs && !link.hasPrefix("mailto:"), "\(link)")
    }
    for word in ["Ana", "ana.silva", "/u/", "/s/", "/e/", "k1.", "<script"] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  @Test("greets everybody, and says to whom it went")
  func words() throws {
    let edition = try Press.edition(Self.stories, templates: Press.templates("plain"))
    let english = try Self.html(edition)
    #expect(english.contains("Dear members,"))
    #expect(
      english.contains(
        "This went to the &quot;Judicial Professionals Union&quot; list of AFT Federation of"))
    #expect(!english.contains("You get this because") && !english.contains("View in a browser"))
    let spanish = try Self.html(edition, "es")
    #expect(spanish.contains("Este mensaje se envió a la lista"))
    #expect(try Self.html(edition, "fr") == english)
    #expect(try Self.html(edition) == english)
  }

  @Test("keeps a reason of the configuration's own, unless it has words for pages too")
  func wording() throws {
    var edition = try Press.edition(Self.stories)
    edition.wording = ["whySubscribed": "You are a member of {affiliate}."]
    #expect(try Self.html(edition).contains("You are a member of Judicial Professionals Union."))
    edition.wording?["wentTo"] = "For members of {affiliate}."
    #expect(try Self.html(edition).contains("For members of Judicial Professionals Union."))
  }

  @Test("closes what a template shows of a reader")
  func personalTemplate() throws {
    var templates = try Press.templates("plain")
    templates.subject = "{{#subscriber}}{{name}}, {{/subscriber}}news"
    templates.layout =
      "<title>{{subject}}</title>{{#subscriber}}{{address}}{{/subscriber}}"
      + "{{postalAddress}} {{leave.url}}"
    let page = try Self.html(try Press.edition(Self.stories, templates: templates))
    #expect(page.contains("<title>news</title>") && !page.contains("@"))
  }
}
