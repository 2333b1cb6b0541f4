public import Diagnostics
public import Mail
public import Newsletter

/// What is wrong with one row of a list file; the other rows are not touched by it.
public struct ListProblem: HintedError, Equatable {
  public enum Reason: Equatable, Sendable {
    case address(AddressError)
    /// The same person stands on an earlier line, which counts.
    case repeated(address: String, firstLine: Int)
    /// More fields than the header names.
    case tooManyFields(count: Int, columns: Int)
    /// The row is no CSV.
    case flaw(CSVFlaw)
    /// Not a language tag; the row is kept, without it.
    case language(String)
  }

  /// The file as the configuration names it.
  public let file: String
  public let line: Int
  public let affiliate: AffiliateID
  public let reason: Reason

  /// Whether the person is on the list in spite of it.
  public var keepsRow: Bool {
    if case .language = reason { true } else { false }
  }

  /// What stands where the address should be, as far as one could tell.
  public var address: String? {
    switch reason {
    case .address(let error): error.text
    case .repeated(let address, _): address
    case .tooManyFields, .flaw, .language: nil
    }
  }

  /// What is wrong, without the file and the line.
  public var what: String {
    switch reason {
    case .address(let error): error.message
    case .repeated(let address, let firstLine): "'\(address)' is on line \(firstLine) already"
    case .tooManyFields(let count, let columns):
      "the row has \(count) fields, the header names \(columns)"
    case .flaw(let flaw): flaw.words
    case .language(let text): "'\(text)' is not a language; the row counts without it"
    }
  }

  public var message: String { "\(file) line \(line): \(what)" }
  public var exitCode: ExitCode { .badData }

  public var hint: String? {
    switch reason {
    case .address(let error):
      "\(error.hint ?? "write it as name@example.org"), or run 'broadsheet lists check "
        + "\(affiliate)' to see every line at once"
    case .repeated: "take one of the two rows out; until then the first one counts"
    case .tooManyFields:
      "put a field in quotes when it has in it what parts the fields: \"Silva, Ana\""
    case .flaw(let flaw): flaw.hint
    case .language: "write a tag such as en, es or pt-BR"
    }
  }
}
