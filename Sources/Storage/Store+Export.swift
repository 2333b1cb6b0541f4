public import Foundation
import GRDB
import Mail
public import Newsletter

/// All that the store holds of one person, as they may ask for it.
public struct PersonRecord: Sendable, Equatable, Encodable {
  public struct Decision: Sendable, Equatable, Encodable {
    /// Nil means all affiliates.
    public let affiliate: String?
    /// Whether it is the decision to be on again.
    public let isLifted: Bool
    public let at: Date
    public let source: String
    public let reason: String?
  }

  public struct SuppressionRow: Sendable, Equatable, Encodable {
    public let isLifted: Bool
    public let at: Date
    public let reason: String?
  }

  public struct LetterRow: Sendable, Equatable, Encodable {
    public let kind: LetterKind
    public let address: String
    public let affiliate: String?
    public let language: String
    public let request: LetterRequest
    public let createdAt: Date
    public let state: LetterState
    public let changedAt: Date
    public let reply: String?
    public let confirmedAt: Date?
  }

  public struct DeliveryRow: Sendable, Equatable, Encodable {
    public struct Attempt: Sendable, Equatable, Encodable {
      public let at: Date
      public let state: DeliveryState
      public let detail: String?
    }

    public let edition: EditionID
    public let address: String
    public let name: String?
    public let language: String?
    public let fields: [String: String]
    public let isCopy: Bool
    public let state: DeliveryState
    public let reason: SkipReason?
    public let reply: String?
    /// The titles of the stories that it brings.
    public let stories: [String]
    public let attempts: [Attempt]
  }

  public struct OwedRow: Sendable, Equatable, Encodable {
    public let title: String
    public let since: Date
  }

  public let address: String
  /// Nil when no list, letter or edition ever had the address.
  public let number: Int64?
  /// The other addresses that the person has had, or has.
  public let otherAddresses: [String]
  public let subscriptions: [Subscription]
  public let optOuts: [Decision]
  public let suppressions: [SuppressionRow]
  public let letters: [LetterRow]
  public let deliveries: [DeliveryRow]
  /// The titles of the stories that are kept as theirs, so that they are not sent again.
  public let stories: [String]
  public let owed: [OwedRow]

  /// Whether the store holds nothing at all.
  public var isEmpty: Bool {
    number == nil && optOuts.isEmpty && suppressions.isEmpty && letters.isEmpty
  }
}

extension Store {
  /// All that is held under one address.
  public func export(_ subscriber: Subscriber, at now: Date) throws(StorageError) -> PersonRecord {
    let log = try log(of: subscriber, at: now)
    return try read { try PersonExport($0, subscriber).record(log) }
  }
}

private struct PersonExport {
  let database: Database
  let subscriber: Subscriber

  init(_ database: Database, _ subscriber: Subscriber) {
    self.database = database
    self.subscriber = subscriber
  }

  func record(_ log: AddressLog) throws -> PersonRecord {
    let number = try database.knownNumber(of: subscriber)
    return PersonRecord(
      address: subscriber.canonical, number: number,
      // What an address was erased to names nobody.
      otherAddresses: try database.addresses(of: subscriber).dropFirst().map(
        \.canonical
      ).filter { !$0.hasPrefix("erased:") },
      subscriptions: try database.subscriptions(of: subscriber), optOuts: try decisions(),
      suppressions: try suppressions(), letters: try letters(number),
      deliveries: try deliveries(log), stories: try stories(number),
      owed: log.owed.map { .init(title: $0.title, since: $0.since) })
  }

  private func rows(_ sql: String) throws -> [Row] {
    try Row.fetchAll(database, sql: sql, arguments: [subscriber.canonical])
  }

  private func decisions() throws -> [PersonRecord.Decision] {
    try rows("SELECT * FROM optOut WHERE canonical = ? ORDER BY id").map {
      .init(
        affiliate: $0["affiliate"], isLifted: $0["isLifted"], at: Date(seconds: $0["at"]),
        source: $0["source"], reason: $0["reason"])
    }
  }

  private func suppressions() throws -> [PersonRecord.SuppressionRow] {
    try rows("SELECT * FROM suppression WHERE canonical = ? ORDER BY id").map {
      .init(isLifted: $0["isLifted"], at: Date(seconds: $0["at"]), reason: $0["reason"])
    }
  }

  /// Those to this address, and those that asked at another whether the person is reached there: they
  /// entered it here.
  private func letters(_ number: Int64?) throws -> [PersonRecord.LetterRow] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT * FROM letter WHERE canonical = ?
          OR (requester = ? AND request GLOB '{"changeAddress"*') ORDER BY id
        """, arguments: [subscriber.canonical, number])
    return rows.compactMap { row in
      guard let letter = Letter(row) else { return nil }
      return .init(
        kind: letter.kind, address: letter.recipient.spelling, affiliate: row["affiliate"],
        language: letter.language, request: letter.request, createdAt: letter.createdAt,
        state: letter.state, changedAt: Date(seconds: row["changedAt"]), reply: row["reply"],
        confirmedAt: (row["confirmedAt"] as Int64?).map(Date.init(seconds:)))
    }
  }

  private func deliveries(_ log: AddressLog) throws -> [PersonRecord.DeliveryRow] {
    let recipients = try rows(
      """
      SELECT d.name, d.language, d.fields FROM delivery d
      JOIN subscriber p ON p.id = d.subscriber WHERE p.canonical = ? ORDER BY d.id
      """)
    return try zip(log.deliveries, recipients).map { delivery, row in
      let fields: String? = row["fields"]
      return .init(
        edition: delivery.edition, address: delivery.address, name: row["name"],
        language: row["language"],
        fields: try fields.map { try StoredJSON.value([String: String].self, from: $0) } ?? [:],
        isCopy: delivery.isCopy, state: delivery.state, reason: delivery.reason,
        reply: delivery.reply, stories: delivery.stories,
        attempts: delivery.attempts.map {
          .init(at: $0.at, state: $0.state, detail: $0.detail)
        })
    }
  }

  private func stories(_ number: Int64?) throws -> [String] {
    guard let number else { return [] }
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT s.* FROM reservation r JOIN story s ON s.id = r.story
        WHERE r.subscriber = ? ORDER BY s.id
        """, arguments: [number])
    return try rows.map { try Story($0).title }
  }
}
