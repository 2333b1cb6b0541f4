import Foundation
import GRDB
import Newsletter
import Testing

@testable import Storage

@Suite("Looking for open deliveries")
struct OpenDeliveryTests {
  @Test(
    "asks the index of open ones, not years of ended ones",
    arguments: [
      "SELECT id FROM delivery WHERE \(Database.openDeliveries) AND state = 'handedOver'",
      "SELECT min(nextTryAt) FROM delivery WHERE \(Database.openDeliveries) AND state = 'deferred'",
      """
      SELECT 1 FROM edition e WHERE EXISTS (
        SELECT 1 FROM delivery d WHERE d.edition = e.number AND \(Database.openDeliveries)
        AND (d.state = 'planned' OR (d.state = 'deferred' AND d.nextTryAt <= 0)))
      """,
      """
      SELECT * FROM delivery d WHERE d.edition = 1 AND d.id > 0 AND \(Database.openDeliveries)
        AND (d.state = 'planned' OR (d.state = 'deferred' AND d.nextTryAt <= 0))
        ORDER BY d.id LIMIT 200
      """,
    ])
  func index(_ sql: String) throws {
    let details = try Store.inMemory().read { database in
      try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String }
    }
    #expect(details.contains { $0.contains("INDEX deliveryOpen") }, "\(details)")
  }

  @Test("is as quick in a database that was made before the index was")
  func older() throws {
    let database = try DatabaseQueue()
    try StoreSchema.migrator.migrate(database, upTo: "3 list readings")
    let before = try Self.condition(database)
    try StoreSchema.migrator.migrate(database)
    #expect(before == "state IN ('planned', 'deferred', 'handedOver')")
    #expect(try "(\(Self.condition(database)))" == Database.openDeliveries)
  }

  private static func condition(_ database: DatabaseQueue) throws -> String {
    let sql = try database.read {
      try String.fetchOne($0, sql: "SELECT sql FROM sqlite_master WHERE name = 'deliveryOpen'")
    }
    return String(try #require(sql?.components(separatedBy: "WHERE ").last))
  }

  @Test("finds the states by their names", arguments: DeliveryState.allCases)
  func words(_ state: DeliveryState) {
    #expect("\(state.word)" == state.rawValue)
  }
}
