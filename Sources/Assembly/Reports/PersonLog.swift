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

  struct OptOut: Encodable {
    let affiliate: String?
    /// Whether it is the later decision to be on again.
    let isLifted: Bool
    let at: Date
    let source: String
    let reason: String?
  }

  let address: String
  let subscriptions: [String: String]
  let deliveries: [DeliveryEntry]
  let owed: [Owed]
  let optOuts: [OptOut]
  let suppressed: Bool

  init(_ log: AddressLog) {
    address = log.subscriber.canonical
    subscriptions = Dictionary(
      log.subscriptions.map { ($0.affiliate, $0.status) }, uniquingKeysWith: { first, _ in first })
    deliveries = log.deliveries.map(DeliveryEntry.init)
    owed = log.owed.map {
      Owed(title: $0.title, since: $0.since, undelivered: $0.isUndelivered)
    }
    optOuts = log.optOuts.map {
      OptOut(
        affiliate: $0.affiliate, isLifted: $0.isLifted, at: $0.at, source: $0.source,
        reason: $0.reason)
    }
    suppressed = log.isSuppressed
  }

  func text(in zone: TimeZone) -> String {
    var lines = [address]
    lines += subscriptions.sorted { $0.key < $1.key }.map { "  on \($0.key): \($0.value)" }
    lines += optOuts.map {
      let moment = LocalTimeText.text($0.at, in: zone)
      let list = $0.affiliate ?? "all lists"
      let why = $0.reason.map { ": \($0)" } ?? ""
      return "  \($0.isLifted ? "came back to" : "left") \(list) at \(moment) (\($0.source))\(why)"
    }
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
