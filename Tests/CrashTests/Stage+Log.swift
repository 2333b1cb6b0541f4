import Foundation
import Testing

/// What `log balance --json` says of an edition.
struct Account: Decodable, Equatable {
  let id: String
  let audience: Int
  let waiting: Int
  let handedOver: Int
  let accepted: Int
  let uncertain: Int
  let balanced: Bool
  let faults: [String]
}

/// What `log edition ID --json` says of a delivery.
struct Entry: Decodable {
  struct Attempt: Decodable {
    let run: Int
    let state: String
  }

  let address: String
  let state: String
  let queueID: String?
  let stories: [String]
  let attempts: [Attempt]
}

private struct Accounts: Decodable {
  let editions: [Account]
}

private struct EditionLog: Decodable {
  let deliveries: [Entry]
}

extension Stage {
  /// The accounts of every edition, which must balance.
  func accounts(at location: SourceLocation = #_sourceLocation) async throws -> [Account] {
    let ending = try await Program.broadsheet.run(["log", "balance", "--json", "--config", config])
    #expect(ending.exitCode == 0, "\(ending.errors)", sourceLocation: location)
    let editions = try JSONDecoder().decode(Accounts.self, from: Data(ending.output.utf8)).editions
    for edition in editions {
      #expect(edition.balanced, "\(edition.id)", sourceLocation: location)
      #expect(edition.faults == [], "\(edition.id)", sourceLocation: location)
    }
    return editions
  }

  /// Every delivery of every edition, in the order they were frozen.
  func entries(at location: SourceLocation = #_sourceLocation) async throws -> [Entry] {
    var entries: [Entry] = []
    for edition in try await accounts(at: location) {
      let text = try await broadsheet(["log", "edition", edition.id, "--json"])
      let log = try JSONDecoder().decode(EditionLog.self, from: Data(text.utf8))
      #expect(log.deliveries.count == edition.audience, sourceLocation: location)
      entries += log.deliveries
    }
    return entries
  }

  /// The state of each person's delivery, after a check that all accounts balance.
  func states(at location: SourceLocation = #_sourceLocation) async throws -> [String: String] {
    let entries = try await entries(at: location)
    return Dictionary(uniqueKeysWithValues: entries.map { (Self.person($0.address), $0.state) })
  }
}
