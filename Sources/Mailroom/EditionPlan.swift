public import Composer
public import Diagnostics
public import Newsletter

/// What `send` would do for one affiliate.
public struct EditionPlan: Sendable {
  public let affiliate: AffiliateID
  /// The id it would get if it were made now.
  public let id: EditionID
  /// Nil when there is no edition to make.
  public internal(set) var edition: Edition?
  /// Stories that are owed to some of the audience and would ride along.
  public internal(set) var owedStories: [Story] = []
  /// The subject of the full edition.
  public internal(set) var subject = ""
  /// Every known story with the reason it is in or out.
  public let choices: [StoryChoice]
  /// What each member of the audience would get.
  public internal(set) var allotments: [Allotment] = []
  public internal(set) var sync: SyncReport
  /// A template or introduction that cannot be used.
  var flaw: (any HintedError)?
  /// Whether the affiliate has been fetched at all.
  public let isFetched: Bool

  init(
    affiliate: AffiliateID, id: EditionID, choices: [StoryChoice], sync: SyncReport,
    isFetched: Bool
  ) {
    self.affiliate = affiliate
    self.id = id
    self.choices = choices
    self.sync = sync
    self.isFetched = isFetched
  }

  /// Why nothing can be sent, when something stands in the way.
  public var obstacle: (any HintedError)? { sync.obstacle ?? flaw }

  /// How many subscribers would get a message.
  public var recipients: Int { receiving.count { !$0.member.isCopy } }

  /// How many messages would go out, copies included.
  public var messages: Int { receiving.count }

  /// How many are left out, by reason.
  public var skipped: [SkipReason: Int] {
    leftOut.reduce(into: [:]) { counts, entry in counts[entry.reason, default: 0] += 1 }
  }

  /// Everybody who is left out, and why.
  public var leftOut: [(member: AudienceMember, reason: SkipReason)] {
    allotments.compactMap { allotment in
      guard case .leftOut(let reason) = allotment.share else { return nil }
      return (allotment.member, reason)
    }
  }

  private var receiving: [Allotment] {
    allotments.filter { if case .stories = $0.share { true } else { false } }
  }
}
