import Foundation
import GRDB
import Mail
import Newsletter

@testable import Storage

/// What a test reads from the world's tables directly, past the code that is under test.
extension World {
  /// How many deliveries are in each state, over all editions.
  func states() throws -> [String: Int] {
    let rows = try store.database.read { database in
      try Row.fetchAll(database, sql: "SELECT state, count(*) AS n FROM delivery GROUP BY state")
    }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0["state"], $0["n"]) })
  }

  /// What does not balance, over all editions.
  func faults() throws -> [String] {
    try store.balances().flatMap { balance in balance.faults.map { "\(balance.edition): \($0)" } }
  }

  /// Each story that each person has, by the log: in an accepted or an uncertain delivery.
  func received(_ state: DeliveryState) throws -> [ScriptedServer.Taken] {
    let rows = try store.database.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT p.canonical, s.listing FROM delivery d JOIN subscriber p ON p.id = d.subscriber
          JOIN variant v ON v.id = d.variant, json_each(v.stories) AS story
          JOIN story s ON s.id = story.value WHERE d.state = ?
          """, arguments: [state.rawValue])
    }
    return try rows.map { row in
      let listing = try StoredJSON.value(Listing.self, from: row["listing"])
      return ScriptedServer.Taken(recipient: row["canonical"], story: listing.title)
    }
  }

  /// What is uncertain in each edition: each story of each person.
  func uncertain() throws -> [EditionID: [ScriptedServer.Taken]] {
    let rows = try store.database.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT e.id, p.canonical, s.listing FROM delivery d
          JOIN edition e ON e.number = d.edition JOIN subscriber p ON p.id = d.subscriber
          JOIN variant v ON v.id = d.variant, json_each(v.stories) AS story
          JOIN story s ON s.id = story.value WHERE d.state = 'uncertain'
          """)
    }
    return try rows.reduce(into: [:]) { editions, row in
      let listing = try StoredJSON.value(Listing.self, from: row["listing"])
      editions[EditionID(text: row["id"]), default: []].append(
        ScriptedServer.Taken(recipient: row["canonical"], story: listing.title))
    }
  }

  /// Who each edition was frozen for (left out for no reason but "nothing new"), and its stories.
  func promises() throws -> Set<Promise> {
    let rows = try store.database.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT e.affiliate, p.canonical, s.listing FROM delivery d
          JOIN edition e ON e.number = d.edition JOIN subscriber p ON p.id = d.subscriber
          JOIN editionStory es ON es.edition = e.number JOIN story s ON s.id = es.story
          WHERE coalesce(d.reason, 'nothingNew') = 'nothingNew'
          """)
    }
    return Set(
      try rows.map { row in
        let listing = try StoredJSON.value(Listing.self, from: row["listing"])
        return Promise(
          affiliate: row["affiliate"],
          taken: .init(recipient: row["canonical"], story: listing.title))
      })
  }

  struct Promise: Hashable {
    let affiliate: String
    let taken: ScriptedServer.Taken
  }
}
