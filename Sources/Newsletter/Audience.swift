public import Mail

/// One person as an edition finds them: whom it goes to, or why it does not.
public struct AudienceMember: Sendable, Equatable {
  public let recipient: Recipient
  /// Why nothing may be sent; nil when mail may go out.
  public let exclusion: SkipReason?
  /// A copy shows the full edition and reserves nothing.
  public let isCopy: Bool

  public init(recipient: Recipient, exclusion: SkipReason? = nil, isCopy: Bool = false) {
    self.recipient = recipient
    self.exclusion = exclusion
    self.isCopy = isCopy
  }

  public var subscriber: Subscriber { Subscriber(recipient.address) }
}

/// Everybody that an edition has a row for: each subscription of the affiliate, and the copies.
public struct Audience: Sendable, Equatable {
  public let members: [AudienceMember]

  /// - Parameters:
  ///   - subscriptions: all of the affiliate's, whatever their status.
  ///   - copies: addresses that get every edition in full. A subscriber who may be mailed gets
  ///     the stories that are theirs and no copy: nobody gets a story twice.
  ///   - suppressed: the people who must never be mailed.
  ///   - optedOut: those who left this affiliate, or all.
  public init(
    subscriptions: [Subscription], copies: [EmailAddress], suppressed: Set<Subscriber>,
    optedOut: Set<Subscriber>
  ) {
    let subscribers = subscriptions.map { subscription in
      let subscriber = Subscriber(subscription.recipient.address)
      return AudienceMember(
        recipient: subscription.recipient,
        exclusion: Self.exclusion(
          of: subscription.status, isSuppressed: suppressed.contains(subscriber),
          hasOptedOut: optedOut.contains(subscriber)))
    }
    // Who opted out stays out, copy or not; who is merely off the list may get copies.
    var taken = Set(
      subscribers.filter { ![.removed, .unconfirmed].contains($0.exclusion) }.map(\.subscriber))
    let copyMembers = copies.compactMap { address -> AudienceMember? in
      let subscriber = Subscriber(address)
      guard taken.insert(subscriber).inserted else { return nil }
      return AudienceMember(
        recipient: Recipient(address: address),
        exclusion: Self.exclusion(
          of: .confirmed, isSuppressed: suppressed.contains(subscriber),
          hasOptedOut: optedOut.contains(subscriber)), isCopy: true)
    }
    let copied = Set(copyMembers.map(\.subscriber))
    members = subscribers.filter { !copied.contains($0.subscriber) } + copyMembers
  }

  private static func exclusion(
    of status: SubscriptionStatus, isSuppressed: Bool, hasOptedOut: Bool
  ) -> SkipReason? {
    if isSuppressed { return .suppressed }
    if hasOptedOut { return .unsubscribed }
    switch status {
    case .confirmed: return nil
    case .unconfirmed: return .unconfirmed
    case .removed: return .removed
    case .unsubscribed: return .unsubscribed
    }
  }
}
