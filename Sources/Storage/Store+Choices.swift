public import Foundation
import GRDB
public import Newsletter

extension Store {
  /// Writes the language that a person chose; it outlives what their list says.
  ///
  /// - Parameters:
  ///   - language: BCP 47; nil: as their list says.
  ///   - affiliates: nil: all.
  public func setLanguage(
    _ language: String?, of subscriber: Subscriber, affiliates: [AffiliateID]? = nil
  ) throws(StorageError) {
    try write { database in
      guard let number = try database.knownNumber(of: subscriber) else { return }
      let chosen =
        try affiliates ?? database.subscriptions(of: subscriber).map(\.affiliate)
      for affiliate in chosen {
        try database.execute(
          sql: "UPDATE subscription SET chosenLanguage = ? WHERE affiliate = ? AND subscriber = ?",
          arguments: [language, affiliate.text, number])
      }
    }
  }

  /// Writes which affiliates a person wants of those that they were shown: they leave the others
  /// and join what they are not on yet, in one transaction.
  ///
  /// The caller knows that it is the owner of the address: the page was opened by a letter to it.
  ///
  /// - Returns: what changed.
  @discardableResult
  public func chooseAffiliates(
    _ chosen: Set<AffiliateID>, among offered: [AffiliateID], of recipient: Recipient,
    source: String, at now: Date
  ) throws(StorageError) -> (joined: [AffiliateID], left: [AffiliateID]) {
    try write { database in
      let subscriber = Subscriber(recipient.address)
      guard try !database.isSuppressed(subscriber) else { return ([], []) }
      let on = try database.affiliates(of: subscriber)
      let joined = offered.filter { chosen.contains($0) && !on.contains($0) }
      let left = offered.filter { !chosen.contains($0) && on.contains($0) }
      let confirming = Confirming(database, at: now)
      for affiliate in joined { try confirming.subscribe(recipient, affiliate) }
      let log = DecisionLog(database, source: source, at: now)
      for affiliate in left { _ = try log.leave(subscriber, affiliate, reason: nil) }
      return (joined, left)
    }
  }

  /// Deletes sign-ups that nobody has confirmed for 30 days and letters that are as old.
  ///
  /// - Returns: how many sign-ups were forgotten.
  @discardableResult
  public func forgetUnconfirmed(at now: Date) throws(StorageError) -> Int {
    let limit = now.seconds - Int64(Letter.keptFor)
    let isNothingOld = try read { database in
      try Bool.fetchOne(
        database, sql: "SELECT NOT EXISTS (SELECT 1 FROM letter WHERE createdAt < ?)",
        arguments: [limit]) ?? true
    }
    // Whoever signs up on the web gets a letter, so there is nothing as old without one.
    if isNothingOld { return 0 }
    return try write { try $0.forgetUnconfirmed(before: limit) }
  }
}

extension Database {
  /// The affiliates that a person gets mail from.
  func affiliates(of subscriber: Subscriber) throws -> Set<AffiliateID> {
    let optOuts = try optOuts(of: subscriber)
    return Set(
      try subscriptions(of: subscriber).filter { $0.status == .confirmed }.map(\.affiliate)
        .filter { !optOuts.hasLeft($0) })
  }

  fileprivate func forgetUnconfirmed(before limit: Int64) throws -> Int {
    let people = try Int64.fetchAll(
      self,
      sql: """
        SELECT DISTINCT p.id FROM letter l JOIN subscriber p ON p.canonical = l.canonical
        WHERE l.createdAt < ?
        """, arguments: [limit])
    var forgotten = 0
    for person in people {
      for affiliate in try affiliatesUnconfirmed(by: person, before: limit) {
        try execute(
          sql: "DELETE FROM subscription WHERE affiliate = ? AND subscriber = ?",
          arguments: [affiliate, person])
        forgotten += 1
      }
    }
    try execute(sql: "DELETE FROM letter WHERE createdAt < ?", arguments: [limit])
    for person in people { try forgetIfUnused(person) }
    return forgotten
  }

  private func affiliatesUnconfirmed(by person: Int64, before limit: Int64) throws -> [String] {
    guard let subscriber = try subscriber(person) else { return [] }
    return try subscriptions(of: subscriber).filter {
      $0.status == .unconfirmed && $0.origin == .web && ($0.since?.seconds ?? limit) < limit
    }.map(\.affiliate.text)
  }

  /// Deletes a person of whom nothing is held but the address.
  private func forgetIfUnused(_ person: Int64) throws {
    guard let subscriber = try subscriber(person), try subscriptions(of: subscriber).isEmpty else {
      return
    }
    try execute(
      sql: """
        DELETE FROM subscriber WHERE id = :id AND person IS NULL
          AND NOT EXISTS (SELECT 1 FROM delivery WHERE subscriber = :id)
          AND NOT EXISTS (SELECT 1 FROM letter WHERE canonical = :canonical OR requester = :id)
          AND NOT EXISTS (SELECT 1 FROM optOut WHERE canonical = :canonical)
          AND NOT EXISTS (SELECT 1 FROM suppression WHERE canonical = :canonical)
          AND NOT EXISTS (SELECT 1 FROM owed WHERE subscriber = :id)
          AND NOT EXISTS (SELECT 1 FROM reservation WHERE subscriber = :id)
        """, arguments: ["id": person, "canonical": subscriber.canonical])
  }
}
