import Foundation
import Mail
import Newsletter
import Storage

/// Plans one edition after the other: each sees what those before it would give to whom.
///
/// People pass one by one: what stays of each is a bit for each story, and what was asked for.
struct Planning {
  /// Whose allotments a plan holds beside the counts.
  enum Keeping {
    case nobody
    case one(Subscriber)
    case everybody
  }

  private let store: Store
  private let now: Date
  private let keeping: Keeping
  private let suppressed: Set<Subscriber>
  private var ledger = StoryLedger()
  private var numbers: PlanningNumbers

  init(_ store: Store, at now: Date, keeping: Keeping) throws {
    self.store = store
    self.now = now
    self.keeping = keeping
    suppressed = try store.suppressed()
    numbers = try PlanningNumbers(store)
  }

  /// Gives the stories of a plan's edition to its audience.
  ///
  /// - Parameters:
  ///   - list: the affiliate's subscriptions; nil: as they are in the store.
  ///   - segment: whom of them it is for; nil: everybody.
  mutating func allot(
    _ plan: inout EditionPlan, to list: [ListedPerson]?, in segment: Segment?,
    copies: [EmailAddress]
  ) throws {
    let stories = plan.edition?.stories.map(\.id) ?? []
    let owed = try store.owed(through: plan.affiliate, at: now)
    let owedIDs = Set(owed.values.joined()).subtracting(stories)
    ledger.learn(try store.reserved((stories + owedIDs).filter { !ledger.knows($0) }))
    plan.owedStories = try store.stories(owedIDs)

    let listed = try list.map { try numbers.numbers(of: $0) } ?? []
    let copied = try numbers.numbers(of: copies.map { Subscriber($0) })
    let kept = try keptNumber()
    var audience = try audience(of: plan.affiliate, copies: copied)
    func give(_ member: AudienceMember?, _ recipient: () throws -> Recipient) throws {
      guard let member else { return }
      let share = ledger.share(of: stories, owed: owed[member.subscriber] ?? [], for: member)
      let isKept = keepsAll || member.subscriber == kept
      try plan.take(member, share, isKept: isKept, recipient)
    }
    if let list {
      for (number, person) in zip(listed, list) {
        let recipient = person.subscription.recipient
        let member = audience.member(number, person.subscription.status) {
          segment?.contains(recipient) ?? true
        }
        try give(member) { recipient }
      }
    } else {
      try store.eachSubscription(of: plan.affiliate) { person in
        let member = try audience.member(person.number, person.status) {
          try segment.map(person.isIn) ?? true
        }
        try give(member) { try person.recipient() }
      }
    }
    for member in audience.copies {
      guard let index = copied.firstIndex(of: member.subscriber) else { continue }
      try give(member) { Recipient(address: copies[index]) }
    }
  }

  private var keepsAll: Bool { if case .everybody = keeping { true } else { false } }

  private mutating func keptNumber() throws -> Int64? {
    guard case .one(let subscriber) = keeping else { return nil }
    return try numbers.numbers(of: [subscriber]).first
  }

  private func audience(of affiliate: AffiliateID, copies: [Int64]) throws -> Audience {
    let optedOut = try store.optedOut(of: affiliate)
    return Audience(
      copies: copies, suppressed: try numbers.set(of: suppressed),
      optedOut: try numbers.set(of: optedOut))
  }
}
