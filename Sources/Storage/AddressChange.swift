import Foundation
import GRDB
import Mail
import Newsletter

/// Moves subscriptions from one address of a person to another, inside a transaction.
///
/// The former address may still stand in a list file, so it is kept out by a decision of its own.
/// What the person decided under it goes along, and what came to it is not sent again.
struct AddressChange {
  let database: Database
  let now: Date

  init(_ database: Database, at now: Date) {
    self.database = database
    self.now = now
  }

  /// - Parameters:
  ///   - number: of the person under the former address.
  ///   - isReturn: the address that it went from takes back a change, and has nothing to do with the
  ///     other any more. Else what has been left since the change was asked for does not move.
  /// - Returns: where mail went before, each address once; nil when nobody has that number any more,
  ///   or nothing of it moves.
  func move(
    _ number: Int64, to address: EmailAddress, _ affiliates: [AffiliateID], isReturn: Bool = false
  ) throws -> [FormerPlace]? {
    guard let linked = try database.subscriber(number) else { return nil }
    let present = Subscriber(address)
    let presentNumber = try database.number(of: present)
    // The link may be an old one: what moves is where the person is now.
    let moves = try affiliates.map { ($0, try database.present(linked, for: $0)) }.filter {
      try $1 == present || isReturn || !database.optOuts(of: $1).hasLeft($0)
    }
    if moves.isEmpty { return nil }
    if isReturn { try part(number) }
    var seen: Set<Subscriber> = [present]
    for (_, former) in moves where seen.insert(former).inserted {
      guard let formerNumber = try database.knownNumber(of: former) else { continue }
      try carryOwed(from: formerNumber, to: presentNumber)
      if isReturn {
        try part(formerNumber)
      } else {
        try join(formerNumber, presentNumber)
        try carryDecisions(from: former, to: present, except: moves.map(\.0))
      }
    }
    var places: [FormerPlace] = []
    for (affiliate, former) in moves where former != present {
      guard let formerNumber = try database.knownNumber(of: former) else { continue }
      if let address = try database.mailedAddress(of: formerNumber, affiliate) {
        places.add(address, affiliate)
      }
      try move(affiliate, from: formerNumber, to: presentNumber, address)
      try end(former, at: affiliate, formerNumber, presentNumber)
      if try database.optOuts(of: present).hasLeft(affiliate) {
        try DecisionLog(database, source: "web", at: now).lift(present, affiliate)
        // Where nothing moved, its row in the list file may bring it back.
        try database.execute(
          sql: """
            UPDATE subscription SET status = 'removed'
            WHERE affiliate = ? AND subscriber = ? AND status = 'unsubscribed'
            """, arguments: [affiliate.text, presentNumber])
      }
    }
    return places
  }

  /// Makes two addresses one person's, with all that each had been joined to before.
  private func join(_ former: Int64, _ present: Int64) throws {
    try database.execute(
      sql: """
        UPDATE subscriber SET person = (
            SELECT min(coalesce(person, id)) FROM subscriber WHERE id IN (:former, :present))
          WHERE id IN (:former, :present) OR person IN (
            SELECT person FROM subscriber WHERE id IN (:former, :present))
        """, arguments: ["former": former, "present": present])
  }

  /// Makes an address a person of its own: whatever is decided under it concerns no other any more.
  private func part(_ former: Int64) throws {
    try database.execute(
      sql: "UPDATE subscriber SET person = NULL WHERE id = ?", arguments: [former])
  }

  /// What was owed to the one address is owed to the other.
  private func carryOwed(from former: Int64, to present: Int64) throws {
    try database.execute(
      sql: """
        INSERT INTO owed (subscriber, story, since)
          SELECT ?, o.story, o.since FROM owed o WHERE o.subscriber = ? AND NOT EXISTS (
            SELECT 1 FROM reservation r WHERE r.subscriber = ? AND r.story = o.story)
          ON CONFLICT DO NOTHING
        """, arguments: [present, former, present])
    try database.execute(sql: "DELETE FROM owed WHERE subscriber = ?", arguments: [former])
  }

  /// Whatever they had left under the former address they leave under the present one too; so do
  /// suppressions go along.
  private func carryDecisions(
    from former: Subscriber, to present: Subscriber, except moved: [AffiliateID]
  ) throws {
    let log = DecisionLog(database, source: DecisionLog.addressChange, at: now)
    let before = try database.optOuts(of: former)
    let after = try database.optOuts(of: present)
    if before.leftAll, !after.leftAll || !after.returned.isEmpty {
      try log.write(present, nil, isLifted: false)
    }
    for affiliate in before.left.subtracting(moved).subtracting(after.left).sorted() {
      // That they were moved away from an affiliate is no decision to leave it.
      if try database.hasMoved(from: former, affiliate) { continue }
      try log.write(present, affiliate, isLifted: false)
    }
    if try database.isSuppressed(former), try !database.isSuppressed(present) {
      try database.suppress(present, reason: "their former address was", at: now)
    }
  }

