public import Diagnostics
import Lists
import Mailroom
import Newsletter

extension Federation {
  /// Brings the store in line with the list files.
  ///
  /// - Parameter isSure: apply even what would remove many people at once.
  public func syncLists(_ names: [String], isSure: Bool) throws -> ExitCode {
    let affiliates = try affiliates(names)
    let lock = try lock()
    let reports = try mailroom(try store()).sync(affiliates, isSure: isSure)
    withExtendedLifetime(lock) {}
    for report in reports {
      for problem in report.problems { console.warn(problem.message, hint: problem.hint) }
      if let obstacle = report.obstacle { _ = console.report(obstacle) }
    }
    let entries = reports.filter { $0.obstacle == nil }.map(SyncEntry.init)
    try console.show(entries.map(\.line).joined(separator: "\n"), json: ["lists": entries])
    return reports.compactMap { $0.obstacle?.exitCode }.max() ?? .done
  }
}

private struct SyncEntry: Encodable {
  let affiliate: String
  let added: Int
  let updated: Int
  let returned: Int
  let removed: Int
  let onlyInStore: Int
  let keptOut: Int

  init(_ report: SyncReport) {
    affiliate = report.affiliate.text
    added = report.changes.added.count
    updated = report.changes.updated.count
    returned = report.changes.returned.count
    removed = report.changes.removed.count
    onlyInStore = report.changes.onlyInStore
    keptOut = report.changes.keptOut
  }

  var line: String {
    let parts = [
      (added, "added"), (updated, "updated"), (returned, "returned"), (removed, "removed"),
      (onlyInStore, "only in the store"), (keptOut, "kept out"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return "\(affiliate): " + (parts.isEmpty ? "nothing changed" : parts.joined(separator: ", "))
  }
}
