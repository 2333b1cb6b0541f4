import Foundation
import GRDB
import Mail
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

  /// Of a query that has the delivery as `d` and its variant as `v`; ``Database/leavingColumns``
  /// follow. They are read by their numbers: to look names up took longer than all else.
  static let columns = """
    d.id, d.state, d.address, d.name, d.language, d.fields, d.variant, d.tries, d.firstTriedAt,
    v.stories, d.subscriber
    """
  fileprivate static let columnCount = 11

  init(_ rows: RowCursor, _ mark: LeavingMark) throws {
    self.mark = mark
    var variants: [Int64: [StoryID]] = [:]
    while let row = try rows.next() {
      let delivery: Int64 = row[0]
      last = delivery
      if let reason = SkipReason(leaving: row, from: Self.columnCount) {
        leaving.append(LeavingDelivery(delivery: delivery, state: .waiting(row), reason: reason))
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
    let variant: Int64 = row[6]
    let stories: [StoryID]
    if let known = variants[variant] {
      stories = known
    } else {
      stories = try StoredJSON.value([StoryID].self, from: row[9])
      variants[variant] = stories
    }
    let fields: String? = row[5]
    let recipient = Recipient(
      address: try EmailAddress(row[2] as String), name: row[3], language: row[4],
      fields: try fields.map { try StoredJSON.value([String: String].self, from: $0) } ?? [:])
    self.init(
      id: row[0], state: .waiting(row), subscriber: row[10], recipient: recipient,
      stories: stories, variant: variant, tries: row[7],
      firstTriedAt: (row[8] as Int64?).map(Date.init(seconds:)))
  }
}

extension DeliveryState {
  /// The state of a row of ``WaitingPage/columns``.
  fileprivate static func waiting(_ row: Row) -> DeliveryState {
    row[1] == DeliveryState.deferred.rawValue ? .deferred : .planned
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
