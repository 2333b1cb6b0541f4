import GRDB
public import Newsletter

/// Some deliveries whose turn has come, as they stood when they were read.
public struct WaitingPage: Sendable {
  /// Those that may go.
  public private(set) var deliveries: [WaitingDelivery] = []
  /// Those whose person has left since the freeze, and why.
  public private(set) var leaving: [(delivery: Int64, reason: SkipReason)] = []
  /// The number to go on after; nil when there are no more.
  public let last: Int64?
  /// How far opt-outs had been read.
  public let mark: LeavingMark

  init(_ rows: [Row], _ mark: LeavingMark) throws {
    self.mark = mark
    last = rows.last?["id"]
    for row in rows {
      if let reason = SkipReason(leaving: row) {
        leaving.append((row["id"], reason))
      } else {
        deliveries.append(try WaitingDelivery(row))
      }
    }
  }
}

/// Whose deliveries are meant: those of one domain, or of all but some.
public enum RecipientDomains: Sendable, Hashable {
  case only(String)
  case except([String])

  public static let all = RecipientDomains.except([])

  /// For a query that has the subscriber as `p`. A canonical address ends in its domain as A-labels
  /// in lower case, which hold none of LIKE's signs.
  var condition: String {
    switch self {
    case .only: "AND p.canonical LIKE '%@' || ?"
    case .except(let domains):
      domains.map { _ in "AND p.canonical NOT LIKE '%@' || ?" }.joined(separator: " ")
    }
  }

  var arguments: StatementArguments {
    switch self {
    case .only(let domain): [domain]
    case .except(let domains): StatementArguments(domains)
    }
  }
}
