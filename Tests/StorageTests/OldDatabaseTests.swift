import Foundation
import GRDB
import Mail
import Newsletter
import Testing

@testable import Storage

@Suite("A database from before there were letters")
struct OldDatabaseTests {
  private let jpu = AffiliateID("jpu")!

  /// The tables as the last version before left them, with a person who left and one who stayed.
  private func oldDatabase(at path: String) throws {
    let database = try DatabaseQueue(path: path)
    try StoreSchema.migrator.migrate(database, upTo: "3 list readings")
    try database.write { database in
      try database.execute(
        sql: """
          INSERT INTO subscriber (canonical) VALUES ('ana@example.org'), ('ben@example.org');
          INSERT INTO subscription
            (affiliate, subscriber, address, name, language, fields, status, origin, since)
            VALUES ('jpu', 1, 'Ana@example.org', 'Ana', 'es', '{"town":"Lima"}', 'confirmed',
              'file', 1700000000), ('jpu', 2, 'ben@example.org', NULL, NULL, NULL, 'confirmed',
              'file', 1700000000);
          INSERT INTO optOut (canonical, affiliate, at, source) VALUES
            ('ben@example.org', NULL, 1700000001, 'command');
          INSERT INTO listReading VALUES ('jpu', '1:2:3', 1700000000);
          """)
    }
    try database.close()
  }

  @Test("opens, and says of everybody what it said before")
  func opens() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("broadsheet-old-\(UUID().uuidString).sqlite").path
    defer {
      // What is not there need not be removed.
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: path + suffix)
      }
    }
    try oldDatabase(at: path)
    let store = try Store.open(at: path)
    let ana = try #require(try store.subscriptions(of: jpu).first)
    let recipient = Recipient(
      address: try EmailAddress("Ana@example.org"), name: "Ana", language: "es",
      fields: ["town": "Lima"])
    #expect(ana.recipient == recipient)
    #expect(ana.consent == nil)
    #expect(ana.since == Date(timeIntervalSince1970: 1_700_000_000))
    #expect(try store.optedOut(of: jpu) == [Subscriber(canonical: "ben@example.org")])
    #expect(try store.listFingerprint(of: jpu) == "1:2:3")
    // Whoever left in those days can come back by their own decision now.
    let ben = Subscriber(canonical: "ben@example.org")
    try store.undoLeavingAll([ben], source: "web", at: Date(timeIntervalSince1970: 1_700_000_002))
    #expect(try store.optedOut(of: jpu) == [])
  }
}
