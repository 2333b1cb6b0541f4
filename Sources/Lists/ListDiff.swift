import Mail
public import Newsletter

/// Compares a list file with what the store knows of the affiliate, one person at a time and in
/// about 50 octets each, where ``ListSync`` has all of them at once. It says what a sync would do
/// with each.
///
///     for subscription in stored { diff.know(subscription) }
///     for row in file { diff.finding(row.recipient, isBarred: …) }
///     for subscription in stored { diff.finding(subscription, …) }   // the same, in the same order
public struct ListDiff: Sendable {
  public enum Finding: Sendable, Equatable {
    case unchanged
    case added
    /// Still listed, with other words in the row.
    case changed
    /// Removed once, and listed again.
    case returned
    /// Listed, and not mailed: they left, or must never be mailed.
    case keptOut
    /// Gone from the file.
    case removed
    /// Confirmed, and never in the file.
    case onlyInStore
  }

  private struct Known {
    var status: SubscriptionStatus
    var origin: SubscriptionOrigin
    var isListed = false
    /// Whether the person chose their language, so that the row's does not count.
    var hasOwnLanguage: Bool
    /// Of what the row is compared by.
    var hash: Int
  }

  private var places = AddressNumbers()
  private var known: [Known] = []
  /// How many of the known the second pass over the store could still tell something of.
  private var unlisted = 0

  public init() {}

  /// Whether nothing can be told of who is in the store and not in the file.
  public var isEverybodyListed: Bool { unlisted == 0 }

  /// Takes in a subscription of the affiliate.
  public mutating func know(_ subscription: Subscription) {
    let address = subscription.recipient.address.canonical
    if let place = places.insert(address, known.count) {
      known[place].status = subscription.status
    }
    // Each has a place of its own, whatever the store holds.
    known.append(
      Known(
        status: subscription.status, origin: subscription.origin,
        hasOwnLanguage: subscription.chosenLanguage != nil,
        hash: Self.hash(subscription.recipient, subscription.chosenLanguage == nil)))
    if subscription.status == .confirmed { unlisted += 1 }
  }

  /// What a sync would make of a row.
  ///
  /// - Parameter isBarred: whether the person left the affiliate or must never be mailed.
  public mutating func finding(_ recipient: Recipient, isBarred: Bool) -> Finding {
    guard let place = places.number(of: recipient.address.canonical) else {
      return isBarred ? .keptOut : .added
    }
    if !known[place].isListed, known[place].status == .confirmed { unlisted -= 1 }
    known[place].isListed = true
    if isBarred { return .keptOut }
    switch (known[place].status, known[place].origin) {
    case (.unsubscribed, _): return .keptOut
    case (.unconfirmed, _): return .added
    case (.removed, _): return .returned
    case (.confirmed, .file):
      let hash = Self.hash(recipient, !known[place].hasOwnLanguage)
      return known[place].hash == hash ? .unchanged : .changed
    case (.confirmed, _): return .unchanged
    }
  }

  /// What a sync would make of a subscription after all rows have been told.
  ///
  /// - Parameter place: the how many-th it is, from 0, of those that were told to ``know(_:)``.
  public func finding(storedAt place: Int) -> Finding {
    let subscription = known[place]
    if subscription.isListed || subscription.status != .confirmed { return .unchanged }
    return subscription.origin == .file ? .removed : .onlyInStore
  }

  private static func hash(_ recipient: Recipient, _ withLanguage: Bool) -> Int {
    var hasher = Hasher()
    hasher.combine(recipient.address.spelling)
    hasher.combine(recipient.name)
    hasher.combine(withLanguage ? recipient.language : nil)
    // One number for all fields, whatever their order.
    var fields = 0
    for (key, value) in recipient.fields {
      var field = Hasher()
      field.combine(key)
      field.combine(value)
      fields &+= field.finalize()
    }
    hasher.combine(fields)
    return hasher.finalize()
  }
}

/// One column in which a row differs from what the store has.
public struct ColumnChange: Sendable, Equatable {
  /// `email` (its spelling), `name`, `language` or the field's name.
  public let column: String
  /// As the store has it; nil for nothing.
  public let before: String?
  public let after: String?

  /// What differs, in the order email, name, language, fields by name.
  public static func changes(from old: Recipient, to new: Recipient) -> [Self] {
    let fields = Set(old.fields.keys).union(new.fields.keys).sorted()
    let all =
      [
        Self(column: "email", before: old.address.spelling, after: new.address.spelling),
        Self(column: "name", before: old.name, after: new.name),
        Self(column: "language", before: old.language, after: new.language),
      ] + fields.map { Self(column: $0, before: old.fields[$0], after: new.fields[$0]) }
    return all.filter { $0.before != $0.after }
  }
}
