public import Foundation
import GRDB
public import Newsletter

/// What erasing a person took out.
public struct Erasure: Sendable, Equatable {
  public internal(set) var subscriptions = 0
  public internal(set) var deliveries = 0
  public internal(set) var decisions = 0
  public internal(set) var letters = 0
  /// Whether the former content of the file is gone from the disk too; false while another process
  /// reads: it goes when that has ended and the next command runs.
  public internal(set) var isFileClean = true

  public var isNothing: Bool {
    subscriptions == 0 && deliveries == 0 && decisions == 0 && letters == 0
  }
}

extension Store {
  /// Takes a person's address and all that names them out of the store; a keyed hash of the address
  /// stays, so that no list, import or sign-up brings them back.
  ///
  /// What was sent to how many people stays as it was: the log still balances. The caller holds the
  /// ``RunLock``, so that no message is under way whose answer would name them again.
  ///
  /// - Throws: `noKey` when the store was opened without names for erased people.
  public func erase(_ subscriber: Subscriber, at now: Date) throws(StorageError) -> Erasure {
    try StorageError.wrapping(database.path) {
      try database.writeWithoutTransaction { database in
        // Freed pages and cells are written over with zeros.
        try database.execute(sql: "PRAGMA secure_delete = ON")
        var erasure = Erasure()
        try database.inTransaction(.immediate) {
          guard let name = try database.erasedName(of: subscriber) else {
            throw StorageError(.noKey(path: path))
          }
          erasure = try Erasing(database, subscriber, name: name, at: now).erase()
          return .commit
        }
        return erasure
      }
    }.cleaned(self)
  }

  private var path: String { database.path }

  /// Rebuilds the file, which leaves no trace of what it held, and empties its log.
  fileprivate func clean() throws(StorageError) -> Bool {
    try StorageError.wrapping(database.path) {
      do {
        try database.vacuum()
        guard database is DatabasePool else { return true }
        try database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        return true
      } catch let error as DatabaseError
        where [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode)
      {
        return false
      }
    }
  }
}

extension Erasure {
  fileprivate func cleaned(_ store: Store) throws(StorageError) -> Erasure {
    var erasure = self
    erasure.isFileClean = try store.clean()
    return erasure
  }
}

/// One erasure inside its transaction.
private struct Erasing {
  let database: Database
  let subscriber: Subscriber
  let name: String
  let now: Date

  init(_ database: Database, _ subscriber: Subscriber, name: String, at now: Date) {
    self.database = database
    self.subscriber = subscriber
    self.name = name
    self.now = now
  }

  func erase() throws -> Erasure {
    var erasure = Erasure()
    if let number = try database.knownNumber(of: subscriber) {
      try rename(number)
      erasure.subscriptions = try eraseSubscriptions(number)
      erasure.deliveries = try eraseDeliveries(number)
      erasure.letters = try eraseChanges(number)
    } else if try database.erasedNumber(of: subscriber) == nil {
      // The name needs a number, so that whoever asks for the person's finds that they are erased.
      _ = try database.newNumber(of: Subscriber(canonical: name))
    }
    erasure.decisions = try eraseDecisions()
    erasure.letters += try eraseLetters()
    let held = try String.fetchOne(
      database,
      sql: "SELECT canonical FROM suppression WHERE canonical IN "
        + "(SELECT value FROM json_each(\(Database.erasedNames)(?))) AND isLifted = 0",
      arguments: [subscriber.canonical])
    if held == nil || !erasure.isNothing {
      try database.suppress(Subscriber(canonical: name), reason: "erased", at: now)
    }
    return erasure
  }

  private func rename(_ number: Int64) throws {
    try database.execute(
      sql: "UPDATE subscriber SET canonical = ? WHERE id = ?", arguments: [name, number])
  }

  private func eraseSubscriptions(_ number: Int64) throws -> Int {
    let affiliates = try String.fetchAll(
      database, sql: "SELECT affiliate FROM subscription WHERE subscriber = ?",
      arguments: [number])
    for affiliate in affiliates {
      try database.execute(
        sql: "DELETE FROM subscription WHERE affiliate = ? AND subscriber = ?",
        arguments: [affiliate, number])
    }
    return affiliates.count
  }

  /// What was sent stays counted; whom to, what they are called and what servers said of them goes.
  private func eraseDeliveries(_ number: Int64) throws -> Int {
    try database.execute(
      sql: """
        UPDATE attempt SET detail = \(Self.nameless("detail"))
        WHERE detail IS NOT NULL AND delivery IN (SELECT id FROM delivery WHERE subscriber = ?)
        """, arguments: [number])
    try database.execute(
      sql: """
        UPDATE delivery SET address = ?, name = NULL, language = NULL, fields = NULL,
          reply = \(Self.nameless("reply")) WHERE subscriber = ?
        """, arguments: [name, number])
    return database.changesCount
  }

  /// A server's reply without its text: its three digits; of our own words the reasons alone.
  private static func nameless(_ column: String) -> String {
    let reasons = SkipReason.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    return """
      CASE WHEN \(column) IS NULL OR \(column) IN (\(reasons)) THEN \(column)
        WHEN \(column) GLOB '[2-5][0-9][0-9]*' THEN substr(\(column), 1, 3) || ' (erased)'
        ELSE '(erased)' END
      """
  }

  private func eraseDecisions() throws -> Int {
    var count = 0
    for table in ["optOut", "suppression"] {
      try database.execute(
        sql: "UPDATE \(table) SET canonical = ?, reason = NULL WHERE canonical = ?",
        arguments: [name, subscriber.canonical])
      count += database.changesCount
    }
    return count
  }

  /// Letters to another address that this person asked for, or that are about this one: a new address
  /// that waits for its confirmation is theirs too, and a former one's way back ends with it.
  private func eraseChanges(_ number: Int64) throws -> Int {
    try database.execute(
      sql: """
        UPDATE letter SET canonical = :name, address = :name, request = '', language = '',
          reply = NULL, changedAt = :now, state = CASE WHEN state IN ('planned', 'deferred')
            THEN 'expired' ELSE state END
        WHERE requester = :number AND request GLOB '{"changeAddress"*' AND confirmedAt IS NULL
        """, arguments: ["number": number, "name": name, "now": now.seconds])
    let count = database.changesCount
    try database.execute(
      sql: """
        UPDATE letter SET request = '', changedAt = :now, state =
          CASE WHEN state IN ('planned', 'deferred') THEN 'expired' ELSE state END
        WHERE requester = :number AND request GLOB '{"moveBack"*'
        """, arguments: ["number": number, "now": now.seconds])
    return count
  }

  private func eraseLetters() throws -> Int {
    try database.execute(
      sql: """
        UPDATE letter SET canonical = :name, address = :name, request = '', language = '',
          reply = NULL, changedAt = :now, state = CASE WHEN state IN ('planned', 'deferred')
            THEN 'expired' ELSE state END
        WHERE canonical = :canonical
        """,
      arguments: ["name": name, "now": now.seconds, "canonical": subscriber.canonical])
    return database.changesCount
  }
}

extension Database {
  /// Gives what stayed of an erased person their address back.
  func restoreErased(_ subscriber: Subscriber) throws {
    guard try isErased(subscriber) else { return }
    for table in ["subscriber", "optOut", "suppression"] {
      try execute(
        sql: """
          UPDATE \(table) SET canonical = ?1
          WHERE canonical IN (SELECT value FROM json_each(\(Self.erasedNames)(?1)))
          """, arguments: [subscriber.canonical])
    }
  }
}
