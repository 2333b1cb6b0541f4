import Mail
public import Newsletter

/// Compares a list file with what the store knows of the affiliate, and says what to change.
///
/// It acts on subscriptions of origin file alone: who is gone from the file is removed, who comes
/// back returns, and no file ever revives an opt-out.
public enum ListSync {
  /// - Parameters:
  ///   - file: the people in the list file.
  ///   - stored: all subscriptions of the affiliate.
  ///   - barred: canonical addresses that opted out of this affiliate or must never be mailed.
  public static func changes(
    file: [Recipient], stored: [Subscription], barred: Set<String> = []
  ) -> SyncChanges {
    var changes = SyncChanges()
    let known = Dictionary(
      stored.map { ($0.recipient.address.canonical, $0) }, uniquingKeysWith: { first, _ in first })
    var listed: Set<String> = []
    for recipient in file where listed.insert(recipient.address.canonical).inserted {
      changes.take(recipient, known[recipient.address.canonical], barred)
    }
    for subscription in stored {
      let isListed = listed.contains(subscription.recipient.address.canonical)
      changes.take(subscription, isListed: isListed)
    }
    return changes
  }
}
