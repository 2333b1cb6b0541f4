/// What is unusual about a list file as a whole, and was understood all the same.
public struct ListNote: Sendable, Equatable {
  public enum Reason: Sendable, Equatable {
    /// `semicolons` or `tabs` part the columns.
    case separator(String)
    case utf16
    /// Rows that are no UTF-8 and were read as Windows-1252; one text of the first is shown.
    case western(rows: Int, firstLine: Int, example: String)
    /// Two columns mean the same.
    case sameColumn(first: String, second: String)
    /// Rows that end before the named columns do.
    case shortRows(rows: Int, firstLine: Int)
    /// Text in a column without a name.
    case unnamedColumn(number: Int, firstLine: Int)
  }

  /// The file as the configuration names it.
  public let file: String
  public let reason: Reason

  public var message: String { "\(file): \(what)" }

  /// What was noticed, without the file.
  public var what: String {
    switch reason {
    case .separator(let name): "\(name) part its columns"
    case .utf16: "it is UTF-16"
    case .western(let rows, let line, let example):
      "\(Self.rows(rows)), the first on line \(line), \(rows == 1 ? "is" : "are") not UTF-8 and"
        + " read as Windows-1252: '\(example)'"
    case .sameColumn(let first, let second):
      first == second
        ? "two columns are named '\(first)'; the first that has text counts"
        : "'\(first)' and '\(second)' mean the same; the first that has text counts"
    case .shortRows(let rows, let line):
      "\(Self.rows(rows)), the first on line \(line), \(rows == 1 ? "has" : "have") fewer fields"
        + " than the header names; what is missing counts as empty"
    case .unnamedColumn(let number, let line):
      "column \(number) has no name and is not read, though line \(line) has text in it"
    }
  }

  /// The next step, where one may be wanted.
  public var hint: String? {
    switch reason {
    case .western: "see whether the letters are right, and save the file as UTF-8 to be sure"
    case .sameColumn(_, let second): "give the second '\(second)' another name"
    case .unnamedColumn: "name it in the first line, or empty it"
    case .separator, .utf16, .shortRows: nil
    }
  }

  private static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }
}
