import Composer
import Foundation
import Mail
import Newsletter
import Storage

/// An edition with a fixed clock and the templates that ship, with a greeting by name.
enum Sample {
  /// Friday, 20 November 2026, 9:00 in New York.
  static let clock = Date(timeIntervalSince1970: 1_795_183_200)

  static func story(_ number: Int) -> Story {
    Story(
      id: StoryID(Int64(number)),
      listing: Listing(
        identifier: "\(number)", url: URL(string: "https://www.example.org/story/\(number)"),
        title: "Members of shop \(number) win a say", published: clock,
        summary: String(repeating: "After weeks of talks they voted for the contract. ", count: 7)))
  }

  static func edition(stories: [Story], template: String = "digest") throws -> Edition {
    guard let affiliate = AffiliateID("jpu") else { throw CocoaError(.keyValueValidation) }
    let id = EditionID(affiliate, on: LocalDate(year: 2026, month: 11, day: 20))
    let sender = try EmailAddress("news@example.org")
    return Edition(
      id: id, frozenAt: clock,
      masthead: Masthead(
        organization: "Example Labor Federation", postalAddress: "100 Main Street\nSpringfield",
        website: URL(string: "https://www.example.org"), language: "en",
        timeZone: "America/New_York", affiliate: affiliate,
        affiliateName: "Judicial Professionals Union", listID: "jpu.example.org",
        sender: Mailbox(name: nil, address: sender), replyTo: nil, bounceAddress: sender,
        unsubscribeAddress: sender, site: URL(string: "https://news.example.org")),
      templates: try templates(template), stories: stories)
  }

  private static func templates(_ template: String) throws -> TemplateTexts {
    let read = { (name: String) in try Repository.text("Templates/\(template)/\(name).mustache") }
    let greeting = "Dear {{#subscriber}}{{name}}{{/subscriber}},\n\n"
    return TemplateTexts(
      layout: try read("layout").replacingOccurrences(of: "<h1", with: "<p>\(greeting)</p><h1"),
      story: try read("story"), text: greeting + (try read("text")), subject: try read("subject"))
  }

  /// Freezes an edition for so many readers; their deliveries are numbered from 1.
  static func freeze(in store: Store, readers: Int) throws {
    let affiliate = try edition(stories: []).affiliate
    let people = try (1...readers).map { number in
      Subscription(
        affiliate: affiliate,
        recipient: Recipient(address: try EmailAddress("reader\(number)@example.org")),
        status: .confirmed, origin: .file)
    }
    try store.save(people, at: clock)
    let source = SourceKey(affiliate: affiliate, address: "feed", rules: "feed", host: nil)
    let document = SourceDocument(listings: [story(1).listing])
    _ = try store.record(
      [SourceReport(source: source, outcome: .read(document, etag: nil, lastModified: nil))],
      of: affiliate, backlog: .all, allAsBaseline: false, at: clock)
    let stories = try store.candidates(of: affiliate).map(\.story)
    try store.freeze(
      FreezeOrder(edition: try edition(stories: stories), copies: [], slot: nil))
  }
}

/// The files of this repository.
enum Repository {
  static func text(_ path: String) throws -> String {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }
}
