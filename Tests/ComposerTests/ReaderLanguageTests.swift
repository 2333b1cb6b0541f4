import Foundation
import Mail
import Markup
import Newsletter
import Testing

@testable import Composer

@Suite("A reader's language")
struct ReaderLanguageTests {
  private static func text(
    _ language: String?, of edition: Edition, number: Int64 = 1
  ) throws -> String {
    let press = try EditionPress(
      StoredEdition(edition: edition, owedStories: []), keys: try Press.keys())
    let reader = Recipient(
      address: try EmailAddress("ana@example.org"), name: "Ana", language: language)
    return press.parts(for: reader, subscriber: 1, stories: edition.stories.map(\.id)).html
  }

  @Test(
    "frames the same stories",
    arguments: [
      ("es", "es", "Leer la noticia"), ("es-MX", "es", "Leer la noticia"),
      ("Spanish", "es", "Leer la noticia"), ("español", "es", "Leer la noticia"),
      ("en", "en", "Read the story"), ("fr", "en", "Read the story"), (nil, "en", "Read the story"),
    ])
  func frame(_ language: String?, _ tag: String, _ words: String) throws {
    let html = try Self.text(language, of: try Press.edition([Sample.story(1)]))
    #expect(html.contains(#"<html lang="\#(tag)""#))
    #expect(html.contains(words) && html.contains("Story 1"))
    #expect(html.contains(#"lang="en""#))
  }

  @Test("is left alone by editions that were frozen before it counted")
  func earlier() throws {
    var edition = try Press.edition([Sample.story(1)])
    edition.rendering = nil
    edition.templates.layout = "{{words.readStory}} {{postalAddress}} {{leave.url}}"
    #expect(try Self.text("es", of: edition).hasPrefix("Read the story"))
  }

  @Test("gives the words of the configuration that are in it")
  func wording() throws {
    var edition = try Press.edition([Sample.story(1)])
    edition.wording = ["readStory": "Read on", "es.readStory": "Siga: {affiliate}, {x}"]
    #expect(try Self.text(nil, of: edition).contains("Read on"))
    #expect(
      try Self.text("es", of: edition).contains("Siga: Judicial Professionals Union, {x}"))
    #expect(try !Self.text("es", of: edition).contains("Read on"))
  }

  @Test(
    "tells which way lines run",
    arguments: [
      ("ar", true), ("he-IL", true), ("az-Arab", true),
      ("ar-Latn", false), ("en", false), ("", false),
    ])
  func direction(_ tag: String, _ isRightToLeft: Bool) {
    #expect(ReadingLanguage(edition: tag).isRightToLeft == isRightToLeft)
  }

  @Test(
    "frames stories that run the other way, and each says which way it runs",
    arguments: GalleryTests.templates)
  func mixedDirections(_ template: String) throws {
    var sample = GallerySample.rightToLeft
    sample.affiliate = "Local 418"
    sample.organization = "Federación de River Valley"
    sample.wording = nil
    let html = try Self.text("es", of: sample.edition(template: template))
    let root = try #require(MarkupDocument.html(html)?.root)
    var found: [String: Set<String>] = [:]
    Self.collect(root, way: "", &found)
    #expect(found == ["Arabic": ["ar rtl"], "Latin": ["es ltr"]])
    #expect(html.matches(of: #/lang="ar" dir="rtl"/#).count >= 5)
    #expect(!html.contains("padding-left:30px"))
  }

  /// Which `lang` and `dir` hold for the words of each script, but for those of the subject.
  private static func collect(
    _ element: MarkupElement, way: String, _ found: inout [String: Set<String>]
  ) {
    let isSubject = element.name == "title" || element.attribute("class") == "preheader"
    if isSubject || element.name == "style" { return }
    var way = way
    if let language = element.attribute("lang") {
      way = "\(language) \(element.attribute("dir") ?? "none")"
    }
    for child in element.children { collect(child, way: way, &found) }
    guard element.children.isEmpty, element.text.contains(where: \.isLetter) else { return }
    let isArabic = element.text.unicodeScalars.contains { (0x600...0x6FF).contains($0.value) }
    found[isArabic ? "Arabic" : "Latin", default: []].insert(way)
  }

  @Test("prints a message that says what its preview says", arguments: ["es", nil])
  func message(_ language: String?) throws {
    let edition = try Press.edition([Sample.story(1), Sample.story(2)])
    let press = try EditionPress(
      StoredEdition(edition: edition, owedStories: []), keys: try Press.keys())
    let ids = edition.stories.map(\.id)
    for number in [Int64(1), 2] {
      let reader = Recipient(
        address: try EmailAddress("reader\(number)@example.org"), language: language)
      let parts = press.parts(for: reader, subscriber: number, stories: ids)
      let message = try ReadMessage(
        press.message(to: reader, subscriber: number, variant: 0, stories: ids).encoded())
      let plain = { (part: ReadMessage.Part) in
        String(decoding: part.content.filter { $0 != 0x0D }, as: UTF8.self)
          .trimmingCharacters(in: .whitespacesAndNewlines)
      }
      #expect(plain(message.html) == parts.html.trimmingCharacters(in: .whitespacesAndNewlines))
      #expect(plain(message.text) == parts.text.trimmingCharacters(in: .whitespacesAndNewlines))
    }
  }
}

@Suite("Notices")
struct NoticeTests {
  @Test("that are past are gone, dated ones come first")
  func current() {
    let day = { LocalDate(year: 2026, month: 12, day: $0) }
    let notices = [
      Notice(title: "always"), Notice(date: day(9), title: "ninth"),
      Notice(date: day(4), title: "fourth"), Notice(date: day(3), title: "past"),
      Notice(title: "until", until: day(4)), Notice(title: "gone", until: day(3)),
      Notice(date: day(1), title: "goes on", until: day(8)),
    ]
    #expect(
      Notice.current(notices, on: day(4)).map(\.title) == [
        "goes on", "fourth", "ninth", "always", "until",
      ])
  }
}

@Suite("A theme")
struct DigestThemeTests {
  @Test("can be read in light and in dark, whatever its colours")
  func contrast() throws {
    for text in ["#ffffff", "#000000", "#f2b705", "#1f4e79", "#7f7f7f", "#0a0a28", "#c8102e"] {
      let values = DigestTheme([
        "accentColor": text, "textColor": text, "backgroundColor": text,
      ]).values
      let color = { (name: String) in try #require(AccentColor(values[name] ?? "")) }
      let pairs: [(String, AccentColor)] = [
        ("textColor", .white), ("headingColor", .white), ("quietColor", .white),
        ("linkColor", .white), ("textColorOnDark", .night), ("linkColorOnDark", .night),
        ("footColor", try color("backgroundColor")), ("headingColor", try color("tintColor")),
        ("accentTextColor", try color("accentColor")),
      ]
      for (name, page) in pairs {
        let found = try color(name).contrast(with: page)
        #expect(found >= 4.5, "\(name) for \(text): \(found)")
      }
    }
  }

  @Test("names its fonts without quotes, which could end an attribute", arguments: FontStack.names)
  func fonts(_ name: String) throws {
    let font = try #require(DigestTheme(["font": name]).values["font"])
    #expect(!font.contains("'") && !font.contains("\"") && font.contains(","))
  }

  @Test("of an edition frozen before is left as it was")
  func earlier() {
    let values = DigestTheme(["font": "Comic Sans MS", "accentColor": "#1f4e79"], nil).values
    #expect(values["font"] == "Comic Sans MS" && values["textColor"] == nil)
  }
}
