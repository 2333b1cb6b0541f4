import Foundation
import Newsletter
import Storage

/// All that the log holds of one person, as `log address` shows it.
struct PersonLog: Encodable {
  struct Owed: Encodable {
    let title: String
    let since: Date
    let undelivered: Bool
  }

  let address: String
  /// By affiliate: what holds, with what the person has decided since.
  let subscriptions: [String: String]
  let deliveries: [DeliveryEntry]
  let owed: [Owed]
  let optOuts: [PersonStanding.Decision]
  let suppressed: Bool
  private let standing: PersonStanding

  private enum CodingKeys: CodingKey {
    case address, subscriptions, deliveries, owed, optOuts, suppressed
  }

  init(_ log: AddressLog) {
    address = log.subscriber.canonical
    let standing = PersonStanding(log)
    self.standing = standing
    subscriptions = Dictionary(
      log.subscriptions.map {
        ($0.affiliate, standing.status(of: $0.affiliate, written: $0.status))
      }, uniquingKeysWith: { first, _ in first })
    deliveries = log.deliveries.map(DeliveryEntry.init)
    owed = log.owed.map {
      Owed(title: $0.title, since: $0.since, undelivered: $0.isUndelivered)
    }
    optOuts = standing.decisions
    suppressed = log.isSuppressed
  }

  func text(in zone: TimeZone) -> String {
    var lines = [address]
    lines += subscriptions.sorted { $0.key < $1.key }.map { "  on \($0.key): \($0.value)" }
    lines += standing.lines(in: zone)
    if suppressed { lines.append("  suppressed: never mailed") }
    if lines.count == 1 && deliveries.isEmpty { lines.append("  not known") }
    lines += deliveries.flatMap { $0.lines(in: zone) }.map { "  \($0)" }
    lines += owed.map {
      $0.undelivered
        ? "  could not be delivered: \($0.title)"
        : "  owed since \(LocalTimeText.text($0.since, in: zone)): \($0.title)"
    }
    return lines.joined(separator: "\n")
  }
}
