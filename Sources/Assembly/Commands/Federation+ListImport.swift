public import Diagnostics
import Foundation
import Lists
import Mail
import Newsletter
import Storage

extension Federation {
  /// Takes the people of a file that another program exported onto an affiliate's list.
  ///
  /// Who left there has left here; who left here, or must never be mailed, stays out. Running it
  /// again changes nothing more.
  ///
  /// - Parameters:
  ///   - columns: what columns mean, each as `Heading=meaning`.
  ///   - isTrial: say what would be done, and do nothing.
  public func importList(
    _ path: String, into name: String, columns: [String], isTrial: Bool
  ) throws -> ExitCode {
    let affiliate = try affiliate(name)
    guard FileManager.default.fileExists(atPath: path) else {
      throw UsageError("\(path) does not exist", hint: "see what is there with 'ls'")
    }
    let file = try ImportFile(
      URL(fileURLWithPath: path), for: affiliate.id, mapping: Self.mapping(columns))
    let lock = isTrial ? nil : try lock()
    let store = isTrial ? try storeToRead() : try store()
    var intake = try ListIntake(file, affiliate.id, store, isTrial: isTrial, at: Self.clock())
    let reading = try intake.run()
    withExtendedLifetime(lock) {}
    for problem in reading.problems { console.warn(problem.message, hint: problem.rowHint) }
    for note in reading.notes { console.note(note.message) }
    let report = ImportReport(file, reading, intake)
    for warning in report.warnings { console.warn(warning) }
    try console.show(report.text, json: ["import": report])
    return report.people == 0 && !reading.problems.isEmpty ? .badData : .done
  }

  private static func mapping(_ columns: [String]) throws -> ColumnMapping {
    var mapping = ColumnMapping()
    for column in columns {
      guard let sign = column.lastIndex(of: "="), sign > column.startIndex else {
        throw UsageError(
          "'\(column)' does not say what a column means",
          hint: "write the heading, = and the meaning: --map 'Email Address=email'")
      }
      mapping.map(
        String(column[..<sign]), to: String(column[column.index(after: sign)...]))
    }
    return mapping
  }
}

extension ListProblem {
  /// The next step, where the command that shows every row is no help: it is the one that was run,
  /// or the file is not a list that it could check.
  var rowHint: String? {
    if case .address(let error) = reason { error.hint } else { hint }
  }
}
