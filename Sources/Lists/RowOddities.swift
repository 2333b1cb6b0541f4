/// What many rows of a list have in common and is told once for all of them.
struct RowOddities {
  private var western: (rows: Int, firstLine: Int, example: String)?
  private var short: (rows: Int, firstLine: Int)?
  /// By column, from 0.
  private var unnamed: [Int: Int] = [:]

  var notes: [ListNote.Reason] {
    var notes: [ListNote.Reason] = []
    if let western {
      notes.append(
        .western(
          rows: western.rows, firstLine: western.firstLine, example: western.example))
    }
    if let short { notes.append(.shortRows(rows: short.rows, firstLine: short.firstLine)) }
    return notes
      + unnamed.sorted { $0.key < $1.key }.map {
        .unnamedColumn(number: $0.key + 1, firstLine: $0.value)
      }
  }

  mutating func look(at row: borrowing CSVRow, _ header: ListHeader) {
    if row.isWestern { noteWestern(row, nil) }
    if row.flaw != nil { return }
    if row.count < header.width {
      short = (rows: (short?.rows ?? 0) + 1, firstLine: short?.firstLine ?? row.line)
    }
    guard header.hasNameless else { return }
    for (index, name) in header.names.enumerated()
    where name.isEmpty && unnamed[index] == nil && !row.text(index).mended.isEmpty {
      unnamed[index] = row.line
    }
  }

  mutating func noteWestern(_ row: borrowing CSVRow, _ example: String?) {
    guard western == nil else {
      western?.rows += 1
      return
    }
    var shown = example ?? ""
    for index in 0..<row.count where shown.isEmpty {
      let text = row.text(index)
      if text.utf8.contains(where: { $0 > 0x7F }) { shown = text }
    }
    western = (rows: 1, firstLine: row.line, example: String(shown.mended.prefix(40)))
  }
}
