/// What columns mean that their own names do not say: `--map 'Email Address=email'`.
public struct ColumnMapping: Sendable, Equatable {
  /// By header, folded as headers are.
  private var columns: [String: ListHeader.Column] = [:]

  public init() {}

  /// Says what a column means; the last word about a header counts.
  ///
  /// - Parameters:
  ///   - header: as the file has it, in any case.
  ///   - meaning: `email`, `name`, `first name`, `last name`, `language`, any other word for a
  ///     field of that name, or nothing for a column that is not wanted.
  public mutating func map(_ header: String, to meaning: String) {
    let words = ListHeader.folded(meaning)
    let column: ListHeader.Column =
      words.isEmpty ? .unnamed : ListHeader.known(words) ?? .field(meaning.mended.lowercased())
    columns[ListHeader.folded(header)] = column
  }

  func column(for header: String) -> ListHeader.Column? { columns[ListHeader.folded(header)] }
}
