import Composer
import Newsletter

/// What an edition would be made of.
struct EditionDraft {
  let digest: Digest
  let introduction: Introduction
  /// Of its stories, those of sources for the whole federation, but for what is pinned: that is
  /// shown first.
  let federationStories: [StoryID]
  /// What of the introduction cannot be done as it says.
  let remarks: [String]

  init(of candidates: [Candidate], for publication: Publication, introduction: Introduction) {
    digest = Digest(
      of: candidates, maxStories: publication.maxStories, as: introduction.matter)
    self.introduction = introduction
    let sources = Set(publication.sources.filter(\.isFederationWide).map(\.key.address))
    let federation = Set(
      candidates.filter { $0.source.map(sources.contains) ?? false }.map(\.story.id))
    federationStories = digest.stories.filter { story in
      federation.contains(story.id) && !introduction.matter.pinned.contains { $0.names(story) }
    }.map(\.id)
    remarks =
      introduction.matter.remarks(on: candidates) + introduction.remarks.map(\.words)
  }
}
