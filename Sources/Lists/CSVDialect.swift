/// How one CSV file is written: what its first line shows.
struct CSVDialect: Equatable {
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Comma, semicolon or tab.
  var separator = UInt8(ascii: ",")
  /// What ends the first line; LF where there is only one line.
  var lineEnding: [UInt8] = [CSVByte.lineFeed]

  init(beginning: some Collection<UInt8>) {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    var previous: UInt8 = 0
    for byte in beginning {
      if byte == CSVByte.quote { isQuoted.toggle() }
      if previous == CSVByte.carriageReturn {
        lineEnding = byte == CSVByte.lineFeed ? [0x0D, 0x0A] : [0x0D]
        break
      }
      if isQuoted { continue }
      if byte == CSVByte.lineFeed { break }
      previous = byte
      counts[byte, default: 0] += 1
    }
    for candidate in [UInt8(ascii: ";"), UInt8(ascii: "\t")]
    where counts[candidate, default: 0] > counts[separator, default: 0] {
      separator = candidate
    }
  }
}
