public import Newsletter

/// What one reading of a list file gave: how many people, and the rows that were kept out.
public struct ListReading: Sendable {
  /// The file as the configuration names it.
  public let file: String
  public let header: ListHeader
  /// Which octets this was read from (``ListFile/fingerprint()``).
  public internal(set) var fingerprint = ""
  /// How many people there are, each canonical address once.
  public internal(set) var count = 0
  /// The people, where ``ListFile/read()`` gathered them; ``ListFile/read(each:)`` hands them over
  /// one by one and keeps none.
  public internal(set) var rows: [ListRow] = []
  /// What is unusual about the file as a whole, and was understood all the same.
  public internal(set) var notes: [ListNote] = []
  /// The first 10,000 of them.
  public internal(set) var problems: [ListProblem] = []
  /// How many problems there are beyond those.
  public internal(set) var moreProblems = 0

  /// Whether some of it is no UTF-8.
  var isWestern: Bool {
    notes.contains { if case .western = $0.reason { true } else { false } }
  }

  /// The people in the file's order, each canonical address once.
  public var recipients: [Recipient] { rows.map(\.recipient) }
}

/// One person and the line on which their row begins.
public struct ListRow: Sendable, Equatable {
  public let line: Int
  public let recipient: Recipient
  /// What the row says beside the person: consent, and the standing on another program's list.
  let remarks: [ListRemark: String]

  /// The row as it stands, where a mapping asks for it.
  let cells: [String]

  public init(line: Int, recipient: Recipient) {
    self.init(line: line, recipient: recipient, remarks: [:], cells: [])
  }

  init(line: Int, recipient: Recipient, remarks: [ListRemark: String], cells: [String]) {
    self.line = line
    self.recipient = recipient
    self.remarks = remarks
    self.cells = cells
  }
}
