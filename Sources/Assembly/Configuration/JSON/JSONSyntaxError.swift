/// Where a text stops being JSON (RFC 8259).
struct JSONSyntaxError: Error, Equatable {
  enum Reason: Equatable {
    case empty
    case notUTF8
    case expected(String, found: String)
    case trailingComma(before: String)
    case comment
    case singleQuote
    case unclosed(String, line: Int)
    case lineBreakInString
    case controlCharacter
    case badEscape
    case badNumber(String)
    case unknownWord(String)
    case textAfterEnd
    case tooDeep(limit: Int)
    case tooLarge
  }

  /// From 1.
  var line: Int
  /// From 1, in characters.
  var column: Int
  var reason: Reason

  var words: String {
    switch reason {
    case .empty: "the file is empty"
    case .notUTF8: "the file is not UTF-8"
    case .expected(let wanted, let found): "\(wanted) should stand here, not \(found)"
    case .trailingComma(let bracket): "a comma stands before \(bracket)"
    case .comment: "JSON has no comments"
    case .singleQuote: "a text begins and ends with \", not with '"
    case .unclosed(let bracket, let line): "the \(bracket) of line \(line) is never closed"
    case .lineBreakInString: "the text is not closed before the end of the line"
    case .controlCharacter: "a control character stands in the text"
    case .badEscape: "a backslash is followed by what JSON does not know"
    case .badNumber(let text): "'\(text)' is not a number"
    case .unknownWord(let word): "'\(word)' is no JSON value"
    case .textAfterEnd: "text follows the end of the configuration"
    case .tooDeep(let limit): "more than \(limit) brackets are open"
    case .tooLarge: "the file is larger than 16 MB"
    }
  }

  var hint: String? {
    switch reason {
    case .empty: "write { } at least, or let 'broadsheet init' make a configuration"
    case .notUTF8: "save it as UTF-8"
    case .trailingComma: "take the comma out"
    case .comment: "take the line out; notes may go into a README beside the file"
    case .singleQuote, .lineBreakInString: "put a text in double quotes: \"like this\""
    case .controlCharacter: "write a tab as \\t and a line break as \\n"
    case .badEscape: "write a backslash as \\\\"
    case .badNumber: "write a whole number such as 5, or put a text in double quotes"
    case .unknownWord: "put a text in double quotes, or write true, false or null"
    case .unclosed(let bracket, _): "add the closing \(bracket == "{" ? "}" : "]")"
    case .textAfterEnd: "see whether a } stands too early"
    case .expected, .tooDeep, .tooLarge: nil
    }
  }
}
