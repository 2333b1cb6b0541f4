import Mail
public import Newsletter

/// Compares a list file with what the store knows of the affiliate, and says what to change.
///
/// It acts on subscriptions of origin file alone: who is gone from the file is removed, who comes
/// back returns, and no file ever revives an opt-out.
public enum ListSync {
  /// - Parameters:
  ///   - file: the people in the list file, each once (``ListReading/recipients``).
  ///   - stored: all subscriptions of the affiliate.
  ///   - barred: canonical addresses that opted out of this affiliate or must never be mailed.
  public static func changes(
    file: some Sequence<Recipient>, stored: [Subscription], barred: Set<String> = []
  ) -> SyncChanges {
    var changes = SyncChanges()
    var known = KnownPeople(stored)
    for recipient in file {
      changes.take(recipient, known.find(recipient.address.canonical), barred)
    }
    for (subscription, isListed) in zip(stored, known.isFound) {
      changes.take(subscription, isListed: isListed)
    }
    return changes
  }
}

/// An affiliate's subscriptions, looked up in the order of a list file.
///
/// Most files have most of their people in the order in which they came into the store, so that
/// the next one is looked at first, and a table made only when it is somebody else.
private struct KnownPeople {
  private let stored: [Subscription]
  private(set) var isFound: [Bool]
  private var foundCount = 0
  private var next = 0
  private var places: [String: Int]?

  init(_ stored: [Subscription]) {
    self.stored = stored
    isFound = Array(repeating: false, count: stored.count)
  }

  mutating func find(_ canonical: String) -> Subscription? {
    guard foundCount < stored.count, let place = place(of: canonical), !isFound[place] else {
      return nil
    }
    isFound[place] = true
    foundCount += 1
    next = place + 1
    return stored[place]
  }

  private mutating func place(of canonical: String) -> Int? {
    if next < stored.count, stored[next].recipient.address.canonical == canonical { return next }
    let places = places ?? table()
    self.places = places
    return places[canonical]
  }

  private func table() -> [String: Int] {
    Dictionary(
      zip(stored.map(\.recipient.address.canonical), stored.indices),
      uniquingKeysWith: { first, _ in first })
  }
}
