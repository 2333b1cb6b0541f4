import Foundation
import GRDB
import Newsletter

/// Applies events to deliveries inside a transaction: state, attempt and reservations together.
struct DeliveryLedger {
  let database: Database
  let run: Int64
  /// When what is applied next came to pass.
  var now: Date
  private let moving: BoundStatement
  private let noting: BoundStatement

  init(database: Database, run: Int64, now: Date) throws {
    self.database = database
    self.run = run
    self.now = now
    moving = try BoundStatement(
      database,
      """
      UPDATE delivery SET state = ?1, reason = ?2, reply = coalesce(?3, reply), nextTryAt = ?4,
        handedOverBy = ?5, tries = tries + ?6,
        firstTriedAt = CASE WHEN ?6 THEN coalesce(firstTriedAt, ?7) ELSE firstTriedAt END
      WHERE id = ?8 AND state = ?9
      """)
    noting = try BoundStatement(
      database,
      """
      INSERT INTO attempt (delivery, run, at, fromState, toState, detail)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """)
  }

  /// Throws when a newer run has begun: this one must not write any more.
  func checkFence() throws {
    let newest = try database.cachedStatement(sql: "SELECT max(id) FROM run")
    let latest = try Int64.fetchOne(newest)
    guard latest == run else { throw StorageError(.fenced(delivery: 0)) }
  }

  /// Hands a delivery over, or leaves it out when the person has left; why, when they have.
  ///
  /// - Parameter nobodyLeft: nobody has since the delivery was found free to go.
  func handOver(_ handOver: HandOver, nobodyLeft: Bool) throws -> SkipReason? {
    let objection = nobodyLeft ? nil : try database.objection(to: handOver.delivery)
    try apply(
      DeliveryOutcomeRecord(
        handOver.delivery, from: handOver.state,
        objection.map(DeliveryEvent.leftOut) ?? .handedOver))
    return objection
  }

  /// Moves a delivery to an event's state from whatever state it is in, when that allows it.
  func apply(_ event: DeliveryEvent, to delivery: Int64) throws {
    let select = try database.cachedStatement(sql: "SELECT state FROM delivery WHERE id = ?")
    guard let text = try String.fetchOne(select, arguments: [delivery]),
      let state = DeliveryState(rawValue: text)
    else { throw StorageError(.fenced(delivery: delivery)) }
    try apply(DeliveryOutcomeRecord(delivery, from: state, event))
  }

  /// Moves a delivery from the state that is named, when it is in it and that allows it.
  func apply(_ record: DeliveryOutcomeRecord) throws {
    let (delivery, state, event) = (record.delivery, record.state, record.event)
    guard state.mayBecome(event.state) else {
      throw StorageError(.fenced(delivery: delivery))
    }
    try move(delivery, from: state, by: event)
    try note(delivery, from: state, by: event)
    if event.state.givesStoriesBack { try giveBack(delivery) }
  }

  private func move(_ delivery: Int64, from state: DeliveryState, by event: DeliveryEvent) throws {
    var reason: SkipReason?
    var until: Date?
    if case .leftOut(let why) = event { reason = why }
    if case .deferred(_, let moment) = event { until = moment }
    let isTry: Bool
    switch event {
    case .deferred, .rejected, .accepted, .uncertain: isTry = true
    default: isTry = false
    }
    moving.bind(word: event.state.word, at: 1)
    moving.bind(reason?.rawValue, at: 2)
    moving.bind(event.detail, at: 3)
    moving.bind(until?.seconds, at: 4)
    moving.bind(event.state == .handedOver ? run : nil, at: 5)
    moving.bind(isTry ? 1 : 0, at: 6)
    moving.bind(now.seconds, at: 7)
    moving.bind(delivery, at: 8)
    moving.bind(word: state.word, at: 9)
    try moving.run()
    guard database.changesCount == 1 else { throw StorageError(.fenced(delivery: delivery)) }
  }

  private func note(_ delivery: Int64, from state: DeliveryState, by event: DeliveryEvent) throws {
    noting.bind(delivery, at: 1)
    noting.bind(run, at: 2)
    noting.bind(now.seconds, at: 3)
    noting.bind(word: state.word, at: 4)
    noting.bind(word: event.state.word, at: 5)
    noting.bind(event.detail, at: 6)
    try noting.run()
  }

