public import Diagnostics
import Foundation
import Lists
import Mail
import Newsletter
import Storage

extension Federation {
  /// Moves a person from one affiliate's list to another's: the row in the files, and the
  /// subscription with a note of where it came from.
  public func moveInLists(_ text: String, from: String, to: String) throws -> ExitCode {
    let (old, new) = (try affiliate(from), try affiliate(to))
    let address = try EmailAddress(text)
    let person = Subscriber(address)
    if old.id == new.id {
      throw UsageError("\(from) and \(to) are one list", hint: "name two: --from A --to B")
    }
    let lock = try lock()
    let store = try store()
    let subscription = try subscription(of: person, on: old, in: store)
    try refuseIfGone(person, from: new.id, in: store)
    let row = try ListFile(old).row(of: address.canonical)
    // The new row first: whatever stops the work then, the person is on one list at least.
    let taken = try row.map { try ListFile(new).take($0.recipient) }
    let moved = moved(subscription, from: old, to: new, as: taken?.recipient)
    try store.save([moved], at: Self.clock())
    if row != nil { _ = try ListFile(old).remove(address.canonical) }
    var gone = subscription
    gone.status = .removed
    try store.save([gone], at: Self.clock())
    withExtendedLifetime(lock) {}
    if let lost = taken?.missing, !lost.isEmpty {
      console.warn(
        "\(new.listName) has no column for \(lost.joined(separator: ", ")) of \(address.spelling)",
        hint: "add the columns to the first line, and the words to the row")
    }
    let done = "\(address.spelling) has moved from \(from) to \(to)"
    try console.show(done, json: ["done": done])
    return .done
  }

  private func subscription(
    of person: Subscriber, on affiliate: AffiliateConfiguration, in store: Store
  ) throws -> Subscription {
    let subscription = try store.subscriptions(of: person).first { $0.affiliate == affiliate.id }
    guard let subscription, subscription.status == .confirmed else {
      throw UsageError(
        "\(person) is not on the list of \(affiliate.id)",
        hint: "'broadsheet lists show \(person)' says where they are; after a change of the file "
          + "run 'lists sync' first")
    }
    if try store.optedOut(of: affiliate.id).contains(person) {
      throw UsageError(
        "\(person) has left \(affiliate.id): who left is not moved",
        hint: "'broadsheet lists show \(person)' says when and how")
    }
    return subscription
  }

  /// - Parameter row: the person as the other file has them, if it does.
  private func moved(
    _ subscription: Subscription, from old: AffiliateConfiguration,
    to new: AffiliateConfiguration, as row: Recipient?
  ) -> Subscription {
    var moved = subscription
    moved.affiliate = new.id
    if let row {
      // Who has a row is on the list by the file, which sync looks after.
      moved.origin = .file
      moved.recipient = row
    }
    // When and how they first said yes goes along; a move is no consent of its own.
    let before = subscription.shownConsent.map { ", \($0.origin), \($0.at.ISO8601Format())" } ?? ""
    moved.consent = Consent(
      origin: "moved from \(old.id)\(before)", at: Self.clock(), how: .move)
    return moved
  }
}

extension ListFile {
  /// A person's row; nil when they have none, or there is no file.
  fileprivate func row(of canonical: String) throws -> ListRow? {
    var found: ListRow?
    do {
      _ = try read { row in
        if row.recipient.address.canonical == canonical { found = row }
      }
    } catch let error as ListError where error.reason == .missing {
      return nil
    }
    return found
  }

  /// Adds a person, or leaves the row that is there; what the file has no column for is left out.
  ///
  /// - Returns: the person as the file has them now, and the columns that are missing.
  fileprivate func take(
    _ recipient: Recipient
  ) throws -> (recipient: Recipient, missing: [String]) {
    if let row = try row(of: recipient.address.canonical) { return (row.recipient, []) }
    let missing = try missingColumns(for: recipient)
    var person = recipient
    for column in missing { person.leaveOut(column) }
    try add(person)
    return (person, missing)
  }
}

extension Recipient {
  fileprivate mutating func leaveOut(_ column: String) {
    switch column {
    case "name": name = nil
    case "language": language = nil
    default: fields = fields.filter { $0.key.lowercased() != column }
    }
  }
}
