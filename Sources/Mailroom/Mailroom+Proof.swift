public import Composer
import Diagnostics
import Foundation
public import Mail
public import Newsletter
import Storage
public import Transport

/// One message made for looking at.
public struct Proof: Sendable {
  public let affiliate: AffiliateID
  public let edition: EditionID
  public let parts: RenderedParts
  public let message: PrintedMessage
  public var storyCount: Int { stories.count }
  /// What the reader should know: why a person would get nothing, that all of it is old.
  public let notes: [String]
  /// What it is a message of, with the reason why each story is in or out.
  public let plan: EditionPlan
  let stored: StoredEdition
  let stories: [StoryID]
  let recipient: Recipient
  /// The person's number; 0 when it is made for nobody.
  let subscriber: Int64

  public var sender: Mailbox { stored.edition.masthead.sender }

  /// In the order in which the message has them; those that ride along are among them.
  public var shownStories: [Story] { stored.edition.shown(stored.stories(stories)) }
}

extension Mailroom {
  /// The next edition of an affiliate as one person would see it, or as a reader who has had no
  /// story yet.
  ///
  /// Where nothing is new, the stories known last stand in, so that there is something to look at.
  public func proof(of affiliate: AffiliateID, for address: EmailAddress?) throws -> Proof {
    guard let publication = publications.first(where: { $0.affiliate == affiliate }),
      let plan = try plan(
        [affiliate], keeping: address.map { .one(Subscriber($0)) } ?? .nobody
      ).first
    else { throw ProofError(affiliate: affiliate) }
    var notes: [String] = []
    let edition = try plan.edition ?? standIn(for: plan, of: publication, &notes)
    let allotment = plan.allotments.first
    if let address { notes += Self.notes(on: allotment, address) }
    let recipient =
      allotment?.recipient
      ?? Recipient(address: address ?? publication.masthead.sender.address)
    let stored = StoredEdition(edition: edition, owedStories: plan.owedStories)
    var stories = edition.stories
    if case .stories(let ids) = allotment?.share { stories = stored.stories(ids) }
    let press = try EditionPress(stored, keys: keys, dkim: dkimKeys)
    // A link to leave that names nobody does nothing.
    let subscriber = allotment?.subscriber ?? 0
    return Proof(
      affiliate: affiliate, edition: edition.id,
      parts: press.parts(for: recipient, subscriber: subscriber, stories: stories.map(\.id)),
      message: try press.message(
        to: recipient, subscriber: subscriber, variant: 0, stories: stories.map(\.id)),
      notes: notes, plan: plan, stored: stored, stories: stories.map(\.id), recipient: recipient,
      subscriber: subscriber)
  }

  /// Sends an affiliate's next edition to one address through the relay, marked as a test; nothing
  /// is recorded.
  ///
  /// - Returns: the subject that was sent.
  public func sendTest(of affiliate: AffiliateID, to address: EmailAddress) async throws -> String {
    let proof = try proof(of: affiliate, for: address)
    var edition = proof.stored.edition
    edition.templates.subject = "[Test] " + edition.templates.subject
    let stored = StoredEdition(edition: edition, owedStories: proof.stored.owedStories)
    var recipient = proof.recipient
    recipient.address = address
    let message = try EditionPress(stored, keys: keys, dkim: dkimKeys, isTrial: true)
      .message(
        to: recipient, subscriber: proof.subscriber, variant: 0, stories: proof.stories)
    let session = try await openSession()
    if case .refused(let refusal) = try await session.offer(message.envelope) {
      throw ProofRefused(refusal: refusal)
    }
    let outcome = await session.deliver(message.body, announcing: nil).outcome
    await session.close()
    switch outcome {
    case .accepted: return "[Test] \(proof.parts.subject)"
    case .refused(let refusal): throw ProofRefused(refusal: refusal)
    case .lost(_, let error): throw error
    }
  }

  private func standIn(
    for plan: EditionPlan, of publication: Publication, _ notes: inout [String]
  ) throws -> Edition {
    if let obstacle = plan.obstacle { notes.append(obstacle.message) }
    let known = try store.candidates(of: publication.affiliate).map { candidate in
      Candidate(
        story: candidate.story, firstSeen: candidate.firstSeen, position: candidate.position,
        standing: .new)
    }
    guard !known.isEmpty else { throw ProofError(affiliate: publication.affiliate) }
    if !plan.choices.contains(where: { $0.verdict == .chosen }) {
      notes.append("Nothing is new for \(publication.affiliate): this shows stories it has had.")
    }
    let newest = known.sorted { $1.isOlder(than: $0) }.prefix(publication.maxStories)
    return try edition(
      plan.id, of: publication,
      EditionDraft(of: Array(newest), for: publication, introduction: plan.introduction))
  }

  private static func notes(on allotment: Allotment?, _ address: EmailAddress) -> [String] {
    switch allotment?.share {
    case .stories: []
    case .leftOut(let reason):
      ["\(address.spelling) would get nothing: \(reason.words). This is the full edition."]
    case nil: ["\(address.spelling) is not on this list. This is the full edition."]
    }
  }

  /// Makes every message that `send` would send and hands it to a session; records nothing.
  ///
  /// - Returns: how many messages each edition has.
  public func rehearse(
    _ affiliates: Set<AffiliateID>?, into session: any DeliverySession
  ) async throws -> [(id: EditionID, messages: Int)] {
    var editions: [(id: EditionID, messages: Int)] = []
    for stored in try store.unfinished(dueBy: clock()) {
      editions.append((stored.edition.id, try await rehearse(stored, into: session)))
    }
    for plan in try plan(affiliates, keeping: .everybody) {
      guard let edition = plan.edition else { continue }
      let stored = StoredEdition(edition: edition, owedStories: plan.owedStories)
      let press = try EditionPress(stored, keys: keys, dkim: dkimKeys)
      var variants: [[StoryID]: Int64] = [:]
      for allotment in plan.allotments {
        guard case .stories(let stories) = allotment.share else { continue }
        let variant = variants[stories] ?? Int64(variants.count)
        variants[stories] = variant
        try await Self.hand(
          press.message(
            to: allotment.recipient, subscriber: allotment.subscriber, variant: variant,
            stories: stories), to: session)
      }
      editions.append((edition.id, plan.messages))
    }
    return editions
  }

  private func rehearse(
    _ stored: StoredEdition, into session: any DeliverySession
  ) async throws -> Int {
    let press = try EditionPress(stored, keys: keys, dkim: dkimKeys)
    var last: Int64 = 0
    var count = 0
    while true {
      let page = try store.waiting(
        in: stored.edition.id, after: last, dueBy: clock(), limit: 200)
      guard let next = page.last else { return count }
      for delivery in page.deliveries {
        try await Self.hand(
          press.message(
            to: delivery.recipient, subscriber: delivery.subscriber, variant: delivery.variant,
            stories: delivery.stories), to: session)
      }
      count += page.deliveries.count
      last = next
    }
  }

  private static func hand(
    _ message: PrintedMessage, to session: any DeliverySession
  ) async throws {
    _ = try await session.offer(message.envelope)
    if case .lost(_, let error) = await session.deliver(message.body, announcing: nil).outcome {
      throw error
    }
  }
}
