import Foundation
import GRDB
import MailCatcher
import Testing

@Suite("What is uncertain after a crash", .timeLimit(.minutes(2)))
struct SettlingTests {
  private struct Page: Decodable {
    struct Balance: Decodable {
      let accepted: Int
      let skipped: Int
      let uncertain: Int
      let balanced: Bool
      let paused: String?
    }
    struct Figures: Decodable {
      let first: String
      let accepted: Int
      let uncertain: Int
      let seconds: Int
      let perSecond: Double
    }
    let edition: String
    let balance: Balance
    let figures: Figures?
    let deliveries: [Entry]
  }

  /// Ana has hers, Ben's is uncertain, Cleo has hers.
  private func crash(_ stage: Stage) async throws -> String {
    let killed = try await stage.sendUntil("handedOver", 2)
    #expect(killed.signal == SIGKILL, "\(killed)")
    #expect(try await stage.send().exitCode == 0)
    let editions = try await stage.accounts()
    #expect(editions.map(\.uncertain) == [1])
    return editions[0].id
  }

  private func page(_ edition: String, _ stage: Stage) async throws -> Page {
    let text = try await stage.broadsheet(["log", "edition", edition, "--json"])
    return try JSONDecoder().decode(Page.self, from: Data(text.utf8))
  }

  @Test("is settled as sent, and counts as accepted")
  func sent() async throws {
    try await Stage.set { stage in
      let edition = try await crash(stage)
      let words = try await stage.broadsheet(["log", "settle", edition, "--as", "sent"])
      #expect(
        words == """
          1 delivery is settled as sent.
          \(edition)  3 people: 3 accepted

          """)
      let page = try await page(edition, stage)
      #expect(page.deliveries.map(\.state) == ["accepted", "accepted", "accepted"])
      #expect(
        page.deliveries[1].attempts.map(\.state) == ["handedOver", "uncertain", "accepted"])
      // What a person says is no message that went out.
      #expect(page.figures?.accepted == 2)
      #expect(page.figures?.uncertain == 1)
      #expect(page.balance.balanced)
      #expect(page.balance.paused == nil)
      #expect(
        try await stage.broadsheet(["log", "settle", edition, "--as", "unsent"])
          == "Nothing of \(edition) is uncertain.\n")
      _ = try await stage.accounts()
      // Nothing goes out once more.
      #expect(try await stage.send(["--retry", "uncertain"]).exitCode == 0)
      #expect(await stage.takers == ["ana", "cleo"])
    }
  }

  @Test("is settled as unsent, and its stories go with the next edition")
  func unsent() async throws {
    try await Stage.set { stage in
      let edition = try await crash(stage)
      let words = try await stage.broadsheet(["log", "settle", edition, "--as", "unsent"])
      #expect(
        words == """
          1 delivery is settled as not sent; the stories are owed again.
          \(edition)  3 people: 2 accepted, 1 left out

          """)
      let text = try await stage.broadsheet(["log", "edition", edition])
      #expect(text.contains("ben@example.org  skipped (was settled as not sent)\n"))
      try FederationSample(affiliates: [
        .init(id: "jpu", stories: [1, 2, 3], people: ["ana", "ben", "cleo"])
      ]).write(into: stage.folder, port: stage.port)
      try await stage.broadsheet(["fetch"])
      #expect(try await stage.send().exitCode == 0)
      let entries = try await stage.entries()
      let ben = entries.filter { $0.address == "ben@example.org" }
      #expect(ben.map(\.state) == ["skipped", "accepted"])
      #expect(ben.last?.stories.sorted() == ["Story 1", "Story 2", "Story 3"])
      #expect(entries.last?.stories == ["Story 3"])
      #expect(await stage.duplicates == [])
    }
  }

  @Test("is told in JSON when it is settled")
  func json() async throws {
    try await Stage.set { stage in
      let edition = try await crash(stage)
      let text = try await stage.broadsheet(
        ["log", "settle", edition, "--as", "sent", "--json"])
      let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      #expect(object?["settled"] as? Int == 1)
      #expect(object?["as"] as? String == "sent")
      #expect((object?["balance"] as? [String: Any])?["accepted"] as? Int == 3)
    }
  }

  @Test("is not settled while another run is under way, nor in an edition that is none")
  func refused() async throws {
    try await Stage.set { stage in
      let edition = try await crash(stage)
      let unknown = try await Program.broadsheet.run([
        "log", "settle", String(edition.dropLast()) + "7", "--as", "sent", "--config",
        stage.config,
      ])
      #expect(unknown.exitCode == 65)
      #expect(
        unknown.errors == """
          broadsheet: error: there is no edition '\(edition.dropLast())7'
          broadsheet: hint: did you mean '\(edition)'?

          """)
      let lock = open(stage.database + ".lock", O_RDWR)
      #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
      let busy = try await Program.broadsheet.run([
        "log", "settle", edition, "--as", "sent", "--config", stage.config,
      ])
      close(lock)
      #expect(busy.exitCode == 75)
      #expect(try await stage.accounts().map(\.uncertain) == [1])
    }
  }

  @Test("a paused edition says so, and how it goes on")
  func paused() async throws {
    try await Stage.set { stage in
      let edition = try await crash(stage)
      try await DatabaseQueue(path: stage.database).write { database in
        try database.execute(
          sql: "UPDATE edition SET pausedAt = 1, pauseReason = '40 of the last 200 were rejected'")
      }
      let words = try await stage.broadsheet(["log", "balance"])
      #expect(
        words.contains(
          "  paused: 40 of the last 200 were rejected; 'broadsheet send jpu' goes on\n"))
      #expect(
        try await page(edition, stage).balance.paused == "40 of the last 200 were rejected")
    }
  }
}
