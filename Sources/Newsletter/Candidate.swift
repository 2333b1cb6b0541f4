public import Foundation

/// A story that stands on an affiliate's sources, and how it stands with that affiliate.
public struct Candidate: Sendable, Equatable {
  public enum Standing: Sendable, Equatable {
    /// Seen, and in no edition of the affiliate yet.
    case new
    /// There before the affiliate's first fetch, or before its source was added.
    case baseline
    case sent(EditionID)
    /// Kept back because its identity may have moved.
    case held
    /// Left out by hand.
    case skipped
  }

  public let story: Story
  /// When the affiliate's sources first listed it.
  public let firstSeen: Date
  /// Its place in the document at that reading, 0 the first.
  public let position: Int
  public let standing: Standing
  /// The address of the source that listed it first, as the store knows it.
  public let source: String?

  public init(
    story: Story, firstSeen: Date, position: Int, standing: Standing, source: String? = nil
  ) {
    self.story = story
    self.firstSeen = firstSeen
    self.position = position
    self.standing = standing
    self.source = source
  }

  /// Whether this one is the older: first seen earlier, then dated earlier, then further down the
  /// page. An undated story goes by its place alone, so it counts as older than any dated one.
  public func isOlder(than other: Candidate) -> Bool {
    let date = story.listing.date ?? .distantPast
    let otherDate = other.story.listing.date ?? .distantPast
    return (firstSeen, date, other.position, story.id)
      < (other.firstSeen, otherDate, position, other.story.id)
  }
}
