import Diagnostics
import Foundation
import GRDB
import MailCatcher
import Newsletter
import Synchronization
import Transport

@testable import Mailroom
@testable import Storage

/// A world whose mail goes over real connections to mail catchers, one after the other, with what
/// they took between them.
final class Trial: Sendable {
  let world: World
  let way: FaultWay
  let hasLogin: Bool
  private let relay: Mutex<SMTPRelay>
  private let mail = Mutex<[CaughtMessage]>([])

  init(_ people: [String], _ way: FaultWay = FaultWay(), hasLogin: Bool = false) throws {
    world = try World.withOneStory(for: people.map(Self.address))
    self.way = way
    self.hasLogin = hasLogin
    // Nothing listens on port 1.
    var relay = SMTPRelay(
      host: "127.0.0.1", port: 1, security: way.isSecure ? .starttls : .none,
      helloName: "news.example.org")
    if way.isSecure { relay.caFile = Self.certificates + "/authority.pem" }
    if hasLogin { (relay.username, relay.password) = ("ana", Secret("secret")) }
    self.relay = Mutex(relay)
  }

  private static let certificates = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Certificates").path

  private static func address(_ person: String) -> String {
    person.contains("@") ? person : "\(person)@example.org"
  }

  /// The world's mailroom, with sessions to whatever serves.
  var room: Mailroom {
    var room = world.room
    room.pace.sessions = way.sessions
    room.openSession = { [self] in try await SMTPSession.open(relay.withLock { $0 }) }
    return room
  }

  /// From now on the relay is spoken to by TLS alone.
  func useImplicitTLS() { relay.withLock { $0.security = .tls } }

  /// From now on no answer is waited for longer than this.
  func becomeImpatient(_ patience: Duration) {
    relay.withLock { relay in
      relay.timeouts = SMTPRelay.Timeouts(
        opening: patience, command: patience, data: patience, block: patience, dot: patience,
        quit: patience)
    }
  }
}

// MARK: - Serving

extension Trial {
  /// Serves mail with these faults while `body` runs.
  func serving<Value: Sendable>(
    _ faults: [CatcherFault] = [], adjust: (inout CatcherRules) -> Void = { _ in },
    answer: (@Sendable (CatcherEvent) async -> CatcherAnswer)? = nil,
    _ body: @Sendable () async throws -> Value
  ) async throws -> Value {
    var rules = CatcherRules(faults: faults, answer: answer)
    rules.offersPipelining = way.isPipelined
    if hasLogin { rules.login = CatcherLogin("ana:secret") }
    if way.isSecure {
      rules.tls = CatcherTLS(
        certificateFile: Self.certificates + "/localhost.pem",
        keyFile: Self.certificates + "/localhost.key")
    }
    adjust(&rules)
    return try await MailCatcher.running(rules: rules) { catcher in
      relay.withLock { $0.port = catcher.port }
      let value = try await body()
      let received = await catcher.received
      mail.withLock { $0 += received }
      return value
    }
  }

  /// Sends once to a server with these faults.
  @discardableResult
  func send(_ faults: [CatcherFault] = []) async throws -> SendReport {
    try await serving(faults) { try await room.send() }
  }

  /// Lets as much time pass as a second try has to wait, at most.
  func waitForRetry() { world.wait(5 * 3600) }
}

// MARK: - Looking

extension Trial {
  /// How a delivery stands.
  struct Standing: Hashable {
    let state: DeliveryState
    /// How often it was tried.
    let tries: Int
  }

  /// How each person's delivery stands, by the tables.
  func standings() throws -> [String: Standing] {
    let rows = try world.store.database.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT p.canonical, d.state, d.tries FROM delivery d
          JOIN subscriber p ON p.id = d.subscriber
          """)
    }
    return Dictionary(
      uniqueKeysWithValues: try rows.map { row in
        guard let state = DeliveryState(rawValue: row["state"]) else { throw UnknownState() }
        return (Self.person(row["canonical"]), Standing(state: state, tries: row["tries"]))
      })
  }

  func states() throws -> [String: DeliveryState] { try standings().mapValues(\.state) }

  struct UnknownState: Error {}

  /// What the servers took so far, in order.
  var taken: [CaughtMessage] { mail.withLock { $0 } }

  /// How many messages the servers took for each person.
  var copies: [String: Int] {
    taken.flatMap(\.recipients).reduce(into: [:]) { $0[Self.person($1), default: 0] += 1 }
  }

  /// The Message-IDs that came more than once.
  var duplicates: [String] {
    let ids = taken.map { $0.header("Message-ID") ?? "none" }
    return Dictionary(grouping: ids) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
  }

  private static func person(_ address: String) -> String {
    let at = address.firstIndex(of: "@") ?? address.endIndex
    return address[at...] == "@example.org" ? String(address[..<at]) : address
  }
}
