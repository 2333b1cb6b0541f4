/// Reads CSV (RFC 4180) from pieces of any size, one record at a time, in memory for one record.
///
/// Taken as people's spreadsheets write it: a byte order mark, CRLF, LF or lone CR, and commas,
/// semicolons or tabs, whichever the first line has most of. A record that is broken is handed out
/// with its flaw, and a quote that does not close costs its own line and no other: reading goes on
/// after that line. A million rows take about 0.1 s.
public struct CSVReader {
  private enum State {
    case fieldStart, plain, quoted, quoteInQuoted, afterQuote
    /// A carriage return ended the record; a line feed may belong to it.
    case recordEnded
    /// The rest of a broken line is passed over.
    case skipping
  }

  private let limits: CSVLimits
  private let separator: UInt8
  private var state = State.fieldStart
  private var row = CSVRow()
  private var fieldStart = 0
  private var line = 1
  /// What may have to be read again: from where the record begins.
  private var buffer: [UInt8] = []
  /// The next octet of the buffer to look at.
  private var index = 0
  /// Where in the buffer the record begins.
  private var start = 0
  /// How many octets of the file came before the buffer.
  private var passed = 0
  private var reread = 0

  /// - Parameters:
  ///   - beginning: the first octets of the file, enough to hold its first line.
  public init(beginning: some Collection<UInt8>, limits: CSVLimits = CSVLimits()) {
    self.limits = limits
    separator = CSVDialect(beginning: beginning).separator
  }

  /// Reads one piece and hands out each record that it completes; the row is only valid meanwhile.
  ///
  /// - Throws: ``CSVError``, or what `each` throws.
  public mutating func read(
    _ piece: [UInt8], each: (borrowing CSVRow) throws -> Void
  ) throws {
    if passed == 0, buffer.isEmpty, piece.starts(with: CSVDialect.byteOrderMark) {
      index = 3
      start = 3
      row.clear(line: 1, offset: 3)
    }
    if buffer.isEmpty { buffer = piece } else { buffer += piece }
    guard passed + buffer.count <= limits.file else {
      throw CSVError(line: line, reason: .fileTooLarge)
    }
    try scan(each)
    let kept = state == .skipping ? index : start
    buffer.removeFirst(kept)
    passed += kept
    index -= kept
    start -= kept
  }

  /// Ends the file: hands out a last record without a line ending.
  public mutating func finish(each: (borrowing CSVRow) throws -> Void) throws {
    while true {
      switch state {
      case .recordEnded, .skipping: return try deliver(each)
      case .fieldStart where row.ends.isEmpty: return
      case .quoted: try fail(.unclosedQuote, each)
      default: if try endField(each) { return try deliver(each) }
      }
      // A quote that did not close gave lines back.
      try scan(each)
    }
  }

  private mutating func scan(_ each: (borrowing CSVRow) throws -> Void) throws {
    let octets = buffer
    try octets.withUnsafeBufferPointer { octets in
      while index < octets.count { try step(octets, each) }
    }
  }

  private mutating func step(
    _ octets: UnsafeBufferPointer<UInt8>, _ each: (borrowing CSVRow) throws -> Void
  ) throws {
    if state == .plain || state == .quoted || state == .skipping {
      guard try takeRun(octets, each) else { return }
    }
    let byte = octets[index]
    if state == .recordEnded {
      if byte == CSVByte.lineFeed { index += 1 }
      return try deliver(each)
    }
    index += 1
    switch (state, byte) {
    case (.quoted, _):  // takeRun stopped at a quote.
      state = .quoteInQuoted
    case (.quoteInQuoted, CSVByte.quote):
      row.bytes.append(CSVByte.quote)
      state = .quoted
    case (.skipping, CSVByte.lineFeed): try deliver(each)
    case (.skipping, CSVByte.carriageReturn): state = .recordEnded
    case (_, separator):
      if try endField(each) { state = .fieldStart }
    case (_, CSVByte.lineFeed):
      if try endField(each) { try deliver(each) }
    case (_, CSVByte.carriageReturn):
      if try endField(each) { state = .recordEnded }
    case (.fieldStart, CSVByte.quote): state = .quoted
    case (.quoteInQuoted, _), (.afterQuote, _): try takeAfterQuote(byte, each)
    default:
      row.bytes.append(byte)
      state = .plain
    }
  }

