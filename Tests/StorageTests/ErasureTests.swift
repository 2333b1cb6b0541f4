import Foundation
import GRDB
import Mail
import Newsletter
import Testing

@testable import Storage

@Suite("Erasing a person")
struct ErasureTests {
  private let jpu = AffiliateID("jpu")!
  private let now = Date(timeIntervalSince1970: 1_763_640_000)
  private let zoe = Subscriber(canonical: "zoe.quux@erasable.example")
  private let path = FileManager.default.temporaryDirectory
    .appendingPathComponent("broadsheet-erasure-\(UUID().uuidString).sqlite").path

  private func name(_ canonical: String) -> String {
    "erased:k1:" + String(canonical.utf8.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) }, radix: 16)
  }

  private func open() throws -> Store { try Store.open(at: path) { [name($0)] } }

  private func discard() {
    for suffix in ["", "-wal", "-shm"] {
      // What is not there need not be removed.
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
  }

  /// A store that knows Zoë from everywhere there is.
  private func fullStore() async throws -> Store {
    let store = try open()
    let zoe = Recipient(
      address: try EmailAddress("Zoe.Quux@Erasable.example"), name: "Zoewhatever",
      language: "es", fields: ["town": "Quuxville"])
    let ben = Recipient(address: try EmailAddress("ben@example.org"))
    try store.save(
      [zoe, ben].map {
        Subscription(affiliate: jpu, recipient: $0, status: .confirmed, origin: .file)
      }, at: now)
    let source = SourceKey(affiliate: jpu, address: "feed", rules: "feed", host: nil)
    let document = SourceDocument(listings: [Listing(identifier: "1", title: "One")])
    _ = try store.record(
      [SourceReport(source: source, outcome: .read(document, etag: nil, lastModified: nil))],
      of: jpu, backlog: .all, allAsBaseline: false, at: now)
    let sender = try EmailAddress("news@example.org")
    let edition = Edition(
      id: EditionID(text: "jpu-1"), frozenAt: now,
      masthead: Masthead(
        organization: "F", postalAddress: "1 Main Street", website: nil, language: "en",
        timeZone: "UTC", affiliate: jpu, affiliateName: "J", listID: "jpu.example.org",
        sender: Mailbox(name: nil, address: sender), replyTo: nil, bounceAddress: sender,
        unsubscribeAddress: sender),
      templates: TemplateTexts(layout: "", story: "", text: "", subject: ""),
      stories: try store.candidates(of: jpu).map(\.story))
    try store.freeze(FreezeOrder(edition: edition, copies: [], slot: nil))
    let log = try SentLog.begin("send", in: store, at: now)
    try await log.commit([], handingOver: HandOver(1), at: now)
    try await log.commit(
      [
        DeliveryOutcomeRecord(
          1, from: .handedOver, .accepted(reply: "250 2.1.5 <zoe.QUUX@erasable.example> ok"))
      ], at: now)
    let request = LetterRequest.subscribe(affiliates: [jpu], name: "Zoewhatever", language: nil)
    _ = try store.post(
      LetterDraft(to: zoe.address, language: "es", request: request), at: now)
    _ = try store.optOut(
      self.zoe, of: nil, source: "web", reason: "quux wrote that erasable is hers", at: now)
    return store
  }

  /// Every text in every table.
  private func texts(_ store: Store) throws -> [String] {
    try store.read { database in
      let tables = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
      return try tables.flatMap { table in
        try Row.fetchAll(database, sql: "SELECT * FROM \"\(table)\"").flatMap { row in
          row.databaseValues.compactMap { String.fromDatabaseValue($0) }
        }
      }
    }
  }

  private static let traces = ["zoe", "quux", "erasable"]

  private func traces(in text: String) -> [String] {
    Self.traces.filter { text.lowercased().contains($0) }
  }

  @Test("leaves nothing of them in any table, and the log balances as before")
  func tables() async throws {
    defer { discard() }
    let store = try await fullStore()
    #expect(try Set(texts(store).flatMap(traces)) == Set(Self.traces))
    let before = try store.balances()
    #expect(before.map(\.isBalanced) == [true])
    let erasure = try store.erase(zoe, at: now)
    #expect(erasure.subscriptions == 1)
    #expect(erasure.deliveries == 1)
    #expect(erasure.decisions == 1)
    #expect(erasure.letters == 1)
    #expect(try texts(store).filter { !traces(in: $0).isEmpty } == [])
    #expect(try store.balances() == before)
    let log = try store.log(of: Subscriber(canonical: name(zoe.canonical)), at: now)
    #expect(log.deliveries.map(\.reply) == ["250 (erased)"])
    #expect(log.deliveries.map(\.stories) == [["One"]])
  }

  @Test("leaves nothing of them in the octets of the files")
  func octets() async throws {
    defer { discard() }
    let store = try await fullStore()
    #expect(try traces(in: contents()) == Self.traces)
    #expect(try store.erase(zoe, at: now).isFileClean)
    #expect(try traces(in: contents()) == [])
  }

  /// What the database's files hold, in lower case.
  private func contents() throws -> String {
    try ["", "-wal"].map { suffix -> String in
      guard FileManager.default.fileExists(atPath: path + suffix) else { return "" }
      let data = try Data(contentsOf: URL(fileURLWithPath: path + suffix))
      return String(decoding: data, as: UTF8.self).lowercased()
    }.joined()
  }

  @Test("takes out the address that they were about to change to, and writes there no more")
  func pendingChange() async throws {
    defer { discard() }
    let store = try await fullStore()
    let draft = LetterDraft(
      to: try EmailAddress("Newtrace@elsewhere.example"), affiliate: jpu, language: "en",
      request: .changeAddress(from: 1, affiliates: [jpu]))
    let letter = try #require(try store.post(draft, at: now).flatMap { try store.letter($0) })
    #expect(try contents().contains("newtrace"))
    #expect(try store.erase(zoe, at: now).letters == 2)
    #expect(try !contents().contains("newtrace"))
    #expect(try store.nextLetter(at: now) == nil)
    #expect(try !store.handedOver(letter, at: now))
    #expect(try store.confirm(letter, at: now) == .unknown)
    #expect(try store.numbers(of: [Subscriber(draft.recipient)]) == [nil])
  }

  @Test("keeps them out of lists, imports, sign-ups and letters")
  func staysAway() async throws {
    defer { discard() }
    let store = try await fullStore()
    _ = try store.erase(zoe, at: now)
    let recipient = Recipient(address: try EmailAddress("ZOE.quux@erasable.example"))
    try store.save(
      [Subscription(affiliate: jpu, recipient: recipient, status: .confirmed, origin: .import)],
      at: now)
    #expect(try store.subscriptions(of: jpu).count == 1)
    let draft = LetterDraft(
      to: recipient.address, language: "en",
      request: .subscribe(affiliates: [jpu], name: nil, language: nil))
    #expect(try store.post(draft, at: now) == nil)
    #expect(try store.isErased(zoe))
    #expect(try store.isSuppressed(zoe))
    #expect(try store.erasedPeople().contains(zoe))
    #expect(try store.subscriber(1) == nil)
    // A decision that comes in afterwards, by an old link, writes the address nowhere.
    _ = try store.optOut(zoe, of: jpu, source: "command", reason: nil, at: now)
    try store.suppress(zoe, reason: nil, at: now)
    #expect(try texts(store).filter { !traces(in: $0).isEmpty } == [])
  }

  @Test("can be taken back, with what they had decided and what they had received")
  func lifted() async throws {
    defer { discard() }
    let store = try await fullStore()
    _ = try store.erase(zoe, at: now)
    try store.suppress(zoe, isLifted: true, reason: nil, at: now)
    #expect(try !store.isSuppressed(zoe))
    #expect(try store.optOuts(of: zoe).leftAll)
    #expect(try store.numbers(of: [zoe]) == [1])
    let story = try #require(try store.candidates(of: jpu).first?.story.id)
    #expect(try store.reserved([story])[story]?.contains(1) == true)
  }

  @Test("who is known under an earlier key stays out when the keys change")
  func olderKey() throws {
    let store = try Store.inMemory { ["erased:k1:\($0)".replacing("@", with: "-")] }
    _ = try store.erase(zoe, at: now)
    let file = try store.write { database in
      try String.fetchOne(database, sql: "SELECT canonical FROM subscriber")
    }
    #expect(file == "erased:k1:zoe.quux-erasable.example")
    let people = ErasedPeople(names: [file!]) {
      ["erased:k2:x", "erased:k1:\($0)".replacing("@", with: "-")]
    }
    #expect(people.contains(zoe))
    #expect(!people.contains(Subscriber(canonical: "ben@example.org")))
  }

  @Test("of whom nothing is held writes the suppression all the same, once")
  func stranger() throws {
    let store = try Store.inMemory { _ in ["erased:k1:1"] }
    #expect(try store.erase(zoe, at: now).isNothing)
    #expect(try store.erase(zoe, at: now).isNothing)
    #expect(try store.isErased(zoe))
    #expect(try store.suppressions().count == 1)
  }

  @Test("without a key is refused")
  func noKey() throws {
    let store = try Store.inMemory()
    let error = #expect(throws: StorageError.self) { try store.erase(zoe, at: now) }
    #expect(error?.message == ":memory: was opened without the keys that erasing needs")
  }

  @Test(
    "changes a decision in no other way than this",
    arguments: [
      "UPDATE optOut SET canonical = 'erased:k1:1', source = 'x'",
      "UPDATE optOut SET canonical = 'erased:k1:1', reason = 'x'",
      "UPDATE optOut SET canonical = 'ben@example.org', reason = NULL",
      "UPDATE optOut SET canonical = 'erased:k1:1', isLifted = 1, reason = NULL",
      "UPDATE suppression SET canonical = 'erased:k1:1', isLifted = 1, reason = NULL",
    ])
  func triggers(_ sql: String) throws {
    let store = try Store.inMemory()
    _ = try store.optOut(zoe, of: nil, source: "web", reason: "r", at: now)
    try store.suppress(zoe, reason: "r", at: now)
    #expect(throws: StorageError.self) { try store.write { try $0.execute(sql: sql) } }
  }

  @Test("what is held of a person is exported whole")
  func export() async throws {
    defer { discard() }
    let store = try await fullStore()
    let record = try store.export(zoe, at: now)
    #expect(record.number == 1)
    #expect(record.subscriptions.map(\.recipient.name) == ["Zoewhatever"])
    #expect(record.optOuts.map(\.reason) == ["quux wrote that erasable is hers"])
    #expect(record.letters.map(\.kind) == [.confirmation])
    #expect(record.deliveries.map(\.state) == [.accepted])
    #expect(record.deliveries.first?.attempts.map(\.state) == [.handedOver, .accepted])
    #expect(record.deliveries.map(\.fields) == [["town": "Quuxville"]])
    #expect(record.stories == ["One"])
    #expect(try store.export(Subscriber(canonical: "no@example.org"), at: now).isEmpty)
  }
}
