public import Foundation
import GRDB
import Mail
public import Newsletter

extension Store {
  /// All subscriptions of an affiliate, whatever their status, in the order of their addresses.
  public func subscriptions(of affiliate: AffiliateID) throws(StorageError) -> [Subscription] {
    try read { try $0.subscriptions(of: affiliate) }
  }

  /// The greatest number that a person has; 0 when nobody has one.
  public func greatestNumber() throws(StorageError) -> Int64 {
    try read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM subscriber") ?? 0 }
  }

  /// The number of each of these people; nil for who is new.
  public func numbers(of people: [Subscriber]) throws(StorageError) -> [Int64?] {
    try read { database in
      let find = try database.cachedStatement(sql: "SELECT id FROM subscriber WHERE canonical = ?")
      return try people.map { try Int64.fetchOne(find, arguments: [$0.canonical]) }
    }
  }

  /// Writes subscriptions as they are now to be: new ones are made, known ones changed.
  public func save(_ subscriptions: [Subscription], at now: Date) throws(StorageError) {
    try write { database in
      for affiliate in Set(subscriptions.map(\.affiliate)) {
        try database.keepReading(nil, of: affiliate, at: now)
      }
      for subscription in subscriptions { try database.save(subscription, at: now) }
    }
  }

  /// The people who left this affiliate, or all.
  public func optedOut(of affiliate: AffiliateID) throws(StorageError) -> Set<Subscriber> {
    try read { try $0.optedOut(of: affiliate) }
  }

  /// Writes that a person leaves one affiliate, or all when it is nil. It is never taken back.
  ///
  /// - Parameters:
  ///   - source: where the decision came from, such as `command`.
  public func optOut(
    _ subscriber: Subscriber, of affiliate: AffiliateID?, source: String, reason: String?,
    at now: Date
  ) throws(StorageError) {
    try write { database in
      try database.execute(
        sql: "INSERT INTO optOut (canonical, affiliate, at, source, reason) VALUES (?, ?, ?, ?, ?)",
        arguments: [subscriber.canonical, affiliate?.text, now.seconds, source, reason])
    }
  }

  /// The people who are never to be mailed.
  public func suppressed() throws(StorageError) -> Set<Subscriber> {
    try read { try $0.suppressed() }
  }

  /// The suppressions that hold, in the order they were made.
  public func suppressions() throws(StorageError) -> [Suppression] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM suppression s WHERE isLifted = 0 AND id =
            (SELECT max(id) FROM suppression WHERE canonical = s.canonical) ORDER BY id
          """
      ).map(Suppression.init)
    }
  }

  /// Writes that an address is never to be mailed, or may be mailed again.
  public func suppress(
    _ subscriber: Subscriber, isLifted: Bool = false, reason: String?, at now: Date
  ) throws(StorageError) {
    try write { database in
      try database.execute(
        sql: "INSERT INTO suppression (canonical, isLifted, at, reason) VALUES (?, ?, ?, ?)",
        arguments: [subscriber.canonical, isLifted, now.seconds, reason])
    }
  }
}

/// An address that is never to be mailed.
public struct Suppression: Sendable, Equatable {
  public let subscriber: Subscriber
  public let at: Date
  public let reason: String?

  init(_ row: Row) {
    subscriber = Subscriber(canonical: row["canonical"])
    at = Date(seconds: row["at"])
    reason = row["reason"]
  }
}

extension Database {
  func subscriptions(of affiliate: AffiliateID) throws -> [Subscription] {
    var subscriptions: [Subscription] = []
    try eachSubscription(of: affiliate) { subscriptions.append(try $0.subscription()) }
    return subscriptions
  }

  func optedOut(of affiliate: AffiliateID) throws -> Set<Subscriber> {
    let texts = try String.fetchAll(
      self, sql: "SELECT canonical FROM optOut WHERE affiliate = ? OR affiliate IS NULL",
      arguments: [affiliate.text])
    return Set(texts.map(Subscriber.init(canonical:)))
  }

  /// Those of them who have a number: who has none is on no list that the store knows.
  func optedOutNumbers(of affiliate: AffiliateID) throws -> SubscriberSet {
    try numbers(
      sql: """
        SELECT p.id FROM optOut o JOIN subscriber p ON p.canonical = o.canonical
        WHERE o.affiliate = ? OR o.affiliate IS NULL
        """, arguments: [affiliate.text])
  }

  func suppressedNumbers() throws -> SubscriberSet {
    try numbers(
      sql: """
        SELECT p.id FROM suppression s JOIN subscriber p ON p.canonical = s.canonical
        WHERE s.isLifted = 0 AND s.id =
          (SELECT max(id) FROM suppression WHERE canonical = s.canonical)
        """)
  }

  private func numbers(sql: String, arguments: StatementArguments = []) throws -> SubscriberSet {
    let cursor = try Int64.fetchCursor(self, sql: sql, arguments: arguments)
    var numbers = SubscriberSet()
    while let number = try cursor.next() { numbers.insert(number) }
    return numbers
  }

  func suppressed() throws -> Set<Subscriber> {
    let texts = try String.fetchAll(
      self,
      sql: """
        SELECT canonical FROM suppression s WHERE isLifted = 0 AND id =
          (SELECT max(id) FROM suppression WHERE canonical = s.canonical)
        """)
    return Set(texts.map(Subscriber.init(canonical:)))
  }

  /// The number of a person, made when they are new.
  func number(of subscriber: Subscriber) throws -> Int64 {
    let find = try cachedStatement(sql: "SELECT id FROM subscriber WHERE canonical = ?")
    if let id = try Int64.fetchOne(find, arguments: [subscriber.canonical]) { return id }
    let insert = try cachedStatement(sql: "INSERT INTO subscriber (canonical) VALUES (?)")
    try insert.execute(arguments: [subscriber.canonical])
    return lastInsertedRowID
  }

  func save(_ subscription: Subscription, at now: Date) throws {
    let recipient = subscription.recipient
    let statement = try cachedStatement(
      sql: """
        INSERT INTO subscription
          (affiliate, subscriber, address, name, language, fields, status, origin, since)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (affiliate, subscriber) DO UPDATE SET address = excluded.address,
          name = excluded.name, language = excluded.language, fields = excluded.fields,
          status = excluded.status, origin = excluded.origin
        """)
    try statement.execute(arguments: [
      subscription.affiliate.text, number(of: Subscriber(recipient.address)),
      recipient.address.spelling, recipient.name, recipient.language, recipient.fieldsText(),
      subscription.status.rawValue, subscription.origin.rawValue, now.seconds,
    ])
  }
}

extension Recipient {
  /// Reads the columns `address`, `name`, `language` and `fields`.
  init(_ row: Row) throws {
    let fields: String? = row["fields"]
    self.init(
      address: try EmailAddress(row["address"] as String), name: row["name"],
      language: row["language"],
      fields: try fields.map { try StoredJSON.value([String: String].self, from: $0) } ?? [:])
  }

  func fieldsText() throws -> String? {
    fields.isEmpty ? nil : try StoredJSON.text(fields)
  }
}
