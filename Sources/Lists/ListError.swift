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
    case headerIsAPerson(address: String)
    case noEmailColumn(names: [String], nearest: String?)
    case severalEmailColumns(first: String, second: String)
    /// What was to be written has no column in the file.
    case noColumn(String)
    /// The file is Windows-1252, which lacks a letter of what was to be written.
    case notWestern(String)
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
    case .headerIsAPerson(let address):
      "\(file) line 1: '\(address)' stands where the header should be"
    case .noEmailColumn(let names, _):
      "\(file) line 1: no column is the email address"
        + (names.isEmpty ? "" : "; the header names \(names.joined(separator: ", "))")
    case .severalEmailColumns(let first, let second):
      "\(file) line 1: both '\(first)' and '\(second)' may be the email address"
    case .noColumn(let name): "\(file) has no column '\(name)'"
    case .notWestern(let text):
      "\(file) is Windows-1252, which lacks a letter of '\(text)': nothing has changed"
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
    case .noEmailColumn(_, let nearest):
      nearest.map { "did you mean 'email' by '\($0)'?" } ?? "call that column 'email'"
    case .severalEmailColumns(_, let second): "give '\(second)' another name, such as 'other'"
    case .noColumn(let name): "add ',\(name)' to the first line of the file, or leave it out"
    case .notWestern: "save the file as UTF-8; spreadsheets call that 'CSV UTF-8'"
    case .alreadyListed: nil
    }
  }
}

extension ListError.Reason {
  init(_ flaw: ListHeader.Flaw) {
    switch flaw {
    case .missing: self = .empty
    case .isAPerson(let address): self = .headerIsAPerson(address: address)
    case .noEmail(let names, let nearest): self = .noEmailColumn(names: names, nearest: nearest)
    case .severalEmails(let first, let second):
      self = .severalEmailColumns(first: first, second: second)
    }
  }
}