  /// Takes all octets up to the next one that means something here; false when there is none yet,
  /// or the field is too long.
  private mutating func takeRun(
    _ octets: UnsafeBufferPointer<UInt8>, _ each: (borrowing CSVRow) throws -> Void
  ) throws -> Bool {
    let from = index
    switch state {
    case .plain:
      while index < octets.count, !isSpecial(octets[index]) { index += 1 }
    case .quoted:
      while index < octets.count, octets[index] != CSVByte.quote {
        if octets[index] == CSVByte.lineFeed { line += 1 }
        index += 1
      }
    default:
      while index < octets.count, !isLineBreak(octets[index]) { index += 1 }
      return index < octets.count
    }
    row.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: octets[from..<index]))
    if row.bytes.count - fieldStart > limits.field {
      try fail(.fieldTooLong, each)
      return false
    }
    return index < octets.count
  }

  private func isLineBreak(_ byte: UInt8) -> Bool {
    byte == CSVByte.lineFeed || byte == CSVByte.carriageReturn
  }

  private func isSpecial(_ byte: UInt8) -> Bool { byte == separator || isLineBreak(byte) }

  private mutating func takeAfterQuote(
    _ byte: UInt8, _ each: (borrowing CSVRow) throws -> Void
  ) throws {
    state = .afterQuote
    // Spaces between a closing quote and the separator are common and harmless.
    if byte == 0x20 || byte == 0x09 { return }
    try fail(.textAfterQuote, each)
  }

  /// Ends a field; false when it was one too many.
  private mutating func endField(_ each: (borrowing CSVRow) throws -> Void) throws -> Bool {
    row.ends.append(row.bytes.count)
    fieldStart = row.bytes.count
    guard row.ends.count > limits.columns else { return true }
    // The octet that ended the field may end the line too.
    if index > start, isSpecial(buffer[index - 1]) { index -= 1 }
    try fail(.tooManyColumns(limit: limits.columns), each)
    return false
  }

  /// Gives up the record, of which its first line alone is lost: what stands on the lines below it
  /// is read as if no quote had opened.
  private mutating func fail(
    _ flaw: CSVFlaw, _ each: (borrowing CSVRow) throws -> Void
  ) throws {
    row.flaw = flaw
    guard let end = endOfFirstLine else {
      state = .skipping
      return
    }
    if flaw == .textAfterQuote { row.flaw = .strayQuote(nextOn: line) }
    if flaw == .fieldTooLong { row.flaw = .unclosedQuote }
    reread += index - end
    guard reread <= limits.reread else {
      throw CSVError(line: row.line, reason: .tooManyStrayQuotes)
    }
    index = end
    line = row.line
    try deliver(each)
  }

  /// Where the line after the record's first begins, when the record has passed a line break.
  private var endOfFirstLine: Int? {
    guard let end = buffer[start..<index].firstIndex(where: isLineBreak) else { return nil }
    let isPair =
      buffer[end] == CSVByte.carriageReturn && end + 1 < buffer.count
      && buffer[end + 1] == CSVByte.lineFeed
    return min(index, end + (isPair ? 2 : 1))
  }

  private mutating func deliver(_ each: (borrowing CSVRow) throws -> Void) throws {
    row.range = row.range.lowerBound..<(passed + index)
    row.settleText()
    try each(row)
    line += 1
    row.clear(line: line, offset: passed + index)
    start = index
    fieldStart = 0
    state = .fieldStart
  }
}

enum CSVByte {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let quote = UInt8(ascii: "\"")
}
