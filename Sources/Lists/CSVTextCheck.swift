/// Holds a record to UTF-8 without zero bytes.
enum CSVTextCheck {
  static func check(_ row: borrowing CSVRow) throws(CSVError) {
    var all: UInt8 = 0
    var hasZero = false
    for byte in row.bytes {
      all |= byte
      hasZero = hasZero || byte == 0
    }
    if hasZero { throw CSVError(line: line(of: 0, in: row), reason: .zeroByte) }
    if all < 0x80 || String(validating: row.bytes, as: UTF8.self) != nil { return }
    try name(firstBadOctetOf: row)
  }

  private static func line(of byte: UInt8, in row: borrowing CSVRow) -> Int {
    let before = row.bytes.prefix { $0 != byte }
    return row.line + before.count { $0 == CSVByte.lineFeed }
  }

  private static func name(firstBadOctetOf row: borrowing CSVRow) throws(CSVError) {
    var line = row.line
    var parser = Unicode.UTF8.ForwardParser()
    var octets = row.bytes.makeIterator()
    var taken = 0
    while true {
      switch parser.parseScalar(from: &octets) {
      case .valid(let scalar):
        taken += scalar.count
        if scalar.first == CSVByte.lineFeed { line += 1 }
      case .error: throw CSVError(line: line, reason: .notUTF8(octet: row.bytes[taken]))
      case .emptyInput: return
      }
    }
  }
}
