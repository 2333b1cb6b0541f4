/// What columns mean that their own names do not say: `--map 'Email Address=email'`.
public struct ColumnMapping: Sendable, Equatable {
  /// By header, folded as headers are.
  private var columns: [String: ListHeader.Column] = [:]

  /// What parts several addresses in one cell; nil where a cell has one.
  var addressSeparator: String?
  /// Whether a row of somebody who stood on an earlier one is handed over too.
  var keepsRepeats = false
  /// Whether rows are handed over with their cells, where a row may say more than its person.
  var keepsCells = false

  public init() {}

  /// Says what a column means; the last word about a header counts.
  ///
  /// - Parameters:
  ///   - header: as the file has it, in any case.
  ///   - meaning: `email`, `name`, `first name`, `last name`, `language`, one of ``ListRemark``,
  ///     any other word for a field of that name, or nothing for a column that is not wanted.
  public mutating func map(_ header: String, to meaning: String) {
    let words = ListHeader.folded(meaning)
    map(
      header,
      to: words.isEmpty
        ? .unnamed
        : ListHeader.known(words) ?? ListRemark(rawValue: words).map(ListHeader.Column.remark)
          ?? .field(meaning.mended.lowercased()))
  }

  mutating func map(_ header: String, to column: ListHeader.Column) {
    columns[ListHeader.folded(header)] = column
  }

  /// This mapping with another's words on top.
  func merging(_ other: Self) -> Self {
    var merged = self
    merged.columns.merge(other.columns) { _, new in new }
    return merged
  }

  /// The headers that it speaks of, folded.
  var headers: Set<String> { Set(columns.keys) }

  func column(for header: String) -> ListHeader.Column? { columns[ListHeader.folded(header)] }
}
