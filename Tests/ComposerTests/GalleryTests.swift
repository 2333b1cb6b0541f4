import Foundation
import Newsletter
import Testing

@testable import Composer

/// Each template that ships, with much to show and with little: what `scripts/gallery` makes
/// pictures of.
@Suite("Gallery of the templates")
struct GalleryTests {
  static let templates = ["digest", "briefing", "plain"]

  @Test(
    "A template's message stays as it was looked at", arguments: templates, GallerySample.all)
  func message(_ template: String, _ sample: GallerySample) throws {
    let edition = try sample.edition(template: template)
    let name = "gallery/\(template)-\(sample.name)"
    let recipient = try sample.reader()
    let press = try EditionPress(
      StoredEdition(edition: edition, owedStories: []), keys: try Press.keys())
    let stories = edition.stories.map(\.id)
    let parts = press.parts(for: recipient, subscriber: 7, stories: stories)
    try Snapshot("\(name).html").expect(parts.html)
    try Snapshot("\(name).txt").expect(parts.text)
    let message = try press.message(
      to: recipient, subscriber: 7, variant: 0, stories: stories)
    try Snapshot("\(name).eml").expect(message.encoded())
  }

  @Test(
    "What the HTML says of a story the text says too, or both say where to read it",
    arguments:
      templates, GallerySample.all)
  func bothParts(_ template: String, _ sample: GallerySample) throws {
    let edition = try sample.edition(template: template)
    let parts = try EditionRenderer(edition).render(edition.stories)
    let text = OneLine(parts.text).text
    for story in edition.stories {
      let address = story.url?.absoluteString
      let isLinked = address.map { parts.html.contains($0) && text.contains($0) } ?? false
      let sentences = story.listing.summary.split(whereSeparator: \.isNewline)
        .flatMap { $0.split(separator: ". ") }
      let shown = sentences.filter { parts.html.contains(EscapedHTML.escape(String($0))) }
      #expect(isLinked || shown.allSatisfy { text.contains($0) }, "\(shown)")
      #expect(!shown.isEmpty || sentences.isEmpty || isLinked)
    }
  }

  @Test("Every template of the repository is in the gallery")
  func complete() throws {
    let folder = RepositoryFile("Templates").url
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { !$0.contains(".") }
    #expect(names.sorted() == Self.templates.sorted())
  }
}
