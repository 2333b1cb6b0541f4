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
    var report = BalanceReport(
      balances, seconds: Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18)
    let owed = try store.owedCounts(at: Self.clock())
    report.owed = owed.waiting
    report.undelivered = owed.undelivered
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
    try store.eachDelivery(of: id) { entries.append(DeliveryEntry($0)) }
    let balances = BalanceReport(try store.balances(of: [id]), seconds: 0)
    try console.show(
      (entries.map { $0.line(in: timeZone) } + [balances.text]).joined(separator: "\n"),
      json: EditionLog(edition: name, deliveries: entries, balance: balances.editions.first))
    return balances.editions.allSatisfy(\.balanced) ? .done : .failure
  }

  /// All that is known of one person: "did I get it?"
  public func logAddress(_ text: String) throws -> ExitCode {
    let subscriber = Subscriber(try EmailAddress(text))
    let log = try storeToRead().log(of: subscriber, at: Self.clock())
    let report = PersonLog(log)
    try console.show(report.text(in: timeZone), json: report)
    return .done
  }
}

private struct EditionLog: Encodable {
  let edition: String
  let deliveries: [DeliveryEntry]
  let balance: BalanceReport.Entry?
}

/// JSON has its moments in UTC, text in the organization's time.
private struct DeliveryEntry: Encodable {
  struct Attempt: Encodable {
    let at: Date
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
  let nextTry: Date?
  let stories: [String]
  let attempts: [Attempt]

  init(_ delivery: LoggedDelivery) {
    edition = delivery.edition.text
    address = delivery.address
    isCopy = delivery.isCopy
    state = delivery.state.rawValue
    reason = delivery.reason?.words
    reply = delivery.reply
    nextTry = delivery.nextTry
    stories = delivery.stories
    attempts = delivery.attempts.map {
      Attempt(at: $0.at, run: $0.run, state: $0.state.rawValue, detail: $0.detail)
    }
  }

  private func why(in zone: TimeZone) -> String {
    let next = nextTry.map { "next try \(LocalTimeText.text($0, in: zone))" }
    let facts = [reason, reason == nil ? reply : nil, next, isCopy ? "copy" : nil]
      .compactMap { $0 }
    return facts.isEmpty ? "" : " (\(facts.joined(separator: "; ")))"
  }

  func line(in zone: TimeZone) -> String { "\(address)  \(state)\(why(in: zone))" }

  func lines(in zone: TimeZone) -> [String] {
    let last = attempts.last.map { "  \(LocalTimeText.text($0.at, in: zone))" } ?? ""
    return ["\(edition)\(last)  \(state)\(why(in: zone))"] + stories.map { "    \($0)" }
  }
}

private struct PersonLog: Encodable {
  struct Owed: Encodable {
    let title: String
    let since: Date
    let undelivered: Bool
  }

  struct OptOut: Encodable {
    let affiliate: String?
    let at: Date
    let source: String
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
      OptOut(affiliate: $0.affiliate, at: $0.at, source: $0.source)
    }
    suppressed = log.isSuppressed
  }

  func text(in zone: TimeZone) -> String {
    var lines = [address]
    lines += subscriptions.sorted { $0.key < $1.key }.map { "  on \($0.key): \($0.value)" }
    lines += optOuts.map {
      let moment = LocalTimeText.text($0.at, in: zone)
      return "  left \($0.affiliate ?? "all lists") at \(moment) (\($0.source))"
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
