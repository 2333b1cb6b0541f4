public import Diagnostics
public import Newsletter

/// Why a list file is refused whole, or could not be changed.
public struct ListError: HintedError, Equatable {
  public enum Reason: Equatable, Sendable {
    case missing
    case unreadable(String)
    case notWritten(String)
    case empty
    case csv(CSVError)
    case utf16
    case headerIsAPerson(address: String)
    case noEmailColumn(names: [String], nearest: String?)
    case severalEmailColumns(first: String, second: String)
    /// What was to be written has no column in the file.
    case noColumn(String)
    case alreadyListed(address: String, line: Int)
  }

  /// The file as the configuration names it.
  public let file: String
  public let affiliate: AffiliateID
  public let reason: Reason

  public var exitCode: ExitCode { .badData }

  public var message: String {
    switch reason {
    case .missing: "\(file) does not exist"
    case .unreadable(let why): "\(file) cannot be read: \(why)"
    case .notWritten(let why): "\(file) could not be written: \(why)"
    case .empty: "\(file) is empty: it has no header"
    case .csv(let error): "\(file) line \(error.line): \(error.words)"
    case .utf16: "\(file) line 1: the file is UTF-16, not UTF-8"
    case .headerIsAPerson(let address):
      "\(file) line 1: '\(address)' stands where the header should be"
    case .noEmailColumn(let names, _):
      "\(file) line 1: no column is the email address"
        + (names.isEmpty ? "" : "; the header names \(names.joined(separator: ", "))")
    case .severalEmailColumns(let first, let second):
      "\(file) line 1: both '\(first)' and '\(second)' may be the email address"
    case .noColumn(let name): "\(file) has no column '\(name)'"
    case .alreadyListed(let address, let line):
      "\(file) line \(line): '\(address)' is on the list already"
    }
  }

  public var hint: String? {
    switch reason {
    case .missing:
      "make it with a first line 'email,name', or add a first person with "
        + "'broadsheet lists add \(affiliate) ADDRESS'"
    case .unreadable: "see who may read it with 'ls -l \(file)'"
    case .notWritten: "nothing has changed; see who may write there with 'ls -l \(file)'"
    case .empty, .headerIsAPerson: "put a first line 'email,name' above the people"
    case .csv(let error): error.hint
    case .utf16: CSVError.encodingHint
    case .noEmailColumn(_, let nearest):
      nearest.map { "did you mean 'email' by '\($0)'?" } ?? "call that column 'email'"
    case .severalEmailColumns(_, let second): "give '\(second)' another name, such as 'other'"
    case .noColumn(let name): "add ',\(name)' to the first line of the file, or leave it out"
    case .alreadyListed: nil
    }
  }
}

extension CSVError {
  static let encodingHint =
    "save it again as UTF-8; spreadsheets call that 'CSV UTF-8' or ask for a character set"

  var words: String {
    switch reason {
    case .unclosedQuote: "a quote opens here and is never closed"
    case .fieldTooLong(isQuoted: true):
      "the field that opens here is longer than 64 KB; its closing quote may be missing"
    case .fieldTooLong(isQuoted: false): "a field is longer than 64 KB"
    case .tooManyColumns(let limit): "the row has more than \(limit) fields"
    case .fileTooLarge: "the file is larger than 512 MB"
    case .notUTF8(let octet): "the file is not UTF-8\(Self.guess(octet))"
    case .zeroByte: "there is a zero byte; this is no text file"
    }
  }

  var hint: String? {
    switch reason {
    case .unclosedQuote, .fieldTooLong(isQuoted: true): "close the quote, or take it out"
    case .fieldTooLong, .tooManyColumns, .fileTooLarge: "see whether this is the right file"
    case .notUTF8, .zeroByte: Self.encodingHint
    }
  }

  /// What the octet is in Western European files, the usual reason.
  private static func guess(_ octet: UInt8) -> String {
    let hexadecimal = String(octet, radix: 16, uppercase: true)
    guard octet >= 0xC0 else { return " (octet \(hexadecimal))" }
    return " (octet \(hexadecimal), which is '\(Unicode.Scalar(octet))' in Latin-1)"
  }
}
