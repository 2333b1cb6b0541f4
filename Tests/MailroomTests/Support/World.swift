import Composer
import Feeds
import Foundation
import GRDB
import Lists
import Mail
import Newsletter
import Synchronization

@testable import Mailroom
@testable import Storage

/// A small federation in memory with a server, a clock and list files of its own.
final class World: Sendable {
  let store: Store
  let server = ScriptedServer()
  let power = Power()
  let folder: URL
  private let time = TestClock()
  let affiliates: [AffiliateID]
  let room: Mailroom

  /// - Parameter adjust: changes a publication before it is used.
  init(_ names: [String], adjust: (inout Publication) -> Void = { _ in }) throws {
    let keys = MessageKeys(current: SigningKey(id: "k1", secret: Array(repeating: 7, count: 32))!)
    store = try Store.inMemory { keys.erasedNames(of: $0) }
    store.database.add(transactionObserver: power, extent: .databaseLifetime)
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("broadsheet-world-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let ids = names.compactMap { AffiliateID($0) }
    affiliates = ids
    var publications: [Publication] = []
    for id in ids {
      var publication = try Self.publication(id, folder)
      adjust(&publication)
      publications.append(publication)
    }
    room = Mailroom(
      publications: publications, store: store, reader: SourceReader(),
      keys: keys,
      pace: SendingPace(sessions: 1, stayFor: .zero, pauseAfterFailure: .zero),
      timeZone: TimeZone(identifier: "America/New_York")!, clock: { [time] in time.now },
      openSession: { [server] in server.session() })
    for id in ids { try setList(id, []) }
  }

  /// The affiliate `jpu` with one new story and these people on its list: where most cases begin.
  static func withOneStory(for people: [String]) throws -> World {
    let world = try World(["jpu"])
    try world.setList(world.affiliates[0], people)
    try world.publish([1], on: world.affiliates[0])
    return world
  }

  deinit {
    // A folder that stays behind in the system's temporary place harms nobody.
    try? FileManager.default.removeItem(at: folder)
  }

  var clock: Date { time.now }
  func wait(_ interval: TimeInterval) { time.now += interval.rounded() }
  func wait(until moment: Date) { time.now = max(time.now, moment) }

  func setList(
    _ affiliate: AffiliateID, _ addresses: [String], header: String = "email"
  ) throws {
    let rows = ([header] + addresses).joined(separator: "\n") + "\n"
    try Data(rows.utf8).write(to: Self.list(of: affiliate, in: folder))
  }

  /// Puts stories on an affiliate's source, as a fetch would.
  @discardableResult
  func publish(_ stories: [Int], on affiliate: AffiliateID, source: String = "feed") throws
    -> FetchRecord
  {
    let listings = stories.map { number in
      Listing(
        identifier: "id-\(number)", url: URL(string: "https://www.example.org/story/\(number)"),
        title: "[story-\(number)]", published: clock, summary: "Teaser \(number).")
    }
    return try record(
      .read(SourceDocument(listings: listings), etag: nil, lastModified: nil),
      of: affiliate, source: source)
  }

  func record(
    _ outcome: SourceReport.Outcome, of affiliate: AffiliateID, source: String = "feed"
  ) throws -> FetchRecord {
    let key = SourceKey(
      affiliate: affiliate, address: "https://www.example.org/\(affiliate)/\(source)",
      rules: "feed", host: "www.example.org")
    return try store.record(
      [SourceReport(source: key, outcome: outcome)], of: affiliate, backlog: .all,
      allAsBaseline: false, at: clock)
  }

  private static func list(of affiliate: AffiliateID, in folder: URL) -> URL {
    folder.appendingPathComponent("\(affiliate).csv")
  }

  private static func publication(_ id: AffiliateID, _ folder: URL) throws -> Publication {
    let sender = try EmailAddress("news@example.org")
    return Publication(
      masthead: Masthead(
        organization: "Federation", postalAddress: "1 Main Street", website: nil, language: "en",
        timeZone: "America/New_York", affiliate: id, affiliateName: "Affiliate \(id)",
        listID: "\(id).example.org", sender: Mailbox(name: "News", address: sender),
        replyTo: nil, bounceAddress: sender, unsubscribeAddress: sender),
      sources: [],
      list: ListFile(affiliate: id, url: list(of: id, in: folder), name: "Lists/\(id).csv"),
      copies: [], schedule: nil, backlog: .all, minStories: 1, maxStories: 10,
      templates: {
        TemplateTexts(
          layout: "<p>{{#stories}}{{> story}}{{/stories}} {{postalAddress}} {{leave.url}}</p>",
          story: "<b>{{title}}</b>",
          text: "{{#stories}}\n{{title}}\n{{/stories}}\n{{postalAddress}}\n{{leave.url}}\n",
          subject: "{{affiliate.name}}")
      },
      theme: [:], introduction: { _ in .none })
  }
}

/// The electricity of a machine: when it is off, no transaction reaches the disk any more, as if
/// the process had been killed.
final class Power: TransactionObserver, Sendable {
  struct Out: Error {}

  /// So many commits more fail.
  private let failures = Mutex(0)
  /// So many go through before.
  private let passes = Mutex(0)

  func cut(commits: Int = .max, after passed: Int = 0) {
    passes.withLock { $0 = passed }
    failures.withLock { $0 = commits }
  }
  func restore() { failures.withLock { $0 = 0 } }

  func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
  func databaseDidChange(with event: DatabaseEvent) {}
  func databaseDidCommit(_ database: Database) {}
  func databaseDidRollback(_ database: Database) {}
  func databaseWillCommit() throws {
    let passes = passes.withLock { passes in
      guard passes > 0 else { return false }
      passes -= 1
      return true
    }
    if passes { return }
    let fails = failures.withLock { failures in
      guard failures > 0 else { return false }
      failures -= 1
      return true
    }
    if fails { throw Out() }
  }
}

/// A clock that stands still until it is told to go on.
final class TestClock: Sendable {
  private let moment = Mutex(Date(timeIntervalSince1970: 1_763_640_000))

  var now: Date {
    get { moment.withLock { $0 } }
    set { moment.withLock { $0 = newValue } }
  }
}
