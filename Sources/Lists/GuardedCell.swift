/// A cell that no spreadsheet runs as a formula.
///
/// Spreadsheets take a cell for a formula when it begins with `=`, `+`, `-`, `@`, a tab or a line
/// break, whatever quotes stand around it in the file. Such a cell is written with an apostrophe
/// before it, and one that begins with apostrophes and then such a character with one more, so
/// that taking one off gives what was there.
enum GuardedCell {
  private static let apostrophe = UInt8(ascii: "'")

  /// The cell as it is written: `=1+1` as `'=1+1`.
  static func guarded(_ text: String) -> String { isDangerous(text) ? "'" + text : text }

  /// What a written cell says.
  static func plain(_ cell: String) -> String {
    guard cell.utf8.first == apostrophe, isDangerous(cell) else { return cell }
    return String(cell.unicodeScalars.dropFirst())
  }

  /// Whether such a character stands first, but for apostrophes.
  private static func isDangerous(_ text: String) -> Bool {
    switch text.utf8.first(where: { $0 != apostrophe }) {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0A,
      0x0D:
      true
    default: false
    }
  }
}
