public import Newsletter

/// What the head of an introduction says about its edition.
///
///     ---
///     subject: Your contract, in plain words
///     pin: 17
///     exclude: [12, https://www.example.org/story/9]
///     ---
public struct FrontMatter: Sendable, Equatable {
  public var subject: String?
  public var preheader: String?
  /// Chosen before all others, and shown first in this order, also what is the whole federation's.
  public var pinned: [StoryReference]
  /// Left out of this edition; they stay new for a later one.
  public var excluded: [StoryReference]
  /// Shown in this order, behind what is pinned and before the rest; those of the whole federation
  /// so among themselves.
  public var order: [StoryReference]

  public init(
    subject: String? = nil, preheader: String? = nil, pinned: [StoryReference] = [],
    excluded: [StoryReference] = [], order: [StoryReference] = []
  ) {
    self.subject = subject
    self.preheader = preheader
    self.pinned = pinned
    self.excluded = excluded
    self.order = order
  }
}

extension FrontMatter {
  /// What cannot be done as it says, in words: stories that are not there, or not new.
  public func remarks(on candidates: [Candidate]) -> [String] {
    (pinned + excluded + order).compactMap { reference in
      guard let known = candidates.first(where: { reference.names($0.story) }) else {
        return "the introduction names story \(reference), which is not known here"
      }
      switch known.standing {
      case .new: return nil
      case .sent(let edition):
        return "the introduction names story \(reference), which was in \(edition)"
      case .baseline, .held, .skipped:
        return "the introduction names story \(reference), which is not new"
      }
    }
  }
}