  /// Moves a subscription that mail goes to; an old link must not bring back what was taken off the
  /// list.
  private func move(
    _ affiliate: AffiliateID, from former: Int64, to present: Int64, _ address: EmailAddress
  ) throws {
    try database.execute(
      sql: """
        INSERT INTO subscription (affiliate, subscriber, address, name, language, fields, status,
          origin, since, chosenLanguage, consentOrigin, consentAt, consentHow)
          SELECT affiliate, ?, ?, name, language, fields, 'confirmed', 'web', ?, chosenLanguage,
            'address change', ?, 'move'
          FROM subscription WHERE affiliate = ? AND subscriber = ? AND status = 'confirmed'
        ON CONFLICT (affiliate, subscriber) DO UPDATE SET address = excluded.address,
          name = coalesce(name, excluded.name), language = coalesce(language, excluded.language),
          fields = coalesce(fields, excluded.fields), status = excluded.status,
          origin = excluded.origin,
          chosenLanguage = coalesce(excluded.chosenLanguage, chosenLanguage),
          consentOrigin = excluded.consentOrigin, consentAt = excluded.consentAt,
          consentHow = excluded.consentHow
        """,
      arguments: [
        present, address.spelling, now.seconds, now.seconds, affiliate.text, former,
      ])
    try database.execute(
      sql: "UPDATE subscription SET status = 'unsubscribed' WHERE affiliate = ? AND subscriber = ?",
      arguments: [affiliate.text, former])
  }

  /// Keeps the former address out: its row in the list file must not bring it back.
  private func end(
    _ former: Subscriber, at affiliate: AffiliateID, _ number: Int64, _ present: Int64
  ) throws {
    if try !database.optOuts(of: former).left.contains(affiliate) {
      try DecisionLog(database, source: DecisionLog.addressChange, at: now)
        .write(former, affiliate, isLifted: false)
    }
    try database.noteChange(from: number, to: present, affiliate, at: now)
    try database.keepReading(nil, of: affiliate, at: now)
  }
}

/// An address that mail went to before it was changed.
struct FormerPlace: Sendable, Equatable {
  let address: EmailAddress
  /// What went there.
  var affiliates: [AffiliateID]
}

extension [FormerPlace] {
  fileprivate mutating func add(_ address: EmailAddress, _ affiliate: AffiliateID) {
    if let index = firstIndex(where: { $0.address.canonical == address.canonical }) {
      self[index].affiliates.append(affiliate)
    } else {
      append(FormerPlace(address: address, affiliates: [affiliate]))
    }
  }
}

extension Database {
  /// Where an affiliate's mail to a subscriber goes; nil when none does.
  fileprivate func mailedAddress(
    of number: Int64, _ affiliate: AffiliateID
  ) throws -> EmailAddress? {
    let spelling = try String.fetchOne(
      self,
      sql: """
        SELECT address FROM subscription
        WHERE affiliate = ? AND subscriber = ? AND status = 'confirmed'
        """, arguments: [affiliate.text, number])
    return try spelling.map { try EmailAddress($0) }
  }

  /// Whether an affiliate's mail was moved away from an address.
  fileprivate func hasMoved(from former: Subscriber, _ affiliate: AffiliateID) throws -> Bool {
    try Bool.fetchOne(
      self,
      sql: """
        SELECT EXISTS (SELECT 1 FROM addressChange c JOIN subscriber p ON p.id = c.former
          WHERE p.canonical = ? AND c.affiliate = ?)
        """, arguments: [former.canonical, affiliate.text]) ?? false
  }

  /// Notes that an affiliate reaches a person at another address from now on, whichever of their
  /// former ones a link was made for.
  func noteChange(
    from former: Int64, to present: Int64, _ affiliate: AffiliateID, at now: Date
  ) throws {
    try execute(
      sql: "UPDATE addressChange SET present = ?, at = ? WHERE present = ? AND affiliate = ?",
      arguments: [present, now.seconds, former, affiliate.text])
    try execute(
      sql: """
        INSERT INTO addressChange (former, affiliate, present, at) VALUES (?, ?, ?, ?)
        ON CONFLICT (former, affiliate) DO UPDATE SET present = excluded.present, at = excluded.at
        """, arguments: [former, affiliate.text, present, now.seconds])
    try noteReturn(to: present, affiliate)
  }

  /// Notes that an affiliate reaches a person at this very address.
  func noteReturn(to present: Int64, _ affiliate: AffiliateID) throws {
    try execute(
      sql: "DELETE FROM addressChange WHERE former = ? AND affiliate = ?",
      arguments: [present, affiliate.text])
  }
}
