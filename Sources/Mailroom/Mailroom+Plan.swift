import Composer
import Diagnostics
import Foundation
public import Newsletter
import Storage

extension Mailroom {
  /// What `send` would do now, for each affiliate in the configuration's order; it writes nothing.
  public func plan(_ affiliates: Set<AffiliateID>? = nil) throws -> [EditionPlan] {
    try plan(affiliates, keeping: .nobody)
  }

  /// - Parameter keeping: whose allotments the plans hold beside the counts.
  func plan(
    _ affiliates: Set<AffiliateID>?, keeping: Planning.Keeping
  ) throws -> [EditionPlan] {
    var planning = try Planning(store, at: clock(), keeping: keeping)
    return try publications.filter { affiliates?.contains($0.affiliate) ?? true }.map {
      try plan(for: $0, &planning)
    }
  }

  private func plan(
    for publication: Publication, _ planning: inout Planning
  ) throws -> EditionPlan {
    let forecast = try isUnchanged(publication) ? nil : try listAfterSync(of: publication)
    let id = try nextID(byHand: publication)
    let (draft, flaw) = try planned(id, of: publication)
    var plan = EditionPlan(
      affiliate: publication.affiliate, id: id, choices: draft.digest.choices,
      sync: forecast?.report ?? SyncReport(affiliate: publication.affiliate),
      isFetched: try store.firstFetch(of: publication.affiliate) != nil)
    plan.introduction = draft.introduction
    plan.remarks = draft.remarks
    plan.flaw = flaw
    guard !draft.digest.stories.isEmpty, plan.obstacle == nil else { return plan }
    do {
      let edition = try edition(plan.id, of: publication, draft)
      plan.subject = try EditionRenderer(edition).subject(edition.stories)
      plan.lint = try lint.map { try lintReport(on: edition, with: $0) }
      plan.edition = edition
    } catch let error as StorageError {
      throw error
    } catch let error as any HintedError {
      plan.flaw = error
      return plan
    }
    try planning.allot(
      &plan, to: forecast?.people, in: publication.segment, copies: publication.copies)
    return plan
  }

  /// What an edition would be made of; an introduction that cannot be read counts as none there,
  /// and stands in the way.
  private func planned(
    _ id: EditionID, of publication: Publication
  ) throws -> (EditionDraft, flaw: (any HintedError)?) {
    do {
      return (try draft(id, of: publication), nil)
    } catch let error as StorageError {
      throw error
    } catch let error as any HintedError {
      return (try draft(id, of: publication, introduction: Introduction.none), error)
    }
  }
}
