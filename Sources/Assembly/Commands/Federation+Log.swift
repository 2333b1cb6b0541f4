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

  /// All that is known of one person: "did I get it?"
  public func logAddress(_ text: String) throws -> ExitCode {
    let subscriber = Subscriber(try EmailAddress(text))
    let log = try storeToRead().log(of: subscriber, at: Self.clock())
    let report = PersonLog(log)
    try console.show(report.text(in: timeZone), json: report)
    return .done
  }
}
