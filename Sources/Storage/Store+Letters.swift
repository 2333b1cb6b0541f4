public import Foundation
import GRDB
public import Mail
public import Newsletter

extension Store {
  /// Writes a letter that is to be sent; a sign-up makes unconfirmed subscriptions too.
  ///
  /// - Returns: its number; nil: the address, or the subscriber who asks for it, has had as many as
  ///   ``Newsletter/LetterLimit`` allows, or the address is suppressed or erased. Then nothing is
  ///   written.
  public func post(_ letter: LetterDraft, at now: Date) throws(StorageError) -> Int64? {
    try write { try LetterBook($0, at: now).post(letter) }
  }

  /// Writes a letter that shows somebody all their lists, if they have ever been on one: what
  /// anybody may have typed and nobody has confirmed is no subscription.
  ///
  /// It waits for its turn to write whoever it is for, so that how long it takes tells nobody who is
  /// on a list.
  public func postSubscriptions(
    to recipient: EmailAddress, language: String, at now: Date
  ) throws(StorageError) -> Int64? {
    try write { database in
      let subscription = try database.subscriptions(of: Subscriber(recipient))
        .first { $0.status != .unconfirmed }
      guard let subscription else { return nil }
      return try LetterBook(database, at: now).post(
        LetterDraft(
          to: recipient, affiliate: subscription.affiliate, language: language,
          request: .showSubscriptions))
    }
  }

  /// The letter with a number; nil: there is none, it is no longer kept, or its person was erased.
  public func letter(_ id: Int64) throws(StorageError) -> Letter? {
    try read { database in
      try Row.fetchOne(database, sql: "SELECT * FROM letter WHERE id = ?", arguments: [id])
        .flatMap(Letter.init)
    }
  }

  /// The next letter that is to be sent, by number; those that nobody waits for any more expire on
  /// the way, and what was handed over 15 minutes ago and never settled is uncertain.
  ///
  /// - Parameter last: the letter to go on after, for who could not send it now.
  public func nextLetter(after last: Int64 = 0, at now: Date) throws(StorageError) -> Letter? {
    // Nothing waits, most times it is asked: then nothing is locked.
    let isIdle = try read { database in
      try Bool.fetchOne(
        database,
        sql: "SELECT NOT EXISTS (SELECT 1 FROM letter WHERE \(LetterBook.open))") ?? true
    }
    if isIdle { return nil }
    return try write { try LetterBook($0, at: now).next(after: last) }
  }

  /// Writes that the server waits for a letter; only then may a byte of its final dot be written.
  ///
  /// - Returns: false when it is no longer in the state that was read: somebody else sends it.
  public func handedOver(_ letter: Letter, at now: Date) throws(StorageError) -> Bool {
    try write { try LetterBook($0, at: now).handOver(letter) }
  }

  /// Writes what became of a letter.
  ///
  /// - Returns: false when its state does not allow it: it was settled already.
  @discardableResult
  public func settle(
    _ letter: Letter, _ outcome: LetterOutcome, at now: Date
  ) throws(StorageError) -> Bool {
    try write { try LetterBook($0, at: now).settle(letter, outcome) }
  }
}

/// Letters inside a transaction.
struct LetterBook {
  let database: Database
  let now: Date

  init(_ database: Database, at now: Date) {
    self.database = database
    self.now = now
  }

  /// The condition of the index of open letters, word for word.
  static let open = "(state = 'planned' OR state = 'deferred' OR state = 'handedOver')"
  /// A server may take 10 minutes to answer the dot (RFC 5321, section 4.5.3.2.6).
  static let answerIsDue: TimeInterval = 15 * 60

  func post(_ draft: LetterDraft) throws -> Int64? {
    let subscriber = Subscriber(draft.recipient)
    var requester: Int64?
    if case .changeAddress(let from, _) = draft.request { requester = from }
    guard try !database.isSuppressed(subscriber), try isWithinLimit(subscriber),
      try requester.map(isWithinLimit) ?? true
    else { return nil }
    if case .subscribe(let affiliates, _, _) = draft.request {
      for affiliate in affiliates {
        try database.addUnconfirmed(draft.recipient, affiliate, now)
      }
    }
    return try insert(draft, requester: requester)
  }

  /// Writes a letter that is to be sent, whatever the limits say.
  ///
  /// - Parameter requester: who asked for it when that is not its recipient.
  @discardableResult
  func insert(_ draft: LetterDraft, requester: Int64?) throws -> Int64 {
    try database.execute(
      sql: """
        INSERT INTO letter (canonical, address, affiliate, language, request, requester, createdAt,
          state, changedAt) VALUES (?, ?, ?, ?, ?, ?, ?, 'planned', ?)
        """,
      arguments: [
        draft.recipient.canonical, draft.recipient.spelling, draft.affiliate?.text, draft.language,
        StoredJSON.text(draft.request), requester, now.seconds, now.seconds,
      ])
    return database.lastInsertedRowID
  }

