public import Foundation

/// One person on one affiliate's list.
public struct Subscription: Sendable, Equatable, Codable {
  public var affiliate: AffiliateID
  public var recipient: Recipient
  public var status: SubscriptionStatus
  public var origin: SubscriptionOrigin
  /// How it came about; nil: from the list file, at `since`.
  public var consent: Consent?
  /// When it was first written; nil when it is not read back from the store.
  public var since: Date?
  /// The language that the person chose on the web, which their list cannot change; the recipient's
  /// language is this one when there is one.
  public var chosenLanguage: String?

  public init(
    affiliate: AffiliateID, recipient: Recipient, status: SubscriptionStatus,
    origin: SubscriptionOrigin, consent: Consent? = nil, since: Date? = nil,
    chosenLanguage: String? = nil
  ) {
    self.affiliate = affiliate
    self.recipient = recipient
    self.status = status
    self.origin = origin
    self.consent = consent
    self.since = since
    self.chosenLanguage = chosenLanguage
  }
}

/// Where a subscription stands; mail goes to confirmed ones alone.
public enum SubscriptionStatus: String, Sendable, Codable, CaseIterable {
  /// Asked for and not yet confirmed by its owner.
  case unconfirmed
  case confirmed
  /// Gone from its list file; it comes back with its row.
  case removed
  /// Ended by its owner; no file or import revives it.
  case unsubscribed
}

/// What made a subscription; syncing with a file acts on `file` alone.
public enum SubscriptionOrigin: String, Sendable, Codable, CaseIterable {
  case file, web, `import`
}
