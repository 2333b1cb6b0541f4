import Foundation
import Mail
import Newsletter

/// How a list file is written, for another to be written like it.
struct ListPattern: Sendable {
  var names = ["email", "name", "language"]
  var columns: [ListHeader.Column] = [.email, .name, .language]
  var dialect = CSVDialect()
  /// Whether a byte order mark is to tell that it is UTF-8.
  var hasMark = false
  /// The cells of each person's row by canonical address, where they may say more than the person
  /// in them.
  var rows: [String: [String]] = [:]

  /// The person that a row's cells make, were it read back.
  func person(in row: [String], _ address: EmailAddress) -> Recipient? {
    var cells = ListCells()
    for (cell, column) in zip(row, columns) { cells.take(GuardedCell.guarded(cell), as: column) }
    return cells.email == address.spelling ? cells.recipient(address) : nil
  }
}

extension ListFile {
  /// How this file is written; nil when there is none.
  func pattern() throws(ListError) -> ListPattern? {
    guard FileManager.default.fileExists(atPath: url.path) else { return nil }
    var mapping = ColumnMapping()
    mapping.keepsCells = true
    let list = ListFile(affiliate: affiliate, url: url, name: name, mapping: mapping)
    let octets = try list.allOctets()
    let content = ListOctets(octets)
    let reading = try list.read(octets: octets)
    var pattern = ListPattern()
    pattern.names = reading.header.names
    pattern.columns = reading.header.columns
    pattern.dialect = content.dialect
    pattern.hasMark =
      octets.starts(with: CSVDialect.byteOrderMark) || content.isUTF16 || reading.isWestern
    for row in reading.rows where !row.cells.isEmpty {
      pattern.rows[row.recipient.address.canonical] = row.cells
    }
    return pattern
  }
}
