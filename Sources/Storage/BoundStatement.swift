import GRDB
import GRDBSQLite

/// A statement that runs for each message: GRDB makes and keeps it, its values are bound here.
///
/// GRDB's own way makes an array of boxed values for each run, which takes as long as many a
/// statement itself.
struct BoundStatement {
  private let database: Database
  private let statement: Statement

  init(_ database: Database, _ sql: String) throws {
    self.database = database
    statement = try database.cachedStatement(sql: sql)
  }

  /// Binds a number to the parameter that has this position, from 1; NULL when there is none.
  func bind(_ number: Int64?, at position: Int32) {
    if let number {
      sqlite3_bind_int64(statement.sqliteStatement, position, number)
    } else {
      sqlite3_bind_null(statement.sqliteStatement, position)
    }
  }

  func bind(_ text: String?, at position: Int32) {
    if let text {
      sqlite3_bind_text(
        statement.sqliteStatement, position, text, Int32(text.utf8.count), Self.copied)
    } else {
      sqlite3_bind_null(statement.sqliteStatement, position)
    }
  }

  /// Binds a word that stays where it is for ever: nothing is copied.
  func bind(word: StaticString, at position: Int32) {
    word.withUTF8Buffer { octets in
      octets.withMemoryRebound(to: CChar.self) {
        _ = sqlite3_bind_text(
          statement.sqliteStatement, position, $0.baseAddress, Int32($0.count), nil)
      }
    }
  }

  /// Runs it to its end. The values stay bound for the next time.
  func run() throws {
    let code = sqlite3_step(statement.sqliteStatement)
    defer { sqlite3_reset(statement.sqliteStatement) }
    guard code == SQLITE_DONE else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: database.sqliteConnection.map { String(cString: sqlite3_errmsg($0)) })
    }
  }

  // SQLITE_TRANSIENT, which is a cast that Swift does not see: SQLite copies the text.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
