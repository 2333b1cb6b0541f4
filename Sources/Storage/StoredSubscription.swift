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
    let how: String? = row[10]
    let consent = how.flatMap(Consent.How.init).map {
      Consent(origin: row[9] ?? "", at: Date(seconds: row[8] ?? row[7]), how: $0)
    }
    return Subscription(
      affiliate: affiliate, recipient: try recipient(), status: status,
      origin: SubscriptionOrigin(rawValue: row[2]) ?? .file, consent: consent,
      since: Date(seconds: row[7]), chosenLanguage: row[11])
  }

  /// Whether it belongs to a segment.
  public func isIn(_ segment: Segment) throws -> Bool {
    // Most segments go by language alone: fields are texts that have to be taken apart.
    let asksLanguageAlone = segment.conditions.allSatisfy {
      $0.column == Segment.languageColumn
    }
    if asksLanguageAlone {
      return segment.conditions.allSatisfy { $0.holds(for: row[5]) }
    }
    return segment.contains(try recipient())
  }

  /// What a delivery copies.
  var columns: RecipientColumns {
    RecipientColumns(address: row[3], name: row[4], language: row[5], fields: row[6])
  }

  /// What is read of a subscription `s`, in this order. The person's own choice of language goes
  /// before what their list says.
  static let columns = """
    s.subscriber, s.status, s.origin, s.address, s.name,
    coalesce(s.chosenLanguage, s.language) AS language, s.fields, s.since, s.consentAt,
    s.consentOrigin, s.consentHow, s.chosenLanguage
    """
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
    let statement = try cachedStatement(
      sql: """
        SELECT \(StoredSubscription.columns) FROM subscription s
        WHERE s.affiliate = ? ORDER BY s.subscriber
        """)
    let rows = try Row.fetchCursor(statement, arguments: [affiliate.text])
    while let row = try rows.next() {
      try body(StoredSubscription(affiliate: affiliate, row: row))
    }
  }
}
