public import Newsletter

/// The chosen, ordered stories for one affiliate, still editable.
public struct Digest: Sendable, Equatable {
  /// The stories of the next edition, the newest first.
  public let stories: [Story]
  /// Every story that was looked at, with the reason it is in or out.
  public let choices: [StoryChoice]

  /// Chooses from what an affiliate's sources have listed.
  ///
  /// The oldest new stories are chosen first, so that none waits for ever behind newer ones, and
  /// shown with the newest first, as far as the introduction's head says nothing else.
  public init(of candidates: [Candidate], maxStories: Int, as matter: FrontMatter = FrontMatter()) {
    let new = candidates.filter { $0.standing == .new }
    let excluded = Set(
      new.map(\.story).filter { matter.excluded.contains(naming: $0) }.map(\.id))
    let waiting = Self.led(
      by: matter.pinned,
      new.filter { !excluded.contains($0.story.id) }.sorted { $0.isOlder(than: $1) })
    let chosen = Array(waiting.prefix(maxStories))
    stories = Self.led(
      by: matter.pinned + matter.order, chosen.sorted(by: Self.isShownBefore)
    ).map(\.story)
    let chosenIDs = Set(chosen.map(\.story.id))
    choices = candidates.map {
      StoryChoice(
        story: $0.story,
        verdict: excluded.contains($0.story.id)
          ? .excluded : .init($0, isChosen: chosenIDs.contains($0.story.id)))
    }
  }

  /// Those that are named in the order of their names, then the others as they were.
  private static func led(
    by references: [StoryReference], _ candidates: [Candidate]
  ) -> [Candidate] {
    guard !references.isEmpty else { return candidates }
    var rest = candidates
    var first: [Candidate] = []
    for reference in references {
      guard let index = rest.firstIndex(where: { reference.names($0.story) }) else { continue }
      first.append(rest.remove(at: index))
    }
    return first + rest
  }

  /// Dated stories by date, newest first; undated ones after them, as their page had them.
  private static func isShownBefore(_ a: Candidate, _ b: Candidate) -> Bool {
    switch (a.story.listing.date, b.story.listing.date) {
    case (let first?, let second?) where first != second: return first > second
    case (_?, nil): return true
    case (nil, _?): return false
    default:
      return (b.firstSeen, a.position, a.story.id) < (a.firstSeen, b.position, b.story.id)
    }
  }
}

/// One story with the reason it is in a digest or out of it.
public struct StoryChoice: Sendable, Equatable {
  public enum Verdict: Sendable, Equatable {
    case chosen
    /// New, but `maxStories` are chosen already; the next edition has it.
    case waits
    /// New, but the introduction leaves it out; a later edition has it.
    case excluded
    case baseline
    case sent(EditionID)
    case held
    case skipped

    init(_ candidate: Candidate, isChosen: Bool) {
      switch candidate.standing {
      case .new: self = isChosen ? .chosen : .waits
      case .baseline: self = .baseline
      case .sent(let edition): self = .sent(edition)
      case .held: self = .held
      case .skipped: self = .skipped
      }
    }

    /// The reason in words, to stand after the title.
    public var words: String {
      switch self {
      case .chosen: "in this edition"
      case .waits: "new; waits for the next edition, this one is full"
      case .excluded: "new; the introduction leaves it out, a later edition has it"
      case .baseline: "was there before the first fetch"
      case .sent(let edition): "was in \(edition)"
      case .held: "held: looks like a known story under a new address"
      case .skipped: "skipped by hand"
      }
    }
  }

  public let story: Story
  public let verdict: Verdict
}

extension [StoryReference] {
  fileprivate func contains(naming story: Story) -> Bool { contains { $0.names(story) } }
}
