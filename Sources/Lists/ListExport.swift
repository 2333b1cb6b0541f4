import Foundation
import Mail
public import Newsletter

/// A list written from what is known of its people: one person a line, always the same way, so
/// that two exports merge in git line by line.
///
/// The columns are those of the list file that is there, in its order, and after them what it has
/// no column for; without a file `email,name,language`, then the fields in alphabetical order.
/// Who has a row in the file that says what is known keeps it, however it parts their name.
///
///     var export = try ListExport(like: list)
///     for person in people { export.widen(for: person.recipient) }
///     for person in people { octets += export.line(person) }
public struct ListExport: Sendable {
  /// One person to be written.
  public struct Person: Sendable {
    public var recipient: Recipient
    /// How they came to the list.
    public var consent: Consent?
    /// One word for where they stand, where all are written.
    public var status: String?

    public init(recipient: Recipient, consent: Consent? = nil, status: String? = nil) {
      self.recipient = recipient
      self.consent = consent
      self.status = status
    }
  }

  /// Whether where from, when and how are told of each.
  private let hasConsent: Bool
  private let hasStatus: Bool
  private let pattern: ListPattern
  /// What the pattern has no column for.
  private var added: Set<ListHeader.Column> = []
  private var columns: [ListHeader.Column]

  /// - Parameters:
  ///   - file: the list file whose columns, separator, line ending and rows are kept; nil where
  ///     there is none.
  public init(
    like file: ListFile?, hasConsent: Bool = false, hasStatus: Bool = false
  ) throws(ListError) {
    self.hasConsent = hasConsent
    self.hasStatus = hasStatus
    pattern = try file?.pattern() ?? ListPattern()
    columns = pattern.columns
  }

  /// Makes room for what a person has and the columns lack; everybody is to be told before the
  /// first line is written.
  public mutating func widen(for recipient: Recipient) {
    let missing = RecipientCells(recipient, in: columns).unplaced
    if missing.isEmpty { return }
    added.formUnion(missing)
    columns = pattern.columns + added.sorted { $0.rank < $1.rank }
  }

  /// The first line without a line ending.
  public var head: [UInt8] {
    let names = pattern.names + columns.dropFirst(pattern.columns.count).map(\.title)
    return CSVLine(cells: names + extras.map(\.rawValue)).encoded(pattern.dialect)
  }

  /// A person's line without a line ending.
  public func line(_ person: Person) -> [UInt8] {
    let values = extras.map { value(of: $0, for: person) }
    return CSVLine(cells: cells(of: person.recipient) + values).encoded(pattern.dialect)
  }

  /// What ends each line of a file.
  public var lineEnding: [UInt8] { pattern.dialect.lineEnding }

  /// What a file begins with: the byte order mark where the pattern has one, or else could not be
  /// read as UTF-8.
  public var beginning: [UInt8] { pattern.hasMark ? CSVDialect.byteOrderMark : [] }

  /// The columns that the pattern shows already are not written twice.
  private var extras: [ListRemark] {
    let wanted: [ListRemark] =
      (hasConsent ? [.consentFrom, .consentAt, .consentHow] : [])
      + (hasStatus ? [.standing] : [])
    return wanted.filter { !columns.contains(.remark($0)) }
  }

  private func value(of remark: ListRemark, for person: Person) -> String {
    switch remark {
    case .consentFrom: person.consent?.origin ?? ""
    case .consentAt: person.consent?.at.ISO8601Format() ?? ""
    case .consentHow: person.consent?.how.rawValue ?? ""
    default: person.status ?? ""
    }
  }

  private func cells(of recipient: Recipient) -> [String] {
    let cells = RecipientCells(recipient, in: columns).cells
    guard let row = pattern.rows[recipient.address.canonical],
      pattern.person(in: row, recipient.address) == recipient
    else { return cells }
    return row + cells.dropFirst(row.count)
  }
}

extension ListHeader.Column {
  /// The order of what is added: the name, the language, then fields by name.
  fileprivate var rank: String {
    switch self {
    case .name: "0"
    case .language: "1"
    default: "2" + title
    }
  }
}
