import Foundation
import Mailroom
import Newsletter
import Storage
import Testing

@Suite("What cron calls")
struct RunTests {
  let jpu = AffiliateID("jpu")!

  /// A world whose schedule is Friday at nine, on a Thursday evening in New York.
  private func thursday(minStories: Int = 1) throws -> World {
    let world = try World(["jpu"]) { publication in
      publication.schedule = Schedule(weekdays: [.friday], time: LocalTime("09:00")!)
      publication.minStories = minStories
    }
    try world.setList(jpu, ["ana@example.org"])
    try world.wait(until: moment("2025-11-20T23:00:00Z"))
    _ = try world.publish([], on: jpu)
    return world
  }

  private func moment(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

  @Test("sends nothing before the time, once at it, and never again for that slot")
  func oneSlot() async throws {
    let world = try thursday()
    try world.wait(until: moment("2025-11-21T13:45:00Z"))
    try world.publish([1], on: jpu)
    #expect(try await world.room.run().isEventful == false)
    try world.wait(until: moment("2025-11-21T14:00:00Z"))
    try world.publish([1], on: jpu)
    let report = try await world.room.run()
    #expect(report.editions.map(\.edition.text) == ["jpu-2025-11-21"])
    world.wait(900)
    try world.publish([1, 2], on: jpu)
    #expect(try await world.room.run().isEventful == false)
    #expect(world.server.taken.map(\.story) == ["[story-1]"])
  }

  @Test("a slot without anything new is settled, so that later stories wait for the next")
  func nothingNew() async throws {
    let world = try thursday()
    try world.wait(until: moment("2025-11-21T14:00:00Z"))
    try world.publish([], on: jpu)
    #expect(try await world.room.run().isEventful == false)
    try world.publish([1], on: jpu)
    world.wait(3600)
    #expect(try await world.room.run().isEventful == false)
    try world.wait(until: moment("2025-11-28T14:00:00Z"))
    try world.publish([1], on: jpu)
    #expect(try await world.room.run().editions.map(\.edition.text) == ["jpu-2025-11-28"])
  }

  @Test("too few stories are held for the next slot")
  func held() async throws {
    let world = try thursday(minStories: 2)
    try world.wait(until: moment("2025-11-21T14:00:00Z"))
    try world.publish([1], on: jpu)
    #expect(try await world.room.run().isEventful == false)
    try world.wait(until: moment("2025-11-28T14:00:00Z"))
    try world.publish([1, 2], on: jpu)
    _ = try await world.room.run()
    #expect(Set(world.server.taken.map(\.story)) == ["[story-1]", "[story-2]"])
  }

  @Test("a slot that nobody served within 48 hours is missed, with an alarm; its stories stay new")
  func missed() async throws {
    let world = try thursday()
    try world.publish([1], on: jpu)
    try world.wait(until: moment("2025-11-24T14:00:00Z"))
    try world.publish([1], on: jpu)
    let report = try await world.room.run()
    #expect(
      report.alarms == [
        "jpu: the edition of 2025-11-21 was missed: nothing ran within 48 hours of it; its stories"
          + " go with the next one"
      ])
    #expect(world.server.messageCount == 0)
    #expect(try await world.room.run().isEventful == false)
    try world.wait(until: moment("2025-11-28T14:00:00Z"))
    try world.publish([1], on: jpu)
    _ = try await world.room.run()
    #expect(world.server.taken.map(\.story) == ["[story-1]"])
  }

  @Test("a schedule that is new for a known affiliate has missed nothing")
  func newSchedule() async throws {
    let world = try World(["jpu"])
    try world.setList(jpu, ["ana@example.org"])
    _ = try world.publish([], on: jpu)
    _ = try await world.room.fetch()
    world.wait(300 * 86400)
    var room = world.room
    room.publications[0].schedule = Schedule(weekdays: [.friday], time: LocalTime("09:00")!)
    _ = try await room.fetch()
    #expect(try await room.run().alarms == [])
  }

  @Test("what is deferred goes when it is due, whatever the schedule")
  func deferredRetries() async throws {
    let world = try thursday()
    try world.wait(until: moment("2025-11-21T14:00:00Z"))
    try world.publish([1], on: jpu)
    world.server.behave { _ in .greylist }
    _ = try await world.room.run()
    world.server.behave { _ in .accept }
    world.wait(900)
    _ = try await world.room.run()
    #expect(world.server.taken.map(\.story) == ["[story-1]"])
  }
}
