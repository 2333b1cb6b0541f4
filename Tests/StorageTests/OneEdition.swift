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
    let source = SourceKey(affiliate: affiliate, address: "feed", rules: "feed", host: nil)
    let document = SourceDocument(listings: [Listing(identifier: "1", title: "One")])
    _ = try store.record(
      [SourceReport(source: source, outcome: .read(document, etag: nil, lastModified: nil))],
      of: affiliate, backlog: .all, allAsBaseline: false, at: now)
    let edition = Edition(
      id: id, frozenAt: now,
      masthead: Masthead(
        organization: "F", postalAddress: "1 Main Street", website: nil, language: "en",
        timeZone: "UTC", affiliate: affiliate, affiliateName: "J", listID: "jpu.example.org",
        sender: Mailbox(name: nil, address: addresses[0]), replyTo: nil,
        bounceAddress: addresses[0], unsubscribeAddress: addresses[0]),
      templates: TemplateTexts(layout: "", story: "", text: "", subject: ""),
      stories: try store.candidates(of: affiliate).map(\.story))
    try store.freeze(FreezeOrder(edition: edition, copies: [], slot: nil))
    return store
  }
}
