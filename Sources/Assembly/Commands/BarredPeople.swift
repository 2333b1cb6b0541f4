import Foundation
import Newsletter
import Storage

/// Who must not be mailed for an affiliate, and why.
struct BarredPeople {
  private var left: Set<Subscriber> = []
  private var suppressed: [Subscriber: String?] = [:]
  private var erased: ErasedPeople?

  init() {}

  init(of affiliate: AffiliateID, in store: Store) throws {
    left = try store.optedOut(of: affiliate)
    suppressed = Dictionary(
      try store.suppressions().map { ($0.subscriber, $0.reason) },
      uniquingKeysWith: { _, last in last })
    erased = try store.erasedPeople()
  }

  func contains(_ person: Subscriber) -> Bool { hasLeft(person) || isSuppressed(person) }

  func hasLeft(_ person: Subscriber) -> Bool { left.contains(person) }

  /// Who was erased is suppressed, under a name that the store alone can tell.
  func isSuppressed(_ person: Subscriber) -> Bool {
    suppressed[person] != nil || erased?.contains(person) ?? false
  }

  /// One word for where a subscription stands, with what holds beside it.
  func standing(of subscription: Subscription) -> String {
    let person = Subscriber(subscription.recipient.address)
    if isSuppressed(person) { return "suppressed" }
    return hasLeft(person)
      ? SubscriptionStatus.unsubscribed.rawValue : subscription.status.rawValue
  }

  /// Why somebody is barred, in words.
  func reason(
    _ person: Subscriber, from affiliate: AffiliateID, in store: Store, _ timeZone: TimeZone
  ) throws -> String {
    if let reason = suppressed[person] {
      return "suppressed" + (reason.map { ": \($0)" } ?? "")
    }
    if erased?.contains(person) ?? false { return "erased at their own wish" }
    guard let departure = try store.departures(of: person, from: affiliate).first else {
      return "they have left"
    }
    let moment = LocalTimeText.text(departure.at, in: timeZone)
    let whole = departure.affiliate.map(\.text) ?? "all lists"
    return "left \(whole) at \(moment) (\(departure.source))"
      + (departure.reason.map { ": \($0)" } ?? "")
  }
}
