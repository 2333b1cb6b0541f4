import Mail
import Newsletter

/// Makes people of a list's records, and problems of those that are none.
struct RowCollector {
  static let mostProblems = 10_000

  let file: String
  let affiliate: AffiliateID
  private(set) var reading: ListReading?
  private(set) var flaw: ListHeader.Flaw?
  /// The line of each person so far, by canonical address.
  private var lines: [String: Int] = [:]

  init(file: String, affiliate: AffiliateID) {
    self.file = file
    self.affiliate = affiliate
  }

  mutating func take(_ row: borrowing CSVRow) {
    if row.isBlank || flaw != nil { return }
    guard let header = reading?.header else { return takeHeader(row) }
    if let problem = shapeProblem(row, header) { return report(problem, row.line) }
    do {
      try takePerson(row, header)
    } catch {
      report(.address(error), row.line)
    }
  }

  private mutating func takeHeader(_ row: borrowing CSVRow) {
    var names: [String] = []
    for index in 0..<row.count { names.append(row.text(index)) }
    do {
      reading = ListReading(file: file, header: try ListHeader(names: names))
    } catch {
      flaw = error
    }
  }

  private func shapeProblem(
    _ row: borrowing CSVRow, _ header: ListHeader
  ) -> ListProblem.Reason? {
    if row.hasTextAfterQuote { return .textAfterQuote }
    var count = row.count
    // Spreadsheets pad rows with empty cells.
    while count > header.columns.count, row.octets(count - 1).isEmpty { count -= 1 }
    if count <= header.columns.count { return nil }
    return .tooManyFields(count: count, columns: header.columns.count)
  }

  private mutating func takePerson(
    _ row: borrowing CSVRow, _ header: ListHeader
  ) throws(AddressError) {
    var cells = ListCells()
    for (index, column) in header.columns.enumerated() {
      cells.take(row.text(index), as: column)
    }
    let address = try EmailAddress(cells.email)
    // One look into the table for each row but the repeated ones.
    if let firstLine = lines.updateValue(row.line, forKey: address.canonical) {
      lines[address.canonical] = firstLine
      return report(.repeated(address: address.spelling, firstLine: firstLine), row.line)
    }
    if let language = cells.badLanguage { report(.language(language), row.line) }
    reading?.rows.append(ListRow(line: row.line, recipient: cells.recipient(address)))
  }

  private mutating func report(_ reason: ListProblem.Reason, _ line: Int) {
    // A file of nothing but problems must not fill the memory with them.
    if reading?.problems.count == Self.mostProblems {
      reading?.moreProblems += 1
      return
    }
    reading?.problems.append(
      ListProblem(file: file, line: line, affiliate: affiliate, reason: reason))
  }
}

/// The cells of one row, by meaning.
struct ListCells {
  private(set) var email = ""
  private(set) var badLanguage: String?
  private var name = ""
  private var firstName = ""
  private var lastName = ""
  private var language: String?
  private var fields: [String: String] = [:]

  mutating func take(_ text: String, as column: ListHeader.Column) {
    // An address is not mended but for the spaces around it: a line break inside is a mistake.
    if column == .email {
      email = text.trimmed
      return
    }
    let text = text.mended
    if text.isEmpty { return }
    switch column {
    case .email: break
    case .name: name = text
    case .firstName: firstName = text
    case .lastName: lastName = text
    case .language: takeLanguage(text)
    case .field(let key): fields[key] = fields[key] ?? text
    }
  }

  func recipient(_ address: EmailAddress) -> Recipient {
    let parts = [firstName, lastName].filter { !$0.isEmpty }.joined(separator: " ")
    let whole = name.isEmpty ? parts : name
    return Recipient(
      address: address, name: whole.isEmpty ? nil : whole, language: language, fields: fields)
  }

  /// BCP 47 in outline: letters, then more of letters and digits, 1 to 8 each.
  private mutating func takeLanguage(_ text: String) {
    let hyphen = UInt8(ascii: "-")
    // `pt_BR` is how locales are written.
    let octets = text.utf8.map { $0 == UInt8(ascii: "_") ? hyphen : $0 }
    let parts = octets.split(separator: hyphen, omittingEmptySubsequences: false)
    let isTag = parts.allSatisfy {
      (1...8).contains($0.count) && $0.allSatisfy { Self.isLetter($0) || (48...57).contains($0) }
    }
    if isTag, (2...3).contains(parts[0].count), parts[0].allSatisfy(Self.isLetter) {
      language = String(decoding: octets, as: UTF8.self)
    } else {
      badLanguage = text
    }
  }

  private static func isLetter(_ octet: UInt8) -> Bool { (0x41...0x5A).contains(octet & 0xDF) }
}

extension String {
  /// Without spaces, no-break spaces or line breaks at its ends.
  var trimmed: String {
    let isPlain = { (byte: UInt8?) in byte.map { (0x21..<0x7F).contains($0) } ?? false }
    if isPlain(utf8.first), isPlain(utf8.last) { return self }
    guard let first = unicodeScalars.firstIndex(where: { !Self.isTrimmed($0) }),
      let last = unicodeScalars.lastIndex(where: { !Self.isTrimmed($0) })
    else { return "" }
    return String(unicodeScalars[first...last])
  }

  private static func isTrimmed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
  }
}
