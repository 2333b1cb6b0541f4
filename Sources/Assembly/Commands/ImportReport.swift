import Lists
import Newsletter

/// What an import did or would do.
struct ImportReport: Encodable {
  struct BadRow: Encodable {
    let line: Int
    let what: String
    let hint: String?
  }

  struct Column: Encodable {
    let heading: String
    /// Nil for a column that is not taken.
    let meaning: String?
  }

  let file: String
  let affiliate: String
  /// The program that wrote the file, where its headings show it.
  let format: String?
  let dryRun: Bool
  let imported: Int
  let alreadyThere: Int
  let keptOut: [String: Int]
  /// People of the file who are not subscribed there, by standing.
  let notTaken: [String: Int]
  let optOutsRecorded: Int
  let badRows: Int
  let problems: [BadRow]
  /// Addresses that look like slips of the pen; they are taken as they are.
  let warnings: [String]
  let notes: [String]
  let columns: [Column]

  init(_ file: ImportFile, _ reading: ListReading, _ intake: ListIntake) {
    self.file = file.name
    affiliate = intake.affiliate.text
    format = file.format?.rawValue
    dryRun = intake.isTrial
    imported = intake.imported
    alreadyThere = intake.alreadyThere
    keptOut = ["left": intake.hadLeft, "suppressed": intake.suppressed].filter { $0.value > 0 }
    notTaken = Dictionary(
      uniqueKeysWithValues: intake.notTaken.map { ($0.key.rawValue, $0.value) })
    optOutsRecorded = intake.optOuts
    badRows = reading.problems.count { !$0.keepsRow } + reading.moreProblems
    problems = reading.problems.map { BadRow(line: $0.line, what: $0.what, hint: $0.rowHint) }
    warnings =
      intake.slips.map { "\(file.name) line \($0.line): \($0.slip.message)" }
      + (intake.moreSlips > 0
        ? ["\(intake.moreSlips.counted("more address looks", "more addresses look")) like slips"]
        : [])
    notes = reading.notes.map(\.what)
    columns = zip(reading.header.names, reading.header.columns).map { name, column in
      Column(heading: name, meaning: column.words)
    }
  }

  /// How many rows named somebody.
  var people: Int {
    imported + alreadyThere + keptOut.values.reduce(0, +) + notTaken.values.reduce(0, +)
  }

  var text: String {
    var lines = ["\(file)\(format.map { ", from \($0)," } ?? "") for \(affiliate):"]
    let will = dryRun ? "would be " : ""
    lines.append("  \(imported.counted("person", "people")) \(will)imported")
    let others = [
      (alreadyThere, "on the list already"),
      (keptOut["left"] ?? 0, "kept out: they left this list or all"),
      (keptOut["suppressed"] ?? 0, "kept out: suppressed"),
      (badRows, badRows == 1 ? "bad row" : "bad rows"),
    ]
    lines += others.filter { $0.0 > 0 }.map { "  \($0.0) \($0.1)" }
    lines += notTaken.sorted { $0.key < $1.key }.map { "  \($0.value) not taken: \($0.key) there" }
    if optOutsRecorded > 0 {
      lines.append(
        "  \(optOutsRecorded.counted("decision", "decisions")) to leave \(will)recorded: "
          + "no file brings them back")
    }
    let left = columns.filter { $0.meaning == nil && !$0.heading.isEmpty }.map(\.heading)
    if !left.isEmpty {
      lines.append(
        "  columns not taken: \(left.joined(separator: ", "))"
          + " (take one with --map 'HEADING=name')")
    }
    if dryRun { lines.append("  nothing was changed: this was a dry run") }
    return lines.joined(separator: "\n")
  }
}

extension ListHeader.Column {
  /// The meaning in words; nil for a column that is not taken.
  fileprivate var words: String? {
    switch self {
    case .email: "email"
    case .name: "name"
    case .firstName: "first name"
    case .lastName: "last name"
    case .language: "language"
    case .field(let name): name
    case .remark(let remark): remark.rawValue
    case .unnamed: nil
    }
  }
}