  /// The stories of an ended delivery are nobody's again, and owed to the person.
  private func giveBack(_ delivery: Int64) throws {
    try database.execute(
      sql: """
        INSERT INTO owed (subscriber, story, since)
          SELECT subscriber, story, ? FROM reservation WHERE delivery = ?
          ON CONFLICT DO NOTHING
        """, arguments: [now.seconds, delivery])
    try database.execute(
      sql: "DELETE FROM reservation WHERE delivery = ?", arguments: [delivery])
  }

  /// Reserves what is still free of an ended delivery's stories; false when nothing is.
  func takeBack(storiesOf delivery: Int64) throws -> Bool {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT d.subscriber, d.isCopy, d.edition, v.stories FROM delivery d
        JOIN variant v ON v.id = d.variant WHERE d.id = ?
        """, arguments: [delivery])
    guard let row else { return false }
    if row["isCopy"] { return true }
    let subscriber: Int64 = row["subscriber"]
    let stories = try StoredJSON.value([StoryID].self, from: row["stories"])
    let free = try stories.filter { story in
      try Int64.fetchOne(
        database, sql: "SELECT delivery FROM reservation WHERE subscriber = ? AND story = ?",
        arguments: [subscriber, story.number]) == nil
    }
    guard !free.isEmpty else { return false }
    try database.reserve(free, for: subscriber, through: delivery)
    if free != stories { try narrow(delivery, in: row["edition"], to: free) }
    return true
  }

  /// Gives a delivery the variant of fewer stories.
  private func narrow(_ delivery: Int64, in edition: Int64, to stories: [StoryID]) throws {
    let text = try StoredJSON.text(stories)
    try database.execute(
      sql: "INSERT INTO variant (edition, stories) VALUES (?, ?) ON CONFLICT DO NOTHING",
      arguments: [edition, text])
    try database.execute(
      sql: """
        UPDATE delivery SET variant =
          (SELECT id FROM variant WHERE edition = ? AND stories = ?) WHERE id = ?
        """, arguments: [edition, text, delivery])
  }
}

extension DeliveryState {
  /// As it is stored: its raw value.
  var word: StaticString {
    switch self {
    case .planned: "planned"
    case .handedOver: "handedOver"
    case .accepted: "accepted"
    case .rejected: "rejected"
    case .deferred: "deferred"
    case .uncertain: "uncertain"
    case .expired: "expired"
    case .skipped: "skipped"
    case .suppressed: "suppressed"
    }
  }
}

extension Database {
  /// Why a frozen delivery must not go out now; a copy needs no subscription.
  func objection(to delivery: Int64) throws -> SkipReason? {
    let statement = try cachedStatement(
      sql: """
        SELECT \(Self.leavingColumns) FROM delivery d JOIN edition e ON e.number = d.edition
        JOIN subscriber p ON p.id = d.subscriber \(Self.leavingJoin) WHERE d.id = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [delivery]) else { return .removed }
    return SkipReason(leaving: row, from: 0)
  }

  /// What ``SkipReason/init(leaving:from:)`` reads, in a query that has the delivery as `d`, its edition
  /// as `e` and its subscriber as `p`.
  static let leavingColumns = """
    d.isCopy, s.status,
    (SELECT isLifted = 0 FROM suppression x WHERE x.canonical = p.canonical
      ORDER BY id DESC LIMIT 1) AS isSuppressed,
    \(hasLeft("p.canonical", "e.affiliate")) AS hasOptedOut
    """
  static let leavingJoin =
    "LEFT JOIN subscription s ON s.affiliate = e.affiliate AND s.subscriber = d.subscriber"
}

extension SkipReason {
  /// Why a frozen delivery must not go out now; nil when it may.
  ///
  /// - Parameter first: the number of the first of ``Database/leavingColumns``.
  init?(leaving row: Row, from first: Int) {
    if row[first + 2] ?? false {
      self = .suppressed
    } else if row[first + 3] {
      self = .unsubscribed
    } else if row[first] {
      return nil
    } else {
      switch SubscriptionStatus(rawValue: row[first + 1] ?? "") {
      case .confirmed: return nil
      case .unconfirmed: self = .unconfirmed
      case .unsubscribed: self = .unsubscribed
      case .removed, nil: self = .removed
      }
    }
  }
}
