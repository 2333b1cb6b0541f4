import GRDB
import GRDBSQLite

/// Follows the attempts of deliveries, each from its first state to the one shown.
///
/// A million deliveries have millions of attempts: they are read once, in the order of the indexes,
/// and their words are compared where SQLite has them.
struct AttemptTrail {
  private var delivery: Int64?
  /// Where the attempts have led so far; nil before the first one.
  private var place: [UInt8]?
  private var shown: [UInt8] = []
  private var isBroken = false
  private var brokenCount = 0

  /// How many deliveries of an edition are not in the state to which their attempts lead.
  ///
  /// - Parameter edition: its number.
  static func brokenCount(in edition: Int64, of database: Database) throws -> Int {
    let statement = try database.cachedStatement(
      sql: """
        SELECT d.id, d.state, a.fromState, a.toState
        FROM delivery d LEFT JOIN attempt a ON a.delivery = d.id
        WHERE d.edition = ? ORDER BY d.subscriber, a.id
        """)
    let rows = try Row.fetchCursor(statement, arguments: [edition])
    var trail = AttemptTrail()
    while try rows.next() != nil { trail.follow(statement.sqliteStatement) }
    trail.conclude()
    return trail.brokenCount
  }

  private mutating func follow(_ row: SQLiteStatement) {
    let delivery = sqlite3_column_int64(row, 0)
    if delivery != self.delivery {
      conclude()
      self.delivery = delivery
      shown = Array(Self.word(row, 1))
      place = nil
      isBroken = false
    }
    guard sqlite3_column_type(row, 2) != SQLITE_NULL else { return }
    if !(place ?? Self.planned).elementsEqual(Self.word(row, 2)) { isBroken = true }
    place = Array(Self.word(row, 3))
  }

  private mutating func conclude() {
    guard delivery != nil else { return }
    let isRight = place.map { $0 == shown } ?? Self.untried.contains(shown)
    if isBroken || !isRight { brokenCount += 1 }
  }

  private static let planned = Array("planned".utf8)
  /// The states of deliveries that nothing was tried with.
  private static let untried = ["planned", "skipped", "suppressed"].map { Array($0.utf8) }

  /// A column's text, until the next row.
  private static func word(_ row: SQLiteStatement, _ column: Int32) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: sqlite3_column_text(row, column), count: Int(sqlite3_column_bytes(row, column)))
  }
}
