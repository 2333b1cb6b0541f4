import GRDB
public import Newsletter

/// A frozen edition, and the stories of it that those see who share a variant.
public struct FrozenVariant: Sendable, Equatable {
  public let edition: StoredEdition
  /// In the order in which they are shown.
  public let stories: [StoryID]
}

extension Store {
  /// A variant of a frozen edition; nil when there is no such edition, or nobody gets this of it.
  ///
  /// - Parameter isMeant: whether these stories are the variant's.
  public func variant(
    of edition: EditionID, where isMeant: ([StoryID]) -> Bool
  ) throws(StorageError) -> FrozenVariant? {
    try read { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT number, content, owedStories FROM edition WHERE id = ?",
        arguments: [edition.text])
      guard let row else { return nil }
      let variants = try String.fetchCursor(
        database, sql: "SELECT stories FROM variant WHERE edition = ? ORDER BY id",
        arguments: [row["number"] as Int64])
      while let text = try variants.next() {
        let stories = try StoredJSON.value([StoryID].self, from: text)
        guard isMeant(stories) else { continue }
        return FrozenVariant(edition: try StoredEdition(row), stories: stories)
      }
      return nil
    }
  }
}
