import Mail
import Newsletter

/// Makes people of a list's records, and problems of those that are none.
struct RowCollector {
  static let mostProblems = 10_000

  private let file: String
  private let affiliate: AffiliateID
  private let mapping: ColumnMapping
  private var header: ListHeader?
  private var count = 0
  private var problems: [ListProblem] = []
  private var moreProblems = 0
  /// The problem of the row at hand.
  private var fresh: ListProblem?
  /// The line of each person so far.
  private var seen = AddressNumbers()
  private var oddities = RowOddities()

  init(file: String, affiliate: AffiliateID, mapping: ColumnMapping) {
    self.file = file
    self.affiliate = affiliate
    self.mapping = mapping
  }

  /// What came of it all, but for what the rows do not show.
  func reading() throws(ListHeader.Flaw) -> ListReading {
    guard let header else { throw .missing }
    var reading = ListReading(file: file, header: header)
    reading.count = count
    reading.problems = problems
    reading.moreProblems = moreProblems
    return reading
  }

  /// What is unusual about the rows as a whole.
  var notes: [ListNote] {
    let columns = header?.repeated.map { ListNote.Reason.sameColumn(first: $0, second: $1) } ?? []
    return (columns + oddities.notes).map { ListNote(file: file, reason: $0) }
  }

  /// Takes a record, and hands over the person in it, if there is one.
  ///
  /// - Parameter tell: hears of what is wrong with the row.
  mutating func take(
    _ row: borrowing CSVRow, _ tell: (ListProblem) -> Void, _ each: (ListRow) throws -> Void
  ) throws {
    if row.isBlank { return }
    guard let header else { return try takeHeader(row) }
    oddities.look(at: row, header)
    let person = person(row, header)
    if let fresh { tell(fresh) }
    fresh = nil
    guard let person else { return }
    count += 1
    try each(person)
  }

  private mutating func takeHeader(_ row: borrowing CSVRow) throws {
    if let flaw = row.flaw { throw CSVError(line: row.line, reason: .header(flaw)) }
    var names: [String] = []
    for index in 0..<row.count { names.append(GuardedCell.plain(row.text(index))) }
    // The line by which one spreadsheet tells the separator to itself.
    if row.line == 1, names.first?.lowercased() == "sep=" { return }
    header = try ListHeader(names: names, mapping: mapping)
    if row.isWestern { oddities.noteWestern(row, names.first { $0.utf8.contains { $0 > 0x7F } }) }
  }

  private mutating func person(_ row: borrowing CSVRow, _ header: ListHeader) -> ListRow? {
    if let problem = shapeProblem(row, header) {
      report(problem, row.line)
      return nil
    }
    var cells = ListCells()
    for (index, column) in header.columns.enumerated() where index < row.count {
      cells.take(row.text(index), as: column, separator: mapping.addressSeparator)
    }
    do {
      return try person(cells, row, header)
    } catch {
      report(.address(error), row.line)
      return nil
    }
  }

  private func shapeProblem(
    _ row: borrowing CSVRow, _ header: ListHeader
  ) -> ListProblem.Reason? {
    if let flaw = row.flaw { return .flaw(flaw) }
    var count = row.count
    // Spreadsheets pad rows with empty cells.
    while count > header.columns.count, row.octets(count - 1).isEmpty { count -= 1 }
    if count <= header.columns.count { return nil }
    return .tooManyFields(count: count, columns: header.columns.count)
  }

  private mutating func person(
    _ cells: ListCells, _ row: borrowing CSVRow, _ header: ListHeader
  ) throws(AddressError) -> ListRow? {
    let address = try EmailAddress(cells.email)
    let line = row.line
    if let firstLine = seen.insert(address.canonical, line), !mapping.keepsRepeats {
      report(.repeated(address: address.spelling, firstLine: firstLine), line)
      return nil
    }
    if let language = cells.badLanguage { report(.language(language), line) }
    var kept: [String] = []
    if mapping.keepsCells, header.saysMore {
      for index in 0..<row.count { kept.append(GuardedCell.plain(row.text(index))) }
    }
    return ListRow(
      line: line, recipient: cells.recipient(address), remarks: cells.remarks, cells: kept)
  }

  private mutating func report(_ reason: ListProblem.Reason, _ line: Int) {
    let problem = ListProblem(file: file, line: line, affiliate: affiliate, reason: reason)
    fresh = problem
    // A file of nothing but problems must not fill the memory with them.
    if problems.count == Self.mostProblems {
      moreProblems += 1
    } else {
      problems.append(problem)
    }
  }
}
