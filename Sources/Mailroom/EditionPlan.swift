public import Composer
public import Diagnostics
public import Lint
public import Mail
public import Newsletter

/// What `send` would do for one affiliate.
public struct EditionPlan: Sendable {
  public let affiliate: AffiliateID
  /// The id it would get if it were made now.
  public let id: EditionID
  /// Nil when there is no edition to make.
  public internal(set) var edition: Edition?
  /// The edition's stories as readers see them, none when there is no edition.
  public var shownStories: [Story] { edition.map { $0.shown($0.stories) } ?? [] }
  /// Stories that are owed to some of the audience and would ride along.
  public internal(set) var owedStories: [Story] = []
  /// What the lint says of the full edition; nil when it was not asked.
  public internal(set) var lint: LintReport?
  /// The subject of the full edition.
  public internal(set) var subject = ""
  /// Every known story with the reason it is in or out.
  public let choices: [StoryChoice]
  /// How many subscribers would get a message.
  public private(set) var recipients = 0
  /// How many messages would go out, copies included.
  public private(set) var messages = 0
  /// How many are left out, by reason.
  public private(set) var skipped: [SkipReason: Int] = [:]
  /// The first 10,000 who are left out, and why.
  public private(set) var leftOut: [(address: EmailAddress, reason: SkipReason)] = []
  /// What those get whom the plan was asked about.
  private(set) var allotments: [Allotment] = []
  private var ridingIDs: Set<StoryID> = []
  private var ridingPeople = 0
  public internal(set) var sync: SyncReport
  /// What opens it; none when it cannot be read.
  public internal(set) var introduction = Introduction.none
  /// What of the introduction cannot be done as it says.
  public internal(set) var remarks: [String] = []
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

  /// The owed stories that go to somebody with this edition, and to how many people.
  public var riding: (stories: [Story], people: Int) {
    (owedStories.filter { ridingIDs.contains($0.id) }, ridingPeople)
  }

  static let mostNamed = 10_000

  /// Counts what one member of the audience would get.
  ///
  /// - Parameter isKept: whether it is looked at afterwards.
  mutating func take(
    _ member: AudienceMember, _ share: Share, isKept: Bool, _ recipient: () throws -> Recipient
  ) throws {
    if isKept {
      allotments.append(
        Allotment(subscriber: member.subscriber, recipient: try recipient(), share: share))
    }
    switch share {
    case .stories(let stories):
      messages += 1
      if !member.isCopy { recipients += 1 }
      noteRiding(stories)
    case .leftOut(let reason):
      skipped[reason, default: 0] += 1
      if leftOut.count < Self.mostNamed { leftOut.append((try recipient().address, reason)) }
    }
  }

  private mutating func noteRiding(_ stories: [StoryID]) {
    let owed = owedStories.map(\.id).filter { stories.contains($0) }
    guard !owed.isEmpty else { return }
    ridingIDs.formUnion(owed)
    ridingPeople += 1
  }
}

/// What one member of an audience would get.
struct Allotment {
  /// The person's number in the store, or the one that this plan gave them.
  let subscriber: Int64
  let recipient: Recipient
  let share: Share
}
