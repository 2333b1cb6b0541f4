public import Diagnostics
import Lists
import Mail
import Newsletter
import Storage

extension Federation {
  /// One line for each affiliate's list: how many people, and how many may be mailed.
  public func listLists() throws -> ExitCode {
    let store = try storeToRead()
    let entries = try configuration.affiliates.map { try ListEntry($0, in: store) }
    let width = entries.map(\.affiliate.count).max() ?? 0
    try console.show(
      entries.map { $0.line(width: width) }.joined(separator: "\n"), json: ["lists": entries])
    return .done
  }

  /// The people of one affiliate as the store knows them.
  public func showList(_ name: String) throws -> ExitCode {
    let affiliate = try affiliate(name)
    let store = try storeToRead()
    let optedOut = try store.optedOut(of: affiliate.id)
    let suppressed = try store.suppressed()
    let people = try store.subscriptions(of: affiliate.id).map { subscription -> PersonEntry in
      let subscriber = Subscriber(subscription.recipient.address)
      return PersonEntry(
        subscription, isOptedOut: optedOut.contains(subscriber),
        isSuppressed: suppressed.contains(subscriber))
    }.sorted { $0.address < $1.address }
    try console.show(people.map(\.line).joined(separator: "\n"), json: ["people": people])
    return .done
  }
}

private struct ListEntry: Encodable {
  let affiliate: String
  let file: String
  let people: Int
  let confirmed: Int
  let left: Int

  init(_ affiliate: AffiliateConfiguration, in store: Store) throws {
    let subscriptions = try store.subscriptions(of: affiliate.id)
    let gone = try store.optedOut(of: affiliate.id).union(store.suppressed())
    self.affiliate = affiliate.id.text
    file = affiliate.listName
    people = subscriptions.count
    let mailable = subscriptions.filter {
      $0.status == .confirmed && !gone.contains(Subscriber($0.recipient.address))
    }
    confirmed = mailable.count
    left = people - confirmed
  }

  func line(width: Int) -> String {
    let gone = left > 0 ? ", \(left) of \(people) left or suppressed" : ""
    return
      "\(affiliate.padded(to: width))  \(confirmed.counted("person", "people"))\(gone)  \(file)"
  }
}

private struct PersonEntry: Encodable {
  let address: String
  let name: String?
  let status: String
  let origin: String

  init(_ subscription: Subscription, isOptedOut: Bool, isSuppressed: Bool) {
    address = subscription.recipient.address.spelling
    name = subscription.recipient.name
    status =
      isSuppressed ? "suppressed" : isOptedOut ? "unsubscribed" : subscription.status.rawValue
    origin = subscription.origin.rawValue
  }

  var line: String {
    "\(address)  \(name ?? "")  \(status)\(origin == "file" ? "" : ", from \(origin)")"
  }
}
