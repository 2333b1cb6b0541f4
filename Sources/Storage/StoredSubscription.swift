import Foundation
import GRDB
import Mail
public import Newsletter

/// One subscription as it passes by; valid only meanwhile. What nobody asks for is not read.
public struct StoredSubscription {
  let affiliate: AffiliateID
  /// Its columns are known by place: looking for their names takes longer than reading them.
  let row: Row

  /// The person's number in the store.
  public var number: Int64 { row[0] }
  public var status: SubscriptionStatus { SubscriptionStatus(rawValue: row[1]) ?? .removed }

  /// Whom mail goes to.
  public func recipient() throws -> Recipient {
    let fields: String? = row[6]
    return Recipient(
      address: try EmailAddress(row[3] as String), name: row[4], language: row[5],
      fields: try fields.map { try StoredJSON.value([String: String].self, from: $0) } ?? [:])
  }

  /// All of it.
  public func subscription() throws -> Subscription {
    Subscription(
      affiliate: affiliate, recipient: try recipient(), status: status,
      origin: SubscriptionOrigin(rawValue: row[2]) ?? .file)
  }

  /// What a delivery copies.
  var columns: RecipientColumns {
    RecipientColumns(address: row[3], name: row[4], language: row[5], fields: row[6])
  }
}

/// A recipient as the tables have it.
struct RecipientColumns {
  let address: String
  let name: String?
  let language: String?
  let fields: String?

  /// Nothing but an address.
  static func address(_ address: EmailAddress) -> Self {
    Self(address: address.spelling, name: nil, language: nil, fields: nil)
  }
}

extension Store {
  /// Hands over each subscription of an affiliate, whatever its status, by number of the person.
  public func eachSubscription(
    of affiliate: AffiliateID, _ body: (StoredSubscription) throws -> Void
  ) throws(StorageError) {
    try read { try $0.eachSubscription(of: affiliate, body) }
  }
}

extension Database {
  func eachSubscription(
    of affiliate: AffiliateID, _ body: (StoredSubscription) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(
      self,
      sql: """
        SELECT subscriber, status, origin, address, name, language, fields FROM subscription
        WHERE affiliate = ? ORDER BY subscriber
        """, arguments: [affiliate.text])
    while let row = try rows.next() {
      try body(StoredSubscription(affiliate: affiliate, row: row))
    }
  }
}
