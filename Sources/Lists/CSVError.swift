/// Why a CSV file cannot be read at all.
public struct CSVError: Error, Equatable, Sendable {
  public enum Reason: Equatable, Sendable {
    /// The first line, which names the columns, is broken.
    case header(CSVFlaw)
    case fileTooLarge
    /// Quotes open and do not close all over the file.
    case tooManyStrayQuotes
  }

  /// From 1.
  public var line: Int
  public var reason: Reason

  var words: String {
    switch reason {
    case .header(let flaw): flaw.words
    case .fileTooLarge: "the file is larger than 512 MB"
    case .tooManyStrayQuotes: "quotes open and do not close here and on many lines before"
    }
  }

  var hint: String {
    switch reason {
    case .header(let flaw): flaw.hint
    case .fileTooLarge: "see whether this is the right file"
    case .tooManyStrayQuotes: "save it as CSV again, so that the spreadsheet writes the quotes"
    }
  }
}
