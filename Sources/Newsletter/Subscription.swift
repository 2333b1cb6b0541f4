/// One person on one affiliate's list.
public struct Subscription: Sendable, Equatable, Codable {
  public var affiliate: AffiliateID
  public var recipient: Recipient
  public var status: SubscriptionStatus
  public var origin: SubscriptionOrigin

  public init(
    affiliate: AffiliateID, recipient: Recipient, status: SubscriptionStatus,
    origin: SubscriptionOrigin
  ) {
    self.affiliate = affiliate
    self.recipient = recipient
    self.status = status
    self.origin = origin
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
