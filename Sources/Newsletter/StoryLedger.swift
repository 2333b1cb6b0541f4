/// Which stories are whose: the reservations that matter for the editions about to be frozen.
///
/// A reservation makes a story one person's through one delivery, so that no other delivery brings
/// it to them again. The ledger is the pure side of that rule: planning and freezing both ask it.
public struct StoryLedger: Sendable {
  private var reserved: [StoryID: Set<Subscriber>]

  /// - Parameter reserved: who has each story, at least for the stories of the coming editions.
  public init(reserved: [StoryID: Set<Subscriber>] = [:]) {
    self.reserved = reserved
  }

  /// Whether it has been told who has a story.
  public func knows(_ story: StoryID) -> Bool { reserved[story] != nil }

  /// Takes in who has some more stories.
  public mutating func learn(_ more: [StoryID: Set<Subscriber>]) {
    reserved.merge(more) { $0.union($1) }
  }

  /// Gives each member what is left of an edition for them, and reserves it.
  ///
  /// - Parameters:
  ///   - stories: the edition's own, in its order.
  ///   - owed: stories given back earlier that this affiliate may bring, by person.
  public mutating func allot(
    _ stories: [StoryID], owed: [Subscriber: [StoryID]], to audience: Audience
  ) -> [Allotment] {
    audience.members.map { member in
      Allotment(member: member, share: share(of: stories, owed: owed, for: member))
    }
  }

  private mutating func share(
    of stories: [StoryID], owed: [Subscriber: [StoryID]], for member: AudienceMember
  ) -> Allotment.Share {
    if let reason = member.exclusion { return .leftOut(reason) }
    if member.isCopy { return .stories(stories) }
    let subscriber = member.subscriber
    let extra = (owed[subscriber] ?? []).filter { !stories.contains($0) }
    let mine = (stories + extra).filter { reserved[$0]?.contains(subscriber) != true }
    guard !mine.isEmpty else { return .leftOut(.nothingNew) }
    for story in mine { reserved[story, default: []].insert(subscriber) }
    return .stories(mine)
  }
}

/// What one member of an audience gets from an edition.
public struct Allotment: Sendable, Equatable {
  public enum Share: Sendable, Equatable {
    /// In the order they are shown; never empty.
    case stories([StoryID])
    case leftOut(SkipReason)
  }

  public let member: AudienceMember
  public let share: Share
}
