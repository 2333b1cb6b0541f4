public import Foundation
import GRDB
public import Newsletter

extension Store {
  /// The people who are never to be mailed.
  public func suppressed() throws(StorageError) -> Set<Subscriber> {
    try read { try $0.suppressed() }
  }

  /// Whether nothing may be sent to a person, erased ones included.
  public func isSuppressed(_ subscriber: Subscriber) throws(StorageError) -> Bool {
    try read { try $0.isSuppressed(subscriber) }
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
  ///
  /// Lifting that of an erased person gives what stayed of them their address back: what they
  /// decided still stands, and what they had is not sent again.
  public func suppress(
    _ subscriber: Subscriber, isLifted: Bool = false, reason: String?, at now: Date
  ) throws(StorageError) {
    try write { database in
      if isLifted { try database.restoreErased(subscriber) }
      try database.suppress(
        database.held(subscriber), isLifted: isLifted, reason: reason, at: now)
      // Their rows in list files were kept out, and the files have not changed.
      if isLifted { try database.forgetReadings() }
    }
  }
}

extension Database {
  func suppress(
    _ subscriber: Subscriber, isLifted: Bool = false, reason: String?, at now: Date
  ) throws {
    try execute(
      sql: "INSERT INTO suppression (canonical, isLifted, at, reason) VALUES (?, ?, ?, ?)",
      arguments: [subscriber.canonical, isLifted, now.seconds, reason])
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

  func suppressedNumbers() throws -> SubscriberSet {
    try numbers(
      sql: """
        SELECT p.id FROM suppression s JOIN subscriber p ON p.canonical = s.canonical
        WHERE s.isLifted = 0 AND s.id =
          (SELECT max(id) FROM suppression WHERE canonical = s.canonical)
        """)
  }
}

/// An address that is never to be mailed.
public struct Suppression: Sendable, Equatable {
  /// Of an erased person the name that took the address's place.
  public let subscriber: Subscriber
  public let at: Date
  public let reason: String?

  public var isErased: Bool { subscriber.canonical.hasPrefix(Store.erasedPrefix) }

  init(_ row: Row) {
    subscriber = Subscriber(canonical: row["canonical"])
    at = Date(seconds: row["at"])
    reason = row["reason"]
  }
}
