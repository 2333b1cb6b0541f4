public import Foundation
import GRDB
import Mail
public import Newsletter

extension Store {
  /// All subscriptions of an affiliate, whatever their status, in the order of their addresses.
  public func subscriptions(of affiliate: AffiliateID) throws(StorageError) -> [Subscription] {
    try read { try $0.subscriptions(of: affiliate) }
  }

  /// All subscriptions of one address, whatever their status, by affiliate.
  public func subscriptions(of subscriber: Subscriber) throws(StorageError) -> [Subscription] {
    try read { try $0.subscriptions(of: subscriber) }
  }

  /// The person with a number; nil: nobody has it, or they were erased.
  public func subscriber(_ number: Int64) throws(StorageError) -> Subscriber? {
    try read { try $0.subscriber(number) }
  }

  /// The greatest number that a person has; 0 when nobody has one.
  public func greatestNumber() throws(StorageError) -> Int64 {
    try read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM subscriber") ?? 0 }
  }

  /// The number of each of these people; nil for who is new. Who was erased has kept theirs.
  public func numbers(of people: [Subscriber]) throws(StorageError) -> [Int64?] {
    try read { try $0.numbers(of: people) }
  }

  /// Writes subscriptions as they are now to be: new ones are made, known ones changed. What the
  /// person chose themselves stays, and so does the consent when a subscription brings none.
  ///
  /// Who was erased is kept out.
  public func save(_ subscriptions: [Subscription], at now: Date) throws(StorageError) {
    try write { database in
      for affiliate in Set(subscriptions.map(\.affiliate)) {
        try database.keepReading(nil, of: affiliate, at: now)
      }
      for subscription in subscriptions { try database.save(subscription, at: now) }
    }
  }
}

extension Database {
  func numbers(of people: [Subscriber]) throws -> [Int64?] {
    let hasErased = try hasErased()
    return try people.map { person in
      if let number = try knownNumber(of: person) { return number }
      return hasErased ? try erasedNumber(of: person) : nil
    }
  }

  func subscriptions(of affiliate: AffiliateID) throws -> [Subscription] {
    var subscriptions: [Subscription] = []
    try eachSubscription(of: affiliate) { subscriptions.append(try $0.subscription()) }
    return subscriptions
  }

  func subscriptions(of subscriber: Subscriber) throws -> [Subscription] {
    guard let number = try knownNumber(of: subscriber) else { return [] }
    // A million subscriptions without an index by subscriber are 20 MB less to write; affiliates
    // are few, and each is found from the one before.
    let rows = try Row.fetchCursor(
      self,
      sql: """
        WITH RECURSIVE a (id) AS (
          SELECT min(affiliate) FROM subscription
          UNION ALL
          SELECT (SELECT min(affiliate) FROM subscription WHERE affiliate > a.id) FROM a
            WHERE a.id IS NOT NULL)
        SELECT \(StoredSubscription.columns), s.affiliate FROM a
        JOIN subscription s ON s.affiliate = a.id AND s.subscriber = ? ORDER BY s.affiliate
        """, arguments: [number])
    var subscriptions: [Subscription] = []
    while let row = try rows.next() {
      guard let affiliate = AffiliateID(row["affiliate"] as String) else { continue }
      subscriptions.append(
        try StoredSubscription(affiliate: affiliate, row: row).subscription())
    }
    return subscriptions
  }

  func subscriber(_ number: Int64) throws -> Subscriber? {
    let canonical = try String.fetchOne(
      self, sql: "SELECT canonical FROM subscriber WHERE id = ?", arguments: [number])
    guard let canonical, !canonical.hasPrefix(Store.erasedPrefix) else { return nil }
    return Subscriber(canonical: canonical)
  }

  /// The number of a person under this very address; nil when it has none.
  func knownNumber(of subscriber: Subscriber) throws -> Int64? {
    let find = try cachedStatement(sql: "SELECT id FROM subscriber WHERE canonical = ?")
    return try Int64.fetchOne(find, arguments: [subscriber.canonical])
  }

  /// The number of a person, made when they are new. Who was erased has kept theirs, under which
  /// they are suppressed.
  func number(of subscriber: Subscriber) throws -> Int64 {
    if let number = try knownNumber(of: subscriber) { return number }
    if let erased = try erasedNumber(of: subscriber) { return erased }
    return try newNumber(of: subscriber)
  }

  func newNumber(of subscriber: Subscriber) throws -> Int64 {
    let insert = try cachedStatement(sql: "INSERT INTO subscriber (canonical) VALUES (?)")
    try insert.execute(arguments: [subscriber.canonical])
    return lastInsertedRowID
  }

  /// Writes a subscription, unless the person was erased.
  func save(_ subscription: Subscription, at now: Date) throws {
    let subscriber = Subscriber(subscription.recipient.address)
    var number = try knownNumber(of: subscriber)
    if number == nil {
      guard try erasedNumber(of: subscriber) == nil else { return }
      number = try newNumber(of: subscriber)
    }
    try write(subscription, of: number, at: now)
  }

  private func write(_ subscription: Subscription, of number: Int64?, at now: Date) throws {
    let recipient = subscription.recipient
    let statement = try cachedStatement(
      sql: """
        INSERT INTO subscription
          (affiliate, subscriber, address, name, language, fields, status, origin, since,
            chosenLanguage, consentOrigin, consentAt, consentHow)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (affiliate, subscriber) DO UPDATE SET address = excluded.address,
          name = excluded.name, language = excluded.language, fields = excluded.fields,
          status = excluded.status, origin = excluded.origin,
          chosenLanguage = coalesce(excluded.chosenLanguage, chosenLanguage),
          consentAt = CASE WHEN excluded.consentHow IS NULL THEN consentAt
            ELSE excluded.consentAt END,
          consentOrigin = CASE WHEN excluded.consentHow IS NULL THEN consentOrigin
            ELSE excluded.consentOrigin END,
          consentHow = coalesce(excluded.consentHow, consentHow)
        """)
    try statement.execute(arguments: [
      subscription.affiliate.text, number, recipient.address.spelling, recipient.name,
      recipient.language, recipient.fieldsText(), subscription.status.rawValue,
      subscription.origin.rawValue, now.seconds, subscription.chosenLanguage,
      subscription.consent?.origin, subscription.consent?.at.seconds,
      subscription.consent?.how.rawValue,
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
