import Foundation
import Mail
import Newsletter
import Storage

extension Store {
  /// A store in memory with an edition of one story, frozen for these people.
  ///
  /// - Parameter people: what stands before the @; their deliveries are numbered from 1.
  static func withOneEdition(
    for people: [String], of affiliate: AffiliateID, _ id: EditionID, at now: Date
  ) throws -> Store {
    let store = try Store.inMemory()
    let addresses = try people.map { try EmailAddress("\($0)@example.org") }
    try store.save(
      addresses.map {
        Subscription(
          affiliate: affiliate, recipient: Recipient(address: $0), status: .confirmed,
          origin: .file)
      }, at: now)
    try store.freezeOne("One", of: affiliate, id, at: now)
    return store
  }

  /// Publishes a story, and freezes an edition of it for everybody on the list.
  func freezeOne(
    _ title: String, of affiliate: AffiliateID, _ id: EditionID, at now: Date
  ) throws {
    let source = SourceKey(affiliate: affiliate, address: "feed", rules: "feed", host: nil)
    let document = SourceDocument(listings: [Listing(identifier: title, title: title)])
    _ = try record(
      [SourceReport(source: source, outcome: .read(document, etag: nil, lastModified: nil))],
      of: affiliate, backlog: .all, allAsBaseline: false, at: now)
    let sender = try EmailAddress("news@example.org")
    let edition = Edition(
      id: id, frozenAt: now,
      masthead: Masthead(
        organization: "F", postalAddress: "1 Main Street", website: nil, language: "en",
        timeZone: "UTC", affiliate: affiliate, affiliateName: "J", listID: "jpu.example.org",
        sender: Mailbox(name: nil, address: sender), replyTo: nil, bounceAddress: sender,
        unsubscribeAddress: sender),
      templates: TemplateTexts(layout: "", story: "", text: "", subject: ""),
      stories: try candidates(of: affiliate).map(\.story).filter { $0.title == title })
    try freeze(FreezeOrder(edition: edition, copies: [], slot: nil))
  }
}
