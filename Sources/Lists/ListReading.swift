public import Newsletter

/// What one reading of a list file gave: the people, and the rows that were kept out.
public struct ListReading: Sendable {
  /// The file as the configuration names it.
  public let file: String
  public let header: ListHeader
  /// Which octets this was read from (``ListFile/fingerprint()``).
  public internal(set) var fingerprint = ""
  public internal(set) var rows: [ListRow] = []
  /// The first 10,000 of them.
  public internal(set) var problems: [ListProblem] = []
  /// How many problems there are beyond those.
  public internal(set) var moreProblems = 0

  /// The people in the file's order, each canonical address once.
  public var recipients: [Recipient] { rows.map(\.recipient) }
}

/// One person and the line on which their row begins.
public struct ListRow: Sendable, Equatable {
  public let line: Int
  public let recipient: Recipient
}
