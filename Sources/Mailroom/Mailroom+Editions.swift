import Composer
import Foundation
import Newsletter
import Storage

extension Mailroom {
  /// What an edition of this name would be made of, from what its sources have listed.
  ///
  /// - Parameter introduction: nil: the one that the editor has written for it.
  func draft(
    _ id: EditionID, of publication: Publication, introduction: Introduction? = nil
  ) throws -> EditionDraft {
    EditionDraft(
      of: try store.candidates(of: publication.affiliate), for: publication,
      introduction: try introduction ?? publication.introduction(id))
  }

  /// An edition as it would be frozen now.
  func edition(
    _ id: EditionID, of publication: Publication, _ draft: EditionDraft
  ) throws -> Edition {
    let matter = draft.introduction.matter
    var templates = try publication.templates()
    if let subject = matter.subject { templates.subject = subject }
    let now = clock()
    let notices = Notice.current(publication.notices, on: LocalDate(of: now, in: timeZone))
    return Edition(
      id: id, frozenAt: now, masthead: publication.masthead, templates: templates,
      theme: publication.theme, introduction: draft.introduction.markdown,
      keyID: keys.current.id, stories: draft.digest.stories,
      wording: publication.wording.isEmpty ? nil : publication.wording,
      notices: notices.isEmpty ? nil : notices, preheader: matter.preheader,
      federationStories: draft.federationStories.isEmpty ? nil : draft.federationStories)
  }

  /// The id of the next edition that is made by hand today.
  func nextID(byHand publication: Publication) throws -> EditionID {
    let made = try store.editionIDs(of: publication.affiliate)
    let today = LocalDate(of: clock(), in: timeZone)
    var number = 1
    while made.contains(EditionID(publication.affiliate, on: today, byHand: number)) {
      number += 1
    }
    return EditionID(publication.affiliate, on: today, byHand: number)
  }

  /// Freezes an edition of a publication: from here on its messages never change.
  func freeze(
    _ draft: EditionDraft, of publication: Publication, as id: EditionID, slot: LocalDate? = nil
  ) throws {
    let edition = try edition(id, of: publication, draft)
    // A template that cannot be rendered is found before anything is frozen.
    _ = try EditionRenderer(edition)
    try holdBackUnfit(edition)
    try store.keepListID(publication.masthead.listID, of: publication.affiliate)
    try store.freeze(
      FreezeOrder(
        edition: edition, copies: publication.copies, slot: slot, segment: publication.segment))
    progress(.frozen(id))
  }
}