  private func isWithinLimit(_ subscriber: Subscriber) throws -> Bool {
    try isWithinLimit("canonical = ?", [subscriber.canonical])
  }

  private func isWithinLimit(_ requester: Int64) throws -> Bool {
    try isWithinLimit("requester = ?", [requester])
  }

  private func isWithinLimit(
    _ condition: String, _ arguments: StatementArguments
  ) throws -> Bool {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT count(*) AS day, coalesce(sum(createdAt > ?), 0) AS hour FROM letter
        WHERE createdAt > ? AND \(condition)
        """, arguments: [now.seconds - 3600, now.seconds - 86400] + arguments)
    guard let row else { return true }
    return row["hour"] < LetterLimit.perHour && row["day"] < LetterLimit.perDay
  }

  func next(after last: Int64) throws -> Letter? {
    try settleForgotten()
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT * FROM letter WHERE \(Self.open) AND id > ? AND
          (state = 'planned' OR (state = 'deferred' AND nextTryAt <= ?)) ORDER BY id
        """, arguments: [last, now.seconds])
    while let row = try rows.next() {
      if let letter = Letter(row), try !database.isSuppressed(Subscriber(letter.recipient)) {
        return letter
      }
    }
    return nil
  }

  private func settleForgotten() throws {
    try database.execute(
      sql: """
        UPDATE letter SET state = 'uncertain', changedAt = ?,
          reply = 'the sender ended before the answer was known'
        WHERE \(Self.open) AND state = 'handedOver' AND changedAt <= ?
        """, arguments: [now.seconds, now.seconds - Int64(Self.answerIsDue)])
    try database.execute(
      sql: """
        UPDATE letter SET state = 'expired', changedAt = ?
        WHERE \(Self.open) AND state <> 'handedOver' AND createdAt <= ?
        """, arguments: [now.seconds, now.seconds - Int64(Letter.patience)])
  }

  func handOver(_ letter: Letter) throws -> Bool {
    guard letter.state.successors.contains(.handedOver),
      try !database.isSuppressed(Subscriber(letter.recipient))
    else { return false }
    try database.execute(
      sql: "UPDATE letter SET state = 'handedOver', changedAt = ? WHERE id = ? AND state = ?",
      arguments: [now.seconds, letter.id, letter.state.rawValue])
    return database.changesCount == 1
  }

  func settle(_ letter: Letter, _ outcome: LetterOutcome) throws -> Bool {
    let from = LetterState.allCases.filter { $0.successors.contains(outcome.state) }
    var until: Date?
    if case .deferred(_, let moment) = outcome { until = moment }
    // A server's reply often repeats the address, so that of an erased person is not kept.
    try database.execute(
      sql: """
        UPDATE letter SET state = ?, changedAt = ?, nextTryAt = ?, tries = tries + 1,
          reply = CASE WHEN canonical GLOB 'erased:*' THEN NULL ELSE ? END
        WHERE id = ? AND state IN (SELECT value FROM json_each(?))
        """,
      arguments: [
        outcome.state.rawValue, now.seconds, until?.seconds, outcome.detail, letter.id,
        StoredJSON.text(from.map(\.rawValue)),
      ])
    return database.changesCount == 1
  }
}

extension Letter {
  /// Nil when its person was erased.
  init?(_ row: Row) {
    // What was written once can be read, unless its address or request was taken out.
    guard let recipient = try? EmailAddress(row["address"] as String),
      let request = try? StoredJSON.value(LetterRequest.self, from: row["request"])
    else { return nil }
    let affiliate: String? = row["affiliate"]
    self.init(
      id: row["id"], recipient: recipient, affiliate: affiliate.flatMap(AffiliateID.init),
      language: row["language"], request: request, createdAt: Date(seconds: row["createdAt"]),
      state: LetterState(rawValue: row["state"]) ?? .expired, tries: row["tries"])
  }
}

extension Database {
  /// Notes a sign-up that waits for its confirmation; who is known to the list stays as they are.
  fileprivate func addUnconfirmed(
    _ address: EmailAddress, _ affiliate: AffiliateID, _ now: Date
  ) throws {
    let number = try number(of: Subscriber(address))
    try execute(
      sql: """
        INSERT INTO subscription
          (affiliate, subscriber, address, status, origin, since)
        VALUES (?, ?, ?, 'unconfirmed', 'web', ?) ON CONFLICT DO NOTHING
        """,
      arguments: [affiliate.text, number, address.spelling, now.seconds])
  }
}
