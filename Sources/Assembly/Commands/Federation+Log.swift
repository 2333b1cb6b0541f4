public import Diagnostics
import Foundation
import Mail
import Newsletter
import Storage

extension Federation {
  /// Proves the accounts of every edition.
  public func logBalance() throws -> ExitCode {
    let began = ContinuousClock.now
    let store = try storeToRead()
    let balances = try store.balances()
    let elapsed = (ContinuousClock.now - began).components
    let report = BalanceReport(
      balances, seconds: Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18)
    let owed = try store.owedCounts(at: Self.clock())
    var lines = balances.isEmpty ? [] : [report.text]
    if owed.waiting > 0 {
      lines.append(
        "\(owed.waiting.counted("story is", "stories are")) owed and ride with the next edition")
    }
    if owed.undelivered > 0 {
      lines.append(
        "\(owed.undelivered.counted("story", "stories")) could not be delivered within 28 days")
    }
    try console.show((lines + [report.verdict]).joined(separator: "\n"), json: report)
    return balances.allSatisfy(\.isBalanced) ? .done : .failure
  }

  /// Each delivery of an edition.
  public func logEdition(_ name: String) throws -> ExitCode {
    let store = try storeToRead()
    let id = EditionID(text: name)
    var entries: [DeliveryEntry] = []
    try store.eachDelivery(of: id) { entries.append(DeliveryEntry($0, in: timeZone)) }
    let balances = BalanceReport(try store.balances(of: [id]), seconds: 0)
    try console.show(
      (entries.map(\.line) + [balances.text]).joined(separator: "\n"),
      json: EditionLog(edition: name, deliveries: entries, balance: balances.editions.first))
    return balances.editions.allSatisfy(\.balanced) ? .done : .failure
  }

  /// All that is known of one person: "did I get it?"
  public func logAddress(_ text: String) throws -> ExitCode {
    let subscriber = Subscriber(try EmailAddress(text))
    let log = try storeToRead().log(of: subscriber, at: Self.clock())
    let report = PersonLog(log, in: timeZone)
    try console.show(report.text, json: report)
    return .done
  }
}

private struct EditionLog: Encodable {
  let edition: String
  let deliveries: [DeliveryEntry]
  let balance: BalanceReport.Entry?
}

private struct DeliveryEntry: Encodable {
  struct Attempt: Encodable {
    let at: String
    let run: Int64
    let state: String
    let detail: String?
  }

  let edition: String
  let address: String
  let isCopy: Bool
  let state: String
  let reason: String?
  let reply: String?
  let nextTry: String?
  let stories: [String]
  let attempts: [Attempt]

  init(_ delivery: LoggedDelivery, in zone: TimeZone) {
    edition = delivery.edition.text
    address = delivery.address
    isCopy = delivery.isCopy
    state = delivery.state.rawValue
    reason = delivery.reason?.words
    reply = delivery.reply
    nextTry = delivery.nextTry.map { LocalTimeText.text($0, in: zone) }
    stories = delivery.stories
    attempts = delivery.attempts.map {
      Attempt(
        at: LocalTimeText.text($0.at, in: zone), run: $0.run, state: $0.state.rawValue,
        detail: $0.detail)
    }
  }

  private var why: String {
    let facts = [
      reason, reason == nil ? reply : nil, nextTry.map { "next try \($0)" },
      isCopy ? "copy" : nil,
    ].compactMap { $0 }
    return facts.isEmpty ? "" : " (\(facts.joined(separator: "; ")))"
  }

  var line: String { "\(address)  \(state)\(why)" }

  var lines: [String] {
    let last = attempts.last.map { "  \($0.at)" } ?? ""
    return ["\(edition)\(last)  \(state)\(why)"] + stories.map { "    \($0)" }
  }
}

private struct PersonLog: Encodable {
  struct Owed: Encodable {
    let title: String
    let since: String
    let undelivered: Bool
  }

  struct OptOut: Encodable {
    let affiliate: String?
    let at: String
    let source: String
  }

  let address: String
  let subscriptions: [String: String]
  let deliveries: [DeliveryEntry]
  let owed: [Owed]
  let optOuts: [OptOut]
  let suppressed: Bool

  init(_ log: AddressLog, in zone: TimeZone) {
    address = log.subscriber.canonical
    subscriptions = Dictionary(
      log.subscriptions.map { ($0.affiliate, $0.status) }, uniquingKeysWith: { first, _ in first })
    deliveries = log.deliveries.map { DeliveryEntry($0, in: zone) }
    owed = log.owed.map {
      Owed(
        title: $0.title, since: LocalTimeText.text($0.since, in: zone),
        undelivered: $0.isUndelivered)
    }
    optOuts = log.optOuts.map {
      OptOut(
        affiliate: $0.affiliate, at: LocalTimeText.text($0.at, in: zone), source: $0.source)
    }
    suppressed = log.isSuppressed
  }

  var text: String {
    var lines = [address]
    lines += subscriptions.sorted { $0.key < $1.key }.map { "  on \($0.key): \($0.value)" }
    lines += optOuts.map { "  left \($0.affiliate ?? "all lists") at \($0.at) (\($0.source))" }
    if suppressed { lines.append("  suppressed: never mailed") }
    if lines.count == 1 && deliveries.isEmpty { lines.append("  not known") }
    lines += deliveries.flatMap(\.lines).map { "  \($0)" }
    lines += owed.map {
      $0.undelivered
        ? "  could not be delivered: \($0.title)" : "  owed since \($0.since): \($0.title)"
    }
    return lines.joined(separator: "\n")
  }
}
