import Foundation
import Mail
import Mailroom
import Newsletter
import Storage
import Testing

@testable import Assembly

@Suite("What sends letters beside the site", .timeLimit(.minutes(1)))
struct LetterCarrierTests {
  private struct Unreachable: Error {}

  @Test("forgets sign-ups that nobody confirmed for 30 days, and their people")
  func forgets() async throws {
    let store = try Store.inMemory()
    let asked = Date(timeIntervalSince1970: 1_795_000_000)
    let jpu = try #require(AffiliateID("jpu"))
    for (name, days) in [("old", 0.0), ("new", 2)] {
      _ = try store.post(
        LetterDraft(
          to: try EmailAddress("\(name)@example.org"), affiliate: jpu, language: "en",
          request: .subscribe(affiliates: [jpu], name: nil, language: nil)),
        at: asked + days * 86_400)
    }
    let carrier = LetterCarrier(
      office: LetterOffice(
        store: store, clock: { asked + 31 * 86_400 }, openSession: { throw Unreachable() },
        compose: { _ in throw Unreachable() }),
      console: Console(isQuiet: true))
    let work = Task { try await carrier.run() }
    while try store.subscriptions(of: jpu).count > 1 { try await Task.sleep(for: .milliseconds(5)) }
    work.cancel()
    try await work.value
    #expect(
      try store.subscriptions(of: jpu).map(\.recipient.address.canonical) == ["new@example.org"])
    #expect(
      try store.numbers(of: [Subscriber(canonical: "old@example.org")]) == [nil])
  }
}
