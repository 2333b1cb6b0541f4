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
      if report.moreProblems > 0 {
        console.warn("\(report.affiliate): \(report.moreProblems) bad rows more")
      }
      for note in report.notes { console.note(note.message) }
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
  /// Rows that say another language than the person chose.
  let ownLanguage: Int

  init(_ report: SyncReport) {
    affiliate = report.affiliate.text
    added = report.changes.added
    updated = report.changes.updated
    returned = report.changes.returned
    removed = report.changes.removed
    onlyInStore = report.changes.onlyInStore
    keptOut = report.changes.keptOut
    ownLanguage = report.changes.ownLanguage
  }

  var line: String {
    let parts = [
      (added, "added"), (updated, "updated"), (returned, "returned"), (removed, "removed"),
      (onlyInStore, "only in the store"), (keptOut, "kept out"),
      (ownLanguage, "with a language of their own choice"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return "\(affiliate): " + (parts.isEmpty ? "nothing changed" : parts.joined(separator: ", "))
  }
}
