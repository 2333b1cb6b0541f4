import Foundation
import Newsletter

/// One reading of a list file from its first octet to its last: octets in, people out.
struct ListPass {
  private let file: String
  private var collector: RowCollector
  private var fingerprint = ListFingerprint()
  private var utf16: UTF16Text?
  private var reader: CSVReader?
  private(set) var dialect = CSVDialect()

  init(file: String, affiliate: AffiliateID, mapping: ColumnMapping) {
    self.file = file
    collector = RowCollector(file: file, affiliate: affiliate, mapping: mapping)
  }

  /// Reads one piece of the file, which is not empty.
  mutating func take(
    _ piece: Data, tell: (ListProblem) -> Void, each: (ListRow) throws -> Void
  ) throws {
    fingerprint.take(piece)
    let octets = [UInt8](piece)
    if reader == nil { begin(octets) }
    try read(utf16?.utf8(octets) ?? octets, tell, each)
  }

  /// Ends the file and says what it was.
  mutating func finish(
    tell: (ListProblem) -> Void, each: (ListRow) throws -> Void
  ) throws -> ListReading {
    if let rest = utf16?.end() { try read(rest, tell, each) }
    try reader?.finish { row in try collector.take(row, tell, each) }
    var reading = try collector.reading()
    reading.fingerprint = fingerprint.text
    var notes: [ListNote.Reason] = []
    if let name = dialect.separatorName { notes.append(.separator(name)) }
    if utf16 != nil { notes.append(.utf16) }
    reading.notes = notes.map { ListNote(file: file, reason: $0) } + collector.notes
    return reading
  }

  private mutating func begin(_ octets: [UInt8]) {
    var beginning = octets
    if let order = UTF16Text.order(of: octets) {
      let text = UTF16Text(order)
      utf16 = text
      var probe = text
      beginning = probe.utf8(octets)
    }
    dialect = CSVDialect(beginning: beginning)
    reader = CSVReader(beginning: beginning)
  }

  private mutating func read(
    _ octets: [UInt8], _ tell: (ListProblem) -> Void, _ each: (ListRow) throws -> Void
  ) throws {
    try reader?.read(octets) { row in try collector.take(row, tell, each) }
  }
}
