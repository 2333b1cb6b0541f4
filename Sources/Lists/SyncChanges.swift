import Mail
public import Newsletter

/// What a sync of one list would change in the store.
public struct SyncChanges: Sendable, Equatable {
  /// New to the affiliate, or signed up on the web and never confirmed: confirmed by the file.
  public var added: [Recipient] = []
  /// Still listed, with another spelling, name, language or field.
  public var updated: [Recipient] = []
  /// Removed once, and listed again.
  public var returned: [Recipient] = []
  /// Canonical addresses that are gone from the file.
  public var removed: [String] = []
  /// Confirmed people who never were in the file: web sign-ups and imports.
  public var onlyInStore = 0
  /// Rows of people who opted out or are suppressed; nothing revives them.
  public var keptOut = 0
  /// How many the file kept on the list before.
  public var before = 0

  public init() {}

  /// Whether the store would stay as it is.
  public var isEmpty: Bool {
    added.isEmpty && updated.isEmpty && returned.isEmpty && removed.isEmpty
  }

  /// Whether it may be applied unasked: it removes at most a tenth of the list, or at most 5.
  public var isSafe: Bool { removed.count * 10 <= before || removed.count <= 5 }

  mutating func take(
    _ recipient: Recipient, _ subscription: Subscription?, _ barred: Set<String>
  ) {
    if barred.contains(recipient.address.canonical) || subscription?.status == .unsubscribed {
      keptOut += 1
      return
    }
    switch (subscription?.status, subscription?.origin) {
    case (nil, _), (.unconfirmed, _): added.append(recipient)
    case (.removed, _): returned.append(recipient)
    case (.confirmed, .file) where subscription?.recipient != recipient: updated.append(recipient)
    default: break
    }
  }

  mutating func take(_ subscription: Subscription, isListed: Bool) {
    switch (subscription.origin, subscription.status) {
    case (.file, .confirmed):
      before += 1
      if !isListed { removed.append(subscription.recipient.address.canonical) }
    case (.web, .confirmed) where !isListed, (.import, .confirmed) where !isListed:
      onlyInStore += 1
    default: break
    }
  }
}
