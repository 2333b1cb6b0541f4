public import Diagnostics
import Foundation
import Newsletter
import Storage

extension Federation {
  /// Each delivery of an edition, and how its sending went.
  ///
  /// An edition may have a million deliveries, so each is printed when it is read.
  public func logEdition(_ name: String) throws -> ExitCode {
    let store = try storeToRead()
    let id = try edition(name, in: store)
    let page = EditionPage(
      edition: id, balance: BalanceReport(try store.balances(of: [id]), seconds: 0),
      figures: try store.figures(of: id).map(FiguresReport.init))
    try console.stream { line in
      if console.isJSON {
        try page.json(of: store, line)
      } else {
        try page.text(of: store, in: timeZone, line)
      }
    }
    return page.balance.editions.allSatisfy(\.balanced) ? .done : .failure
  }

  /// Settles the uncertain deliveries of an edition by what somebody found out.
  public func settle(_ name: String, asSent: Bool) throws -> ExitCode {
    // Before the lock and the file are made: a slip of the pen leaves nothing behind.
    let id = try edition(name, in: storeToRead())
    let lock = try lock()
    let store = try store()
    let log = try SentLog.begin("log settle", in: store, at: Self.clock())
    tellLeftOpen(log, beside: id)
    let settled = try log.settle(id, asSent: asSent, at: Self.clock())
    withExtendedLifetime(lock) {}
    let report = SettleReport(
      edition: name, settled: settled, asSent: asSent,
      balance: BalanceReport(try store.balances(of: [id]), seconds: 0))
    try console.show(report.text, json: report)
    return report.balance.editions.allSatisfy(\.balanced) ? .done : .failure
  }

  /// A run that ended badly may have left other editions with deliveries that are uncertain now.
  private func tellLeftOpen(_ log: SentLog, beside edition: EditionID) {
    for (other, count) in log.leftOpen.sorted(by: { $0.key < $1.key }) where other != edition {
      console.warn(
        "\(other): \(count) uncertain too, since an earlier run ended before it knew more",
        hint: "see 'broadsheet log edition \(other)'")
    }
  }

  private func edition(_ name: String, in store: Store) throws -> EditionID {
    let id = EditionID(text: name)
    let known = try store.editionNames()
    guard !known.contains(id) else { return id }
    throw EditionError(edition: name, known: known.map(\.text).sorted())
  }
}

/// No edition has the name that the command line gives.
public struct EditionError: HintedError, Equatable {
  public let edition: String
  /// The names there are.
  public let known: [String]

  public var message: String { "there is no edition '\(edition)'" }

  public var hint: String? {
    if known.isEmpty { return "none has been made yet" }
    return Suggestion.nearest(to: edition, among: known).map { "did you mean '\($0)'?" }
      ?? "'broadsheet log balance' lists the editions"
  }

  public var exitCode: ExitCode { .badData }
}
