import Foundation
import GRDB
public import Newsletter

/// Some deliveries whose turn has come, as they stood when they were read.
public struct WaitingPage: Sendable {
  /// Those that may go.
  public private(set) var deliveries: [WaitingDelivery] = []
  /// Those whose person has left since the freeze, and why.
  public private(set) var leaving: [LeavingDelivery] = []
  /// The number to go on after; nil when there are no more.
  public private(set) var last: Int64?
  /// How far opt-outs had been read.
  public let mark: LeavingMark

  init(_ rows: RowCursor, _ mark: LeavingMark) throws {
    self.mark = mark
    var variants: [Int64: [StoryID]] = [:]
    while let row = try rows.next() {
      last = row["id"]
      if let reason = SkipReason(leaving: row) {
        leaving.append(
          LeavingDelivery(delivery: row["id"], state: .waiting(row), reason: reason))
      } else {
        deliveries.append(try WaitingDelivery(row, &variants))
      }
    }
  }
}

/// A delivery whose person has left since the freeze.
public struct LeavingDelivery: Sendable {
  public let delivery: Int64
  public let state: DeliveryState
  public let reason: SkipReason
}

extension WaitingDelivery {
  /// - Parameter variants: the stories of the variants that were met already.
  fileprivate init(_ row: Row, _ variants: inout [Int64: [StoryID]]) throws {
    let variant: Int64 = row["variant"]
    let stories =
      try variants[variant] ?? StoredJSON.value([StoryID].self, from: row["stories"])
    variants[variant] = stories
    self.init(
      id: row["id"], state: .waiting(row), subscriber: row["subscriber"],
      recipient: try Recipient(row), stories: stories, variant: variant, tries: row["tries"],
      firstTriedAt: (row["firstTriedAt"] as Int64?).map(Date.init(seconds:)))
  }
}

extension DeliveryState {
  /// The state of a row that waits.
  fileprivate static func waiting(_ row: Row) -> DeliveryState {
    row["state"] == DeliveryState.deferred.rawValue ? .deferred : .planned
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
