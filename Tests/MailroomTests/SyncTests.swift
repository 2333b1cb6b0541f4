import Diagnostics
import Foundation
import GRDB
import Mail
import Newsletter
import Testing

@testable import Mailroom
@testable import Storage

@Suite("Reading a list only when it has changed")
struct SyncTests {
  private let jpu = AffiliateID("jpu")!

  /// A synced list of Ana, whose name in the store is then one that no file has: reading the file
  /// again would take it back.
  private func marked() throws -> World {
    let world = try World(["jpu"])
    try world.setList(jpu, ["ana@example.org"])
    _ = try world.room.sync()
    try world.store.write { try $0.execute(sql: "UPDATE subscription SET name = 'Mark'") }
    return world
  }

  private func isRead(_ world: World) throws -> Bool {
    _ = try world.room.sync(skipsUnchanged: true)
    return try world.store.subscriptions(of: jpu).first?.recipient.name != "Mark"
  }

  @Test("a file that is as it was is not read again")
  func unchanged() throws {
    let world = try marked()
    #expect(try !isRead(world))
    try world.setList(jpu, ["ana@example.org"])
    #expect(try !isRead(world))
  }

  @Test("a file of other octets is read, though it be as long as before")
  func changed() throws {
    let world = try marked()
    try world.setList(jpu, ["ann@example.org"])
    _ = try world.room.sync(skipsUnchanged: true)
    #expect(try world.store.subscriptions(of: jpu).map(\.status) == [.removed, .confirmed])
  }

  @Test("whoever asks for a sync has the file read")
  func asked() throws {
    let world = try marked()
    _ = try world.room.sync()
    #expect(try world.store.subscriptions(of: jpu).first?.recipient.name == nil)
  }

  @Test("a file is read again when something else has written subscriptions")
  func otherWriter() throws {
    let world = try marked()
    let ben = Subscription(
      affiliate: jpu, recipient: Recipient(address: try EmailAddress("ben@example.org")),
      status: .confirmed, origin: .web)
    try world.store.save([ben], at: world.clock)
    #expect(try isRead(world))
    #expect(try world.store.subscriptions(of: jpu).count == 2)
  }

  @Test("bad rows are told at every reading, by plan as by sync")
  func badRows() throws {
    let world = try World(["jpu"])
    try world.setList(jpu, ["ana@example.org", "ben"])
    for _ in 0..<2 {
      #expect(try world.room.sync(skipsUnchanged: true).map(\.problems.count) == [1])
      #expect(try world.room.plan().map(\.sync.problems.count) == [1])
    }
  }

  @Test("a sync that would remove many people is refused at every reading")
  func unsafe() throws {
    let world = try World(["jpu"])
    try world.setList(jpu, (0..<20).map { "p\($0)@example.org" })
    _ = try world.room.sync()
    try world.setList(jpu, ["p0@example.org"])
    for _ in 0..<2 {
      #expect(try world.room.sync(skipsUnchanged: true).first?.obstacle?.exitCode == .tryAgain)
    }
    _ = try world.room.sync(isSure: true)
    #expect(try world.room.sync(skipsUnchanged: true).first?.obstacle == nil)
  }

  @Test("a file that is gone stops its affiliate, however often it was synced")
  func missing() throws {
    let world = try marked()
    try FileManager.default.removeItem(at: world.folder.appendingPathComponent("jpu.csv"))
    #expect(
      try world.room.sync(skipsUnchanged: true).first?.obstacle?.message
        == "Lists/jpu.csv does not exist")
  }
}
