public import Foundation

/// How many of the stories found at an affiliate's first fetch count as new.
public enum Backlog: Sendable, Equatable, Codable {
  /// The newest five of the last 60 days: what holds when nothing is configured.
  case standard
  /// The newest N of any age, undated ones too.
  case newest(Int)
  case all

  static let standardCount = 5
  static let standardAge: TimeInterval = 60 * 86400

  /// The candidates that are taken as new, the newest first.
  ///
  /// - Parameters:
  ///   - taken: how many the affiliate's other first sources have given already.
  public func chosen(
    among found: [Candidate], alreadyTaken taken: Int, at now: Date
  ) -> [Candidate] {
    let newestFirst = found.sorted { $0.isNewerOnPage(than: $1) }
    switch self {
    case .all: return newestFirst
    case .newest(let count): return Array(newestFirst.prefix(max(0, count - taken)))
    case .standard:
      let recent = newestFirst.filter { candidate in
        guard let date = candidate.story.listing.date else { return false }
        return now.timeIntervalSince(date) <= Self.standardAge
      }
      return Array(recent.prefix(max(0, Self.standardCount - taken)))
    }
  }
}

extension Candidate {
  /// Dated stories by date, then undated ones by their place.
  fileprivate func isNewerOnPage(than other: Candidate) -> Bool {
    let date = story.listing.date ?? .distantPast
    let otherDate = other.story.listing.date ?? .distantPast
    return (date, other.position, story.id) > (otherDate, position, other.story.id)
  }
}
