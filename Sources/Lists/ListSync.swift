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
    var unlisted: [String: Int] = [:]
    unlisted.reserveCapacity(stored.count)
    for (index, subscription) in stored.enumerated() {
      unlisted[subscription.recipient.address.canonical] = index
    }
    for recipient in file {
      // The first reading of a list finds nobody: nothing is looked for then.
      let index =
        unlisted.isEmpty ? nil : unlisted.removeValue(forKey: recipient.address.canonical)
      changes.take(recipient, index.map { stored[$0] }, barred)
    }
    for subscription in stored {
      let isListed = unlisted[subscription.recipient.address.canonical] == nil
      changes.take(subscription, isListed: isListed)
    }
    return changes
  }
}
