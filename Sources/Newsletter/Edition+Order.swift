extension Edition {
  /// A variant's stories as its readers see them: the affiliate's own first, then those of the
  /// whole federation.
  public func shown(_ stories: [Story]) -> [Story] {
    let parts = parted(stories)
    return parts.own + parts.federation
  }

  /// The stories that are the affiliate's own, and those of the whole federation; where all are,
  /// they need no part of their own.
  public func parted(_ stories: [Story]) -> (own: [Story], federation: [Story]) {
    let ids = Set(federationStories ?? [])
    let own = stories.filter { !ids.contains($0.id) }
    if own.isEmpty || own.count == stories.count { return (stories, []) }
    return (own, stories.filter { ids.contains($0.id) })
  }
}
