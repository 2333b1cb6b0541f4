/// What is wrong with one record of a CSV file; the lines after it are read all the same.
public enum CSVFlaw: Error, Hashable, Sendable {
  /// A quote opens on this line, and none closes it before the file ends.
  case unclosedQuote
  /// A quote opens on this line, and the next one, lines below, does not end a field.
  case strayQuote(nextOn: Int)
  case textAfterQuote
  case fieldTooLong
  case tooManyColumns(limit: Int)
  case zeroByte

  /// The flaw as a clause, without the file and the line.
  public var words: String {
    switch self {
    case .unclosedQuote: "a quote opens here and is never closed"
    case .strayQuote(let line):
      "a quote opens here, and the next one, on line \(line), does not end a field"
    case .textAfterQuote: "text follows the closing quote of a field"
    case .fieldTooLong: "a field is longer than 64 KB"
    case .tooManyColumns(let limit): "the row has more than \(limit) fields"
    case .zeroByte: "there is a zero byte in it"
    }
  }

  /// The next step.
  public var hint: String {
    switch self {
    case .unclosedQuote, .strayQuote: "close the quote, or take it out"
    case .textAfterQuote:
      "write a quote inside of a quoted field twice: \"Ana \"\"Ani\"\" Silva\""
    case .fieldTooLong, .tooManyColumns: "see whether this is the right file"
    case .zeroByte: "type the row anew: editors show a zero byte as a box, as ^@ or not at all"
    }
  }
}
