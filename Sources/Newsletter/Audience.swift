/// One person as an edition finds them: whom it goes to, or why it does not.
public struct AudienceMember: Sendable, Equatable {
  /// The person's number in the store.
  public let subscriber: Int64
  /// Why nothing may be sent; nil when mail may go out.
  public let exclusion: SkipReason?
  /// A copy shows the full edition and reserves nothing.
  public let isCopy: Bool

  public init(subscriber: Int64, exclusion: SkipReason? = nil, isCopy: Bool = false) {
    self.subscriber = subscriber
    self.exclusion = exclusion
    self.isCopy = isCopy
  }
}

/// Says who is in an edition's audience, one person at a time: each subscription of the affiliate
/// first, whatever its status, then the copies.
///
///     for … in subscriptions { if let member = audience.member(number, status) { … } }
///     for member in audience.copies { … }
public struct Audience: Sendable {
  private let suppressed: SubscriberSet
  private let optedOut: SubscriberSet
  /// Who gets a copy unless a subscription turns up, in order, each once.
  private var waiting: [Int64]

  /// - Parameters:
  ///   - copies: people who get every edition in full. A subscriber who may be mailed gets the
  ///     stories that are theirs and no copy: nobody gets a story twice.
  ///   - suppressed: the people who must never be mailed.
  ///   - optedOut: those who left this affiliate, or all.
  public init(
    copies: [Int64] = [], suppressed: SubscriberSet = SubscriberSet(),
    optedOut: SubscriberSet = SubscriberSet()
  ) {
    self.suppressed = suppressed
    self.optedOut = optedOut
    var seen = SubscriberSet()
    waiting = copies.filter { seen.insert($0) }
  }

  /// A subscriber as the edition finds them; nil when they get a copy in place of it.
  public mutating func member(_ number: Int64, _ status: SubscriptionStatus) -> AudienceMember? {
    member(number, status) { true }
  }

  /// - Parameter isInSegment: asked only of those who may be mailed.
  public mutating func member(
    _ number: Int64, _ status: SubscriptionStatus, isInSegment: () throws -> Bool
  ) rethrows -> AudienceMember? {
    var exclusion = exclusion(of: number, status)
    if exclusion == nil, try !isInSegment() { exclusion = .outsideSegment }
    if let index = waiting.firstIndex(of: number) {
      // Who opted out stays out, copy or not; who is merely off the list may get copies.
      if [.removed, .unconfirmed, .outsideSegment].contains(exclusion) { return nil }
      waiting.remove(at: index)
    }
    return AudienceMember(subscriber: number, exclusion: exclusion)
  }

  /// Those who get copies, after every subscription has been asked about.
  public var copies: [AudienceMember] {
    waiting.map {
      AudienceMember(subscriber: $0, exclusion: exclusion(of: $0, .confirmed), isCopy: true)
    }
  }

  private func exclusion(of number: Int64, _ status: SubscriptionStatus) -> SkipReason? {
    if suppressed.contains(number) { return .suppressed }
    if optedOut.contains(number) { return .unsubscribed }
    switch status {
    case .confirmed: return nil
    case .unconfirmed: return .unconfirmed
    case .removed: return .removed
    case .unsubscribed: return .unsubscribed
    }
  }
}
