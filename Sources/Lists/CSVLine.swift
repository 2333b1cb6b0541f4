/// One record to be written.
struct CSVLine {
  var cells: [String]

  /// The record as octets without a line ending; cells are quoted where they must be, and none is
  /// a formula.
  func encoded(_ dialect: CSVDialect) -> [UInt8] {
    let cells = cells.map { Self.encoded(Array(GuardedCell.guarded($0).utf8), dialect) }
    return Array(cells.joined(separator: [dialect.separator]))
  }

  private static func encoded(_ cell: [UInt8], _ dialect: CSVDialect) -> [UInt8] {
    let special: Set = [
      dialect.separator, CSVByte.quote, CSVByte.lineFeed, CSVByte.carriageReturn,
    ]
    guard cell.contains(where: special.contains) else { return cell }
    let doubled = cell.flatMap { $0 == CSVByte.quote ? [$0, $0] : [$0] }
    return [CSVByte.quote] + doubled + [CSVByte.quote]
  }
}
