import Foundation
import Mail
import MailCatcher
import Newsletter
import Storage
import Testing
import Transport

@testable import Mailroom

@Suite("Sending letters", .timeLimit(.minutes(2)))
struct LetterOfficeTests {
  private static let now = Date(timeIntervalSince1970: 1_795_000_000)

  /// Letters to these people, and an office that sends them to a server.
  private func office(
    _ store: Store, port: Int, at moment: TimeInterval = 0
  ) -> LetterOffice {
    let relay = SMTPRelay(
      host: "127.0.0.1", port: port, security: .none, helloName: "news.example.org")
    return LetterOffice(
      store: store, clock: { Self.now + moment },
      openSession: { try await SMTPSession.open(relay) },
      compose: { letter in
        (
          Envelope(sender: try EmailAddress("news@example.org"), recipient: letter.recipient),
          SMTPBody(Array("Subject: \(letter.id)\r\n\r\nHello\r\n".utf8))
        )
      })
  }

  private func post(_ people: [String], in store: Store) throws -> [Int64] {
    try people.map { person in
      let draft = LetterDraft(
        to: try EmailAddress("\(person)@example.org"), language: "en", request: .showSubscriptions)
      return try #require(try store.post(draft, at: Self.now))
    }
  }

  private func states(_ letters: [Int64], in store: Store) throws -> [LetterState?] {
    try letters.map { try store.letter($0)?.state }
  }

  @Test("each letter is sent once, and what the server says of it is kept")
  func outcomes() async throws {
    let store = try Store.inMemory()
    let letters = try post(
      ["ana", "rcpt-550", "rcpt-450", "data-451", "dot-554", "bob"], in: store)
    var rules = CatcherRules()
    rules.obeysLocalParts = true
    let taken = try await MailCatcher.running(rules: rules) { catcher in
      let report = try await office(store, port: catcher.port).sendWaiting()
      #expect(report.accepted == 2)
      #expect(report.rejected == 2)
      #expect(report.deferred == 2)
      #expect(report.obstacle == nil)
      let again = try await office(store, port: catcher.port).sendWaiting()
      #expect(!again.isEventful)
      return await catcher.received.flatMap(\.recipients)
    }
    #expect(taken == ["ana@example.org", "bob@example.org"])
    #expect(
      try states(letters, in: store)
        == [.accepted, .rejected, .deferred, .deferred, .rejected, .accepted])
  }

  @Test("what was put off is tried again after a minute")
  func deferred() async throws {
    let store = try Store.inMemory()
    let letters = try post(["rcpt-450-x1"], in: store)
    var rules = CatcherRules()
    rules.obeysLocalParts = true
    try await MailCatcher.running(rules: rules) { catcher in
      for (moment, state) in [(0.0, LetterState.deferred), (59, .deferred), (60, .accepted)] {
        _ = try await office(store, port: catcher.port, at: moment).sendWaiting()
        let found = try states(letters, in: store)
        #expect(found == [state])
      }
    }
  }

  @Test("a letter whose answer was lost is uncertain, and is not sent again")
  func uncertain() async throws {
    let store = try Store.inMemory()
    let letters = try post(["dot-disconnect", "ana"], in: store)
    var rules = CatcherRules()
    rules.obeysLocalParts = true
    try await MailCatcher.running(rules: rules) { catcher in
      let report = try await office(store, port: catcher.port).sendWaiting()
      #expect(report.uncertain == 1)
      #expect(report.obstacle != nil)
      _ = try await office(store, port: catcher.port).sendWaiting()
    }
    #expect(try states(letters, in: store) == [.uncertain, .accepted])
  }

  @Test("a relay that cannot be reached leaves all letters as they are")
  func unreachable() async throws {
    let store = try Store.inMemory()
    let letters = try post(["ana", "bob"], in: store)
    let report = try await office(store, port: 1).sendWaiting()
    #expect(report.obstacle != nil)
    #expect(report.accepted == 0)
    #expect(try states(letters, in: store) == [.planned, .planned])
  }

  @Test("a letter that another program has claimed is left to it, and to nobody when that died")
  func claimed() async throws {
    let store = try Store.inMemory()
    let letters = try post(["ana"], in: store)
    #expect(try store.handedOver(try #require(try store.letter(letters[0])), at: Self.now))
    try await MailCatcher.running { catcher in
      for moment in [0.0, 899, 901, 90000] {
        let report = try await office(store, port: catcher.port, at: moment).sendWaiting()
        #expect(report.accepted == 0)
      }
      let count = await catcher.received.count
      #expect(count == 0)
    }
    #expect(try states(letters, in: store) == [.uncertain])
  }

  @Test("a letter that cannot be made keeps no other")
  func failing() async throws {
    struct Unwritten: Error {}
    let store = try Store.inMemory()
    let letters = try post(["ana", "bob"], in: store)
    try await MailCatcher.running { catcher in
      var office = office(store, port: catcher.port)
      office.compose = { [compose = office.compose] letter in
        guard letter.id != letters[0] else { throw Unwritten() }
        return try compose(letter)
      }
      let report = try await office.sendWaiting()
      #expect(report.failures.count == 1)
      #expect(report.accepted == 1)
    }
    #expect(try states(letters, in: store) == [.planned, .accepted])
  }
}
