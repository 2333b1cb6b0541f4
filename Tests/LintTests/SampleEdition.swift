import Composer
import Feeds
import Foundation
import Lint
import Mail
import Newsletter

/// Editions of the sample federation, rendered with the templates that ship.
enum SampleEdition {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every folder of `Templates/` that has a whole set.
  static let templateNames: [String] = {
    let folder = root.appending(path: "Templates")
    // An unreadable folder gives no names, and the test that counts them fails.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().filter { name in
      FileManager.default.fileExists(atPath: folder.appending(path: "\(name)/layout.mustache").path)
    }
  }()

  static func templates(_ name: String) throws -> TemplateTexts {
    let read = { (file: String) in
      try String(
        contentsOf: root.appending(path: "Templates/\(name)/\(file).mustache"), encoding: .utf8)
    }
    return TemplateTexts(
      layout: try read("layout"), story: try read("story"), text: try read("text"),
      subject: try read("subject"))
  }

  /// The stories of the sample federation's feeds.
  static func stories() async throws -> [Story] {
    let reader = SourceReader(use: .mailing)
    var listings: [Listing] = []
    for file in ["nurses.rss", "teachers.atom", "latest.json"] {
      let request = SourceRequest(
        address: root.appending(path: "Examples/Feeds/\(file)"), format: .feed,
        base: URL(string: "https://www.rivervalley.example/"))
      if case .read(let document, _) = try await reader.read(request).get() {
        listings += document.listings
      }
    }
    return listings.enumerated().map { Story(id: StoryID(Int64($0 + 1)), listing: $1) }
  }

  static func edition(
    _ stories: [Story], template: String, language: String = "en", theme: [String: String] = [:],
    introduction: String = ""
  ) throws -> Edition {
    guard let affiliate = AffiliateID("nurses") else { throw CocoaError(.keyValueValidation) }
    let masthead = Masthead(
      organization: "River Valley Labor Federation",
      postalAddress: "48 Wharf Street, Suite 3\nMillbrook Falls, CT 06199",
      website: URL(string: "https://www.rivervalley.example"), language: language,
      timeZone: "America/New_York", affiliate: affiliate,
      affiliateName: "River Valley Nurses United", listID: "nurses.www.rivervalley.example",
      sender: Mailbox(
        name: "River Valley Nurses United",
        address: try EmailAddress("nurses@news.rivervalley.example")),
      replyTo: nil, bounceAddress: try EmailAddress("bounces@news.rivervalley.example"),
      unsubscribeAddress: try EmailAddress("leave@news.rivervalley.example"),
      site: URL(string: "https://news.rivervalley.example"))
    return Edition(
      id: EditionID(affiliate, on: LocalDate(year: 2026, month: 11, day: 20)),
      frozenAt: Date(timeIntervalSince1970: 1_795_183_200), masthead: masthead,
      templates: try templates(template), theme: theme, introduction: introduction,
      stories: stories)
  }

  static func subject(_ edition: Edition) throws -> LintSubject {
    guard let key = SigningKey(id: "k1", secret: Array(repeating: 7, count: 32)) else {
      throw CocoaError(.keyValueValidation)
    }
    let press = try EditionPress(
      StoredEdition(edition: edition, owedStories: []), keys: MessageKeys(current: key))
    let reader = Recipient(address: try EmailAddress("ana.silva@members.rivervalley.example"))
    let ids = edition.stories.map(\.id)
    let parts = press.parts(for: reader, subscriber: 7, stories: ids)
    let message = try press.message(to: reader, subscriber: 7, variant: 0, stories: ids)
    return LintSubject(
      name: edition.id.text, html: parts.html,
      edition: LintSubject.Frame(
        edition, subject: parts.subject, preheader: parts.preheader, stories: edition.stories,
        text: parts.text, headers: MessageHeader.fields(of: message.encoded())),
      styleNotes: parts.styleNotes)
  }
}
