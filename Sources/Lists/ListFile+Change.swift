import Foundation
import Mail
public import Newsletter

extension ListFile {
  /// Adds a person's row at the end, in the file's own columns, separator and line ending; makes
  /// the file when there is none.
  public func add(_ recipient: Recipient) throws(ListError) {
    guard FileManager.default.fileExists(atPath: url.path) else {
      return try addToNewFile(recipient)
    }
    let file = try allOctets()
    let reading = try read(octets: file)
    if let row = reading.rows.first(where: {
      $0.recipient.address.canonical == recipient.address.canonical
    }) {
      throw error(.alreadyListed(address: recipient.address.spelling, line: row.line))
    }
    var content = ListOctets(file)
    let cells = try cells(of: recipient, in: reading.header)
    content.append(try record(cells, content.dialect, isWestern: reading.isWestern))
    try replace(with: content.encoded)
  }

  /// What a person has and the file has no column for: `name`, `language` or fields by name.
  public func missingColumns(for recipient: Recipient) throws(ListError) -> [String] {
    let columns =
      FileManager.default.fileExists(atPath: url.path)
      ? try read(octets: allOctets()).header.columns : [.email, .name]
    return RecipientCells(recipient, in: columns).unplaced.map(\.title).sorted()
  }

  /// Removes what writers that were killed left beside the file: people may stand in it.
  public func removeLeftovers() { FileReplacement(of: url).removeLeftovers() }

  /// Takes out every row of an address; all other octets stay as they are.
  ///
  /// - Parameters:
  ///   - canonical: the address as ``EmailAddress/canonical`` spells it.
  /// - Returns: how many rows there were.
  public func remove(_ canonical: String) throws(ListError) -> Int {
    let file = try allOctets()
    let reading = try read(octets: file)
    guard let column = reading.header.index(of: .email) else { return 0 }
    var content = ListOctets(file)
    let ranges = try rows(of: canonical, column: column, in: content.octets)
    if ranges.isEmpty { return 0 }
    content.remove(ranges)
    try replace(with: content.encoded)
    return ranges.count
  }

  /// A record in the file's own octets.
  private func record(
    _ line: CSVLine, _ dialect: CSVDialect, isWestern: Bool
  ) throws(ListError) -> [UInt8] {
    let record = line.encoded(dialect)
    guard isWestern, record.contains(where: { $0 > 0x7F }) else { return record }
    guard let octets = WesternText.octets(String(decoding: record, as: UTF8.self)) else {
      throw error(.notWestern(line.cells.joined(separator: ", ")))
    }
    return octets
  }

  /// Replaces the whole file, or makes it; a crash leaves the old content or the new.
  public func write(_ octets: [UInt8]) throws(ListError) { try replace(with: octets) }

  private func addToNewFile(_ recipient: Recipient) throws(ListError) {
    let dialect = CSVDialect(beginning: [])
    let row = CSVLine(cells: [recipient.address.spelling, recipient.name ?? ""])
    if let name = try missingColumns(for: recipient).first { throw error(.noColumn(name)) }
    let header = CSVLine(cells: ["email", "name"]).encoded(dialect)
    try replace(
      with: header + dialect.lineEnding + row.encoded(dialect) + dialect.lineEnding)
  }

  private func cells(
    of recipient: Recipient, in header: ListHeader
  ) throws(ListError) -> CSVLine {
    let cells = RecipientCells(recipient, in: header.columns)
    if let name = cells.unplaced.map(\.title).min() { throw error(.noColumn(name)) }
    return CSVLine(cells: cells.cells)
  }

  private func rows(
    of canonical: String, column: Int, in octets: [UInt8]
  ) throws(ListError) -> [Range<Int>] {
    var reader = CSVReader(beginning: octets.prefix(Self.pieceSize))
    var ranges: [Range<Int>] = []
    var isHeader = true
    let take = { (row: borrowing CSVRow) in
      if row.isBlank { return }
      // A row whose address cannot be read is nobody's.
      let cell = GuardedCell.plain(row.text(column).trimmed)
      let address = row.flaw == nil ? try? EmailAddress(cell) : nil
      if !isHeader, address?.canonical == canonical { ranges.append(row.range) }
      isHeader = false
    }
    do {
      try reader.read(octets, each: take)
      try reader.finish(each: take)
    } catch let error as CSVError {
      throw self.error(.csv(error))
    } catch {
      throw self.error(.unreadable(SystemWords.why(error)))
    }
    return ranges
  }

  func allOctets() throws(ListError) -> [UInt8] {
    guard FileManager.default.fileExists(atPath: url.path) else { throw error(.missing) }
    do {
      return [UInt8](try Data(contentsOf: url))
    } catch {
      throw self.error(.unreadable(SystemWords.why(error)))
    }
  }

  private func replace(with octets: [UInt8]) throws(ListError) {
    do {
      try FileReplacement(of: url).write(octets)
    } catch {
      throw self.error(.notWritten(String(cString: strerror(error.number))))
    }
  }
}

extension ListHeader.Column {
  /// What an own header calls the column.
  var title: String {
    switch self {
    case .email: "email"
    case .name, .firstName, .lastName: "name"
    case .language: "language"
    case .field(let name): name
    case .remark(let remark): remark.rawValue
    case .unnamed: ""
    }
  }
}
