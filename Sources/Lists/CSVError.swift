/// Why a CSV file cannot be read at all.
public struct CSVError: Error, Equatable, Sendable {
  public enum Reason: Equatable, Sendable {
    case unclosedQuote
    case fieldTooLong(isQuoted: Bool)
    case tooManyColumns(limit: Int)
    case fileTooLarge
    /// The first octet that is no UTF-8.
    case notUTF8(octet: UInt8)
    case zeroByte
  }

  /// From 1.
  public var line: Int
  public var reason: Reason
}
