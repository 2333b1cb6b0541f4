/// Which stories are whose: the reservations that matter for the editions about to be frozen.
///
/// A reservation makes a story one person's through one delivery, so that no other delivery brings
/// it to them again. The ledger is the pure side of that rule: planning and freezing both ask it,
/// for one person at a time.
public struct StoryLedger: Sendable {
  private var reserved: [StoryID: SubscriberSet]

  /// - Parameter reserved: who has each story, at least for the stories of the coming editions.
  public init(reserved: [StoryID: SubscriberSet] = [:]) {
    self.reserved = reserved
  }

  /// Whether it has been told who has a story.
  public func knows(_ story: StoryID) -> Bool { reserved[story] != nil }

  /// Takes in who has some more stories, which it did not know yet.
  public mutating func learn(_ more: [StoryID: SubscriberSet]) {
    reserved.merge(more) { known, _ in known }
  }

  /// Gives a person what is left of an edition for them, and reserves it.
  ///
  /// - Parameters:
  ///   - stories: the edition's own, in its order.
  ///   - owed: stories given back earlier that this affiliate may bring to this person.
  public mutating func share(
    of stories: [StoryID], owed: [StoryID] = [], for member: AudienceMember
  ) -> Share {
    if let reason = member.exclusion { return .leftOut(reason) }
    if member.isCopy { return .stories(stories) }
    var mine: [StoryID] = []
    mine.reserveCapacity(stories.count + owed.count)
    for story in stories + owed.filter({ !stories.contains($0) })
    where reserved[story, default: SubscriberSet()].insert(member.subscriber) {
      mine.append(story)
    }
    return mine.isEmpty ? .leftOut(.nothingNew) : .stories(mine)
  }
}

/// What one member of an audience gets from an edition.
public enum Share: Sendable, Equatable {
  /// In the order they are shown; never empty.
  case stories([StoryID])
  case leftOut(SkipReason)
}
