import Composer
import Diagnostics
import Foundation
public import Newsletter
import Storage

extension Mailroom {
  /// What `send` would do now, for each affiliate in the configuration's order; it writes nothing.
  public func plan(_ affiliates: Set<AffiliateID>? = nil) throws -> [EditionPlan] {
    var ledger = StoryLedger()
    let suppressed = try store.suppressed()
    return try publications.filter { affiliates?.contains($0.affiliate) ?? true }.map {
      try plan(for: $0, &ledger, suppressed)
    }
  }

  private func plan(
    for publication: Publication, _ ledger: inout StoryLedger, _ suppressed: Set<Subscriber>
  ) throws -> EditionPlan {
    let comparison = try comparison(of: publication)
    let digest = try digest(for: publication)
    var plan = EditionPlan(
      affiliate: publication.affiliate, id: try nextID(byHand: publication),
      choices: digest.choices, sync: comparison.report,
      isFetched: try store.firstFetch(of: publication.affiliate) != nil)
    guard !digest.stories.isEmpty, plan.obstacle == nil else { return plan }
    let edition: Edition
    do {
      edition = try self.edition(plan.id, of: publication, stories: digest.stories)
      plan.subject = try EditionRenderer(edition).subject(edition.stories)
    } catch let error as StorageError {
      throw error
    } catch let error as any HintedError {
      plan.flaw = error
      return plan
    }
    let owed = try store.owed(through: publication.affiliate, at: clock())
    let ids = edition.stories.map(\.id)
    let owedIDs = Set(owed.values.joined()).subtracting(ids)
    ledger.learn(try store.reserved((ids + owedIDs).filter { !ledger.knows($0) }))
    let audience = Audience(
      subscriptions: comparison.after, copies: publication.copies, suppressed: suppressed,
      optedOut: try store.optedOut(of: publication.affiliate))
    plan.allotments = ledger.allot(ids, owed: owed, to: audience)
    plan.edition = edition
    plan.owedStories = try store.stories(owedIDs)
    return plan
  }
}
