import Foundation
import GRDB
import Mail
import Newsletter
import Synchronization
import Testing

@testable import Composer
@testable import Mailroom
@testable import Storage

@Suite("The outbox", .timeLimit(.minutes(5)))
struct OutboxTests {
  private let store: Store
  private let outbox: Outbox

  init() throws {
    store = try World(["jpu"]).store
    outbox = try Outbox(
      Brake(RateLimit(), store, at: .now), lanes: [Brake(RateLimit(), store, at: .now)])
  }

  @Test("has a session that could announce another message wait for the next share")
  func waits() async throws {
    #expect(await outbox.put([try parcel(1)], in: 0))
    let carrier = Task { [outbox] in
      let first = outbox.takeNow()
      return (first?.number, await outbox.takeSoon()?.number)
    }
    try await until { $0.carriers.count == 1 }
    #expect(await outbox.put([try parcel(2)], in: 0))
    #expect(await carrier.value == (1, 2))
  }

  @Test("lets it go on without one when none will come", arguments: Ending.allCases)
  func ends(_ ending: Ending) async throws {
    #expect(await outbox.put([try parcel(1)], in: 0))
    let first = try #require(outbox.takeNow())
    let carrier = Task { [outbox] in await outbox.takeSoon()?.number }
    try await until { $0.carriers.count == 1 }
    switch ending {
    case .closed: outbox.close(0)
    case .stopped: outbox.stop()
    case .paused: outbox.remove(first.edition)
    }
    #expect(await carrier.value == nil)
  }

  enum Ending: CaseIterable, Sendable { case closed, stopped, paused }

  @Test("lets it go on at once when a limit lets no more go, or none yet")
  func limits() async throws {
    for limit in [RateLimit(perDay: 1), RateLimit(perSecond: 0.001)] {
      let limited = try Outbox(
        Brake(limit, store, at: .now), lanes: [Brake(RateLimit(), store, at: .now)])
      #expect(await limited.put([try parcel(1), try parcel(2)], in: 0))
      #expect(limited.takeNow()?.number == 1)
      #expect(await limited.takeSoon() == nil)
    }
  }

  @Test("lets it go on without one after a moment")
  func patience() async throws {
    async let _: Void = outbox.keepGoing()
    #expect(await outbox.put([try parcel(1)], in: 0))
    #expect(outbox.takeNow()?.number == 1)
    for _ in 0..<3 { #expect(await outbox.takeSoon() == nil) }
  }

  /// A server may answer no dot before it has seen all messages: none of them waits behind another
  /// while a session is idle.
  @Test("gives what comes to idle sessions, before it goes behind other messages")
  func order() async throws {
    #expect(await outbox.put([try parcel(1)], in: 0))
    let first = try #require(outbox.takeNow())
    let carrier = Task { [outbox] in await outbox.takeSoon()?.number }
    try await until { $0.carriers.count == 1 }
    let idle = Task { [outbox] in try await outbox.take()?.number }
    try await until { $0.takers.count == 1 }
    #expect(await outbox.put([try parcel(2)], in: 0))
    #expect(try await idle.value == 2)
    #expect(await outbox.put([try parcel(3)], in: 0))
    #expect(await carrier.value == 3)
    outbox.settled(first)
  }

  /// Somebody else's task has come so far.
  private func until(_ isSo: @Sendable (OutboxState) -> Bool) async throws {
    while !outbox.state.withLock({ isSo($0) }) { try await Task.sleep(for: .milliseconds(1)) }
  }

  private func parcel(_ number: Int64) throws -> Parcel {
    let address = try EmailAddress("reader\(number)@example.org")
    let edition = EditionID(text: "jpu/2026-11-30/1")
    return Parcel(
      edition: edition,
      delivery: WaitingDelivery(
        id: number, state: .planned, subscriber: number, recipient: Recipient(address: address),
        stories: [], variant: 1, tries: 0, firstTriedAt: nil),
      mark: try store.database.read { try LeavingMark($0) },
      message: PrintedMessage(
        envelope: Envelope(sender: address, recipient: address),
        id: MessageID(unique: "\(number)", domain: "example.org"), body: SMTPBody([])))
  }
}
