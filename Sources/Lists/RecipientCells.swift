import Mail
import Newsletter

/// A person as the cells of a row.
struct RecipientCells {
  private let values: [ListHeader.Column: String]
  private let columns: [ListHeader.Column]

  /// A name is parted where the columns do so: its last word is the last name, and where there is
  /// a column for first names alone, that takes the whole.
  init(_ recipient: Recipient, in columns: [ListHeader.Column]) {
    self.columns = columns
    var values: [ListHeader.Column: String] = [.email: recipient.address.spelling]
    values[.language] = recipient.language
    for (key, value) in recipient.fields { values[.field(key.lowercased())] = value.mended }
    if let name = recipient.name?.mended, !name.isEmpty {
      values.merge(Self.parts(of: name, in: columns)) { _, part in part }
    }
    self.values = values
  }

  /// One for each column; empty where the person has nothing for it.
  var cells: [String] { columns.map { values[$0] ?? "" } }

  /// What the person has and no column takes.
  var unplaced: [ListHeader.Column] {
    values.filter { !$0.value.isEmpty && !columns.contains($0.key) }.map(\.key)
  }

  private static func parts(
    of name: String, in columns: [ListHeader.Column]
  ) -> [ListHeader.Column: String] {
    let hasLast = columns.contains(.lastName)
    if columns.contains(.name) || !(hasLast || columns.contains(.firstName)) {
      return [.name: name]
    }
    guard hasLast else { return [.firstName: name] }
    guard columns.contains(.firstName) else { return [.lastName: name] }
    let words = name.split(separator: " ")
    return [
      .firstName: words.dropLast().joined(separator: " "),
      .lastName: words.last.map(String.init) ?? "",
    ]
  }
}
