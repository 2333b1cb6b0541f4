import Mail
import Newsletter
import Testing

@testable import Mailroom

@Suite("A test message")
struct TrialTests {
  @Test("is marked, recorded nowhere, and no copy of the message that follows it")
  func ids() async throws {
    let world = try World.withOneStory(for: ["ana@example.org"])
    let ana = try EmailAddress("ana@example.org")
    for _ in 0..<2 {
      let subject = try await world.room.sendTest(of: world.affiliates[0], to: ana)
      #expect(subject == "[Test] Affiliate jpu")
      world.wait(1)
    }
    #expect(try world.states() == [:])
    _ = try await world.room.send()
    #expect(try world.states() == ["accepted": 1])
    // An inbox that drops what it has had would swallow the real one.
    #expect(world.server.messageIDs.count == 3)
    #expect(Set(world.server.messageIDs).count == 3)
  }
}
