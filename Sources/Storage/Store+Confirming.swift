public import Foundation
import GRDB
import Mail
public import Newsletter

extension Store {
  /// Does what a letter's link is for, because its reader says so: one transaction.
  ///
  /// It can be asked again: what was done once is not done twice, so a link that is followed after
  /// its reader has left brings nobody back.
  public func confirm(
    _ letter: Letter, at now: Date
  ) throws(StorageError) -> ConfirmationOutcome {
    try write { try Confirming($0, at: now).confirm(letter.id) }
  }
}

/// What a letter's link does, inside a transaction.
struct Confirming {
  let database: Database
  let now: Date
  let log: DecisionLog

  init(_ database: Database, at now: Date) {
    self.database = database
    self.now = now
    log = DecisionLog(database, source: "web", at: now)
  }

  func confirm(_ id: Int64) throws -> ConfirmationOutcome {
    let row = try Row.fetchOne(database, sql: "SELECT * FROM letter WHERE id = ?", arguments: [id])
    guard let row, let letter = Letter(row),
      try !database.isSuppressed(Subscriber(letter.recipient))
    else { return .unknown }
    if row["confirmedAt"] != nil as Int64? { return .alreadyDone }
    if letter.isExpired(at: now) { return .expired }
    switch letter.request {
    // There is nothing to confirm: the link may be followed as often as it works.
    case .showSubscriptions: return .done
    case .subscribe(let affiliates, let name, let language):
      for affiliate in affiliates {
        let recipient = Recipient(address: letter.recipient, name: name, language: language)
        try subscribe(recipient, affiliate)
      }
    case .changeAddress(let former, let affiliates):
      guard let left = try move(former, affiliates, letter) else { return .unknown }
      for former in left { try tell(former, of: letter) }
    case .moveBack(let present, _, let affiliates):
      guard try move(present, affiliates, letter, isReturn: true) != nil else { return .unknown }
    }
    try database.execute(
      sql: "UPDATE letter SET confirmedAt = ? WHERE id = ?", arguments: [now.seconds, id])
    return .done
  }

  private func move(
    _ former: Int64, _ affiliates: [AffiliateID], _ letter: Letter, isReturn: Bool = false
  ) throws -> [FormerPlace]? {
    try AddressChange(database, at: now)
      .move(former, to: letter.recipient, affiliates, isReturn: isReturn)
  }

  /// Writes to the address that mail went to before: whoever asked may have had no more than a
  /// message that its owner passed on. It is told whatever letters it has had.
  private func tell(_ former: FormerPlace, of letter: Letter) throws {
    let present = try database.number(of: Subscriber(letter.recipient))
    try LetterBook(database, at: now).insert(
      LetterDraft(
        to: former.address, affiliate: letter.affiliate, language: letter.language,
        request: .moveBack(
          from: present, address: letter.recipient.masked, affiliates: former.affiliates)),
      requester: present)
  }

  /// Puts a person on a list by their own decision. What the list says of them stays, but for what
  /// they say themselves.
  func subscribe(_ recipient: Recipient, _ affiliate: AffiliateID) throws {
    let subscriber = Subscriber(recipient.address)
    let number = try database.number(of: subscriber)
    try database.execute(
      sql: """
        INSERT INTO subscription (affiliate, subscriber, address, name, chosenLanguage, status,
          origin, since, consentOrigin, consentAt, consentHow)
        VALUES (?, ?, ?, ?, ?, 'confirmed', 'web', ?, 'web form', ?, 'web')
        ON CONFLICT (affiliate, subscriber) DO UPDATE SET address = excluded.address,
          name = coalesce(excluded.name, name),
          chosenLanguage = coalesce(excluded.chosenLanguage, chosenLanguage),
          status = excluded.status, origin = excluded.origin,
          consentOrigin = excluded.consentOrigin, consentAt = excluded.consentAt,
          consentHow = excluded.consentHow
        """,
      arguments: [
        affiliate.text, number, recipient.address.spelling, recipient.name, recipient.language,
        now.seconds, now.seconds,
      ])
    if try database.optOuts(of: subscriber).hasLeft(affiliate) {
      try log.lift(subscriber, affiliate)
    }
    // Who comes back to a former address is reached there from now on.
    try database.noteReturn(to: number, affiliate)
  }
}
