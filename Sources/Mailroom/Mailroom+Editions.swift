import Composer
import Foundation
import Newsletter
import Storage

extension Mailroom {
  /// The stories of a publication's next edition, from what its sources have listed.
  func digest(for publication: Publication) throws -> Digest {
    Digest(
      of: try store.candidates(of: publication.affiliate), maxStories: publication.maxStories)
  }

  /// An edition as it would be frozen now.
  func edition(
    _ id: EditionID, of publication: Publication, stories: [Story]
  ) throws -> Edition {
    Edition(
      id: id, frozenAt: clock(), masthead: publication.masthead,
      templates: try publication.templates(),
      theme: publication.theme, introduction: try publication.introduction(id),
      keyID: keys.current.id, stories: stories)
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
    _ digest: Digest, of publication: Publication, as id: EditionID, slot: LocalDate? = nil
  ) throws {
    let edition = try edition(id, of: publication, stories: digest.stories)
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
