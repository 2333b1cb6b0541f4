/// How one CSV file is written: what its first line shows.
struct CSVDialect: Equatable {
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Comma, semicolon or tab.
  var separator = UInt8(ascii: ",")
  /// What ends the first line; LF where there is only one line.
  var lineEnding: [UInt8] = [CSVByte.lineFeed]

  init() {}

  init(beginning: some Collection<UInt8>) {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    var hasText = false
    var previous: UInt8 = 0
    for byte in beginning.starts(with: Self.byteOrderMark) ? beginning.dropFirst(3) : beginning[...]
    {
      if byte == CSVByte.quote { isQuoted.toggle() }
      if previous == CSVByte.carriageReturn {
        lineEnding = byte == CSVByte.lineFeed ? [0x0D, 0x0A] : [0x0D]
        if hasText { break }
      }
      previous = byte
      if isQuoted { continue }
      if byte == CSVByte.lineFeed, hasText { break }
      counts[byte, default: 0] += 1
      hasText = hasText || byte > 0x20
    }
    for candidate in [UInt8(ascii: ";"), UInt8(ascii: "\t")]
    where counts[candidate, default: 0] > counts[separator, default: 0] {
      separator = candidate
    }
  }

  /// The separator in words; nil for the comma, which needs none.
  var separatorName: String? {
    switch separator {
    case UInt8(ascii: ";"): "semicolons"
    case UInt8(ascii: "\t"): "tabs"
    default: nil
    }
  }
}
