import Composer
import Feeds
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Lint
import Lists
import Mail
import Mailroom
import NIOCore
import Newsletter
import Storage
import Synchronization
import Testing

@testable import Studio

/// A studio over a store in memory, with list files and the template that ships.
final class StudioBench: Sendable {
  let store: Store
  let folder: URL
  let studio: Studio
  /// How often the federation's files were read.
  let openings: Counter

  static let start = Date(timeIntervalSince1970: 1_795_000_000)
  static let reader = "ana@example.org"

  /// - Parameters:
  ///   - adjust: changes a publication before it is used.
  ///   - spoil: throws in place of opening the newsroom.
  init(
    _ names: [String] = ["nurses"], hasStore: Bool = true,
    adjust: (inout Publication) -> Void = { _ in },
    spoil: @escaping @Sendable () throws -> Void = {}
  ) throws {
    let keys = MessageKeys(current: SigningKey(id: "k1", secret: Array(repeating: 7, count: 32))!)
    let store = try Store.inMemory { keys.erasedNames(of: $0) }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("broadsheet-studio-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let ids = names.compactMap { AffiliateID($0) }
    let publications = try ids.map { id in
      var publication = try Self.publication(id, folder)
      adjust(&publication)
      try Data("email,name\n\(Self.reader),Ana Silva\nben@example.org,Ben\n".utf8)
        .write(to: publication.list.url)
      return publication
    }
    let room = Mailroom(
      publications: publications, store: store, reader: SourceReader(), keys: keys,
      pace: SendingPace(), timeZone: TimeZone(identifier: "America/New_York")!,
      clock: { Self.start }, openSession: { throw NewsroomError(flaws: []) })
    let openings = Counter()
    let places = WatchedPlaces(
      files: publications.map(\.list.url), folders: [folder.appendingPathComponent("Editions")])
    let reader = try EmailAddress(Self.reader)
    let newsroom = Newsroom(
      organization: "River Valley",
      affiliates: publications.map {
        Newsroom.Affiliate(id: $0.affiliate, name: $0.masthead.affiliateName, due: nil)
      }, mailroom: room, lint: Lint(), hasStore: hasStore,
      firstReaders: { _ in [reader] }, places: places)
    self.store = store
    self.folder = folder
    self.openings = openings
    studio = Studio(host: "127.0.0.1", port: 0, watching: places) {
      openings.count()
      try spoil()
      return newsroom
    }
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("Editions"), withIntermediateDirectories: true)
  }

  deinit {
    // What stays behind lies in the system's temporary folder.
    try? FileManager.default.removeItem(at: folder)
  }

  /// Puts stories on an affiliate's source, as a fetch would.
  func publish(_ titles: [String], on affiliate: String = "nurses") throws {
    let id = try #require(AffiliateID(affiliate))
    let listings = titles.enumerated().map { number, title in
      Listing(
        identifier: "id-\(affiliate)-\(number)",
        url: URL(string: "https://www.example.org/story/\(number)"),
        title: title, published: Self.start, summary: "What came of it, told in a few words.")
    }
    let key = SourceKey(
      affiliate: id, address: "https://www.example.org/feed", rules: "feed",
      host: "www.example.org")
    let outcome = SourceReport.Outcome.read(
      SourceDocument(listings: listings), etag: nil, lastModified: nil)
    _ = try store.record(
      [SourceReport(source: key, outcome: outcome)], of: id, backlog: .all, allAsBaseline: false,
      at: Self.start)
  }

  func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }

  func test(_ body: @Sendable (StudioVisitor) async throws -> Void) async throws {
    try await studio.application().test(.router) { client in
      try await body(StudioVisitor(client: client))
    }
  }

  private static func publication(_ id: AffiliateID, _ folder: URL) throws -> Publication {
    let sender = try EmailAddress("news@example.org")
    let templates = try templates()
    return Publication(
      masthead: Masthead(
        organization: "River Valley", postalAddress: "1 Main Street", website: nil, language: "en",
        timeZone: "America/New_York", affiliate: id, affiliateName: "The \(id)",
        listID: "\(id).example.org", sender: Mailbox(name: "News", address: sender),
        replyTo: nil, bounceAddress: sender, unsubscribeAddress: sender),
      sources: [],
      list: ListFile(
        affiliate: id, url: folder.appendingPathComponent("\(id).csv"), name: "Lists/\(id).csv"),
      copies: [], schedule: nil, backlog: .all, minStories: 1, maxStories: 10,
      templates: { templates }, theme: [:],
      introduction: { _ in
        let file = folder.appendingPathComponent("Editions/\(id).md")
        guard FileManager.default.fileExists(atPath: file.path) else { return .none }
        return try Introduction(
          String(contentsOf: file, encoding: .utf8), file: "Editions/\(id).md")
      })
  }

  private static func templates() throws -> TemplateTexts {
    let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Templates/digest")
    func text(_ name: String) throws -> String {
      try String(contentsOf: folder.appendingPathComponent("\(name).mustache"), encoding: .utf8)
    }
    return TemplateTexts(
      layout: try text("layout"), story: try text("story"), text: try text("text"),
      subject: try text("subject"))
  }
}

/// Counts what happens on any thread.
final class Counter: Sendable {
  private let number = Mutex(0)

  var value: Int { number.withLock { $0 } }
  func count() { number.withLock { $0 += 1 } }
}

/// Somebody who looks into the studio.
struct StudioVisitor: Sendable {
  let client: any TestClientProtocol

  func get(_ path: String, host: String? = nil) async throws -> StudioReply {
    try await send(.get, path, host: host)
  }

  func send(
    _ method: HTTPRequest.Method, _ path: String, host: String? = nil
  ) async throws -> StudioReply {
    var fields = HTTPFields()
    if let host { fields[try #require(HTTPField.Name("host"))] = host }
    return try await client.execute(uri: path, method: method, headers: fields) {
      StudioReply(response: $0)
    }
  }
}

/// An answer, with what tests ask of it.
struct StudioReply: Sendable {
  let response: TestResponse

  var status: Int { response.status.code }
  var text: String { String(buffer: response.body) }
  func field(_ name: String) -> String? {
    HTTPField.Name(name).flatMap { response.headers[$0] }
  }

  /// The state that the page shows.
  var mark: String? {
    text.firstMatch(of: /data-mark="([^"]*)"/).map { String($0.1) }
  }
}
