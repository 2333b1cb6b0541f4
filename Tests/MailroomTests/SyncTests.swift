import Diagnostics
import Foundation
import GRDB
import Lists
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

  @Test("who is suppressed is kept out, and comes in once that is lifted, the file being the same")
  func suppressed() throws {
    let world = try World(["jpu"])
    let ana = Subscriber(canonical: "ana@example.org")
    try world.store.suppress(ana, reason: nil, at: world.clock)
    try world.setList(jpu, ["ana@example.org"])
    #expect(try world.room.sync().map(\.changes.keptOut) == [1])
    #expect(try world.store.subscriptions(of: jpu).count == 0)
    try world.store.suppress(ana, isLifted: true, reason: nil, at: world.clock)
    #expect(try world.room.sync(skipsUnchanged: true).map(\.changes.added) == [1])
    #expect(try world.store.subscriptions(of: jpu).map(\.status) == [.confirmed])
  }

  @Test("the language that a person chose stays, whatever the file says")
  func ownLanguage() throws {
    let world = try World(["jpu"])
    let ana = Subscriber(canonical: "ana@example.org")
    func sync(_ row: String) throws -> [SyncChanges] {
      try world.setList(jpu, [row], header: "email,name,language")
      return try world.room.sync().map(\.changes)
    }
    #expect(try sync("ana@example.org,Ana,en").map(\.added) == [1])
    try world.store.setLanguage("es", of: ana)
    let changes = try sync("ana@example.org,Ana Silva,fr")
    #expect(changes.map(\.updated) == [1])
    #expect(changes.map(\.ownLanguage) == [1])
    let stored = try #require(try world.store.subscriptions(of: jpu).first)
    #expect(stored.recipient.name == "Ana Silva")
    #expect(stored.recipient.language == "es")
    // Their list's word counts again when they leave the choice to it.
    try world.store.setLanguage(nil, of: ana)
    #expect(try world.store.subscriptions(of: jpu).first?.recipient.language == "fr")
  }

  @Test("a sync that was killed between two pieces is finished by the next", arguments: 0..<4)
  func killed(afterCommits count: Int) throws {
    let world = try World(["jpu"])
    let (stay, go, come) = (["a", "b"], ["c", "d"], ["e", "f"])
    func setList(_ names: [String]) throws {
      try world.setList(jpu, names.map { "\($0)@example.org" })
    }
    try setList(stay + go)
    _ = try world.room.sync()
    try setList(stay + come)
    world.power.cut(after: count)
    #expect(throws: (any Error).self) { try world.room.sync() }
    world.power.restore()
    _ = try world.room.sync(skipsUnchanged: true)
    let people = Dictionary(
      uniqueKeysWithValues: try world.store.subscriptions(of: jpu).map {
        ($0.recipient.address.localPart, $0.status)
      })
    #expect(
      people == [
        "a": .confirmed, "b": .confirmed, "c": .removed, "d": .removed, "e": .confirmed,
        "f": .confirmed,
      ])
    #expect(try world.room.isUnchanged(world.room.publications[0]))
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
