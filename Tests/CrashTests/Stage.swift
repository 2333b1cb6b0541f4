import Foundation
import MailCatcher
import Synchronization

/// A federation in a folder of its own, a mail server, and the programs that run on it.
final class Stage: Sendable {
  /// What the server does; it may wait, and so hold the sender at that point.
  typealias Script = @Sendable (CatcherEvent.Moment, Stage) async throws -> CatcherAnswer

  let folder: URL
  let sender = Sender()
  private let script = Mutex<Script>({ _, _ in .usual })
  private let server = Mutex<MailCatcher?>(nil)

  private init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    // What is left behind lies in the system's temporary folder.
    try? FileManager.default.removeItem(at: folder)
  }

  /// Makes a federation whose stories are fetched, runs `body`, and takes all away again.
  static func set(
    _ federation: FederationSample = .threePeople, _ body: @Sendable (Stage) async throws -> Void
  ) async throws {
    let stage = try Stage()
    // The catcher's rules outlive the test by nothing.
    let rules = CatcherRules { [weak stage] event in
      guard let stage else { return .disconnect }
      return await stage.answer(event.moment)
    }
    try await MailCatcher.running(rules: rules) { [stage] catcher in
      stage.server.withLock { $0 = catcher }
      try await stage.broadsheet(["init", stage.folder.path])
      try federation.write(into: stage.folder, port: catcher.port)
      try await stage.broadsheet(["fetch"])
      try await body(stage)
    }
  }

  private func answer(_ moment: CatcherEvent.Moment) async -> CatcherAnswer {
    let script = script.withLock { $0 }
    do {
      return try await script(moment, self)
    } catch {
      // Told to the sender, so that the test which expects something else shows it.
      return .replyAndDisconnect(451, "the test's script failed: \(error)")
    }
  }

  /// From now on the server does this.
  func plays(_ script: @escaping Script) { self.script.withLock { $0 = script } }

  /// From now on the server takes everything.
  func accepts() { plays { _, _ in .usual } }
}

// MARK: - Programs

extension Stage {
  var config: String { folder.appendingPathComponent("config.json").path }
  var database: String { folder.appendingPathComponent("broadsheet.sqlite").path }

  /// Runs a command that is part of the setting: it must succeed.
  @discardableResult
  func broadsheet(_ arguments: [String]) async throws -> String {
    let options = arguments.first == "init" ? [] : ["--config", config]
    let ending = try await Program.broadsheet.run(arguments + options)
    guard ending.exitCode == 0 else { throw Failure(arguments: arguments, ending: ending) }
    return ending.output
  }

  /// Runs `broadsheet send`.
  func send(_ options: [String] = []) async throws -> Program.Ending {
    try await sending(.broadsheet, ["send", "--config", config] + options)
  }

  /// Runs `broadsheet send` until it has reached a point for the `count`th time, and no further.
  func sendUntil(_ point: String, _ count: Int = 1) async throws -> Program.Ending {
    try await sending(.killedSender, [config, point, "\(count)"])
  }

  /// Runs a program as the one that scripts may end.
  ///
  /// - Parameter meanwhile: runs beside it.
  func sending(
    _ program: Program, _ arguments: [String],
    meanwhile: @Sendable (Sender) async -> Void = { _ in }
  ) async throws -> Program.Ending {
    let ending = try await program.run(arguments) { [sender] process in
      await sender.began(process)
      await meanwhile(sender)
    }
    await sender.ended()
    return ending
  }

  struct Failure: Error, CustomStringConvertible {
    let arguments: [String]
    let ending: Program.Ending
    var description: String {
      "\(arguments) ended with \(ending.status): \(ending.errors)\(ending.output)"
    }
  }
}

// MARK: - Mail

extension Stage {
  /// All messages that the server took, in order.
  var mail: [CaughtMessage] {
    get async {
      guard let catcher = server.withLock({ $0 }) else { return [] }
      return await catcher.received
    }
  }

  /// Waits until the server has kept so many messages: it may be at it still when the sender is dead.
  func hasTaken(_ count: Int) async {
    while await mail.count < count { await sender.pause() }
  }

  /// Whose messages the server took, in order: what stands before the @.
  var takers: [String] {
    get async { await mail.flatMap(\.recipients).map(Self.person) }
  }

  /// Where the server listens.
  var port: Int { server.withLock { $0?.port } ?? 0 }

  /// The Message-IDs that the server took more than once.
  var duplicates: [String] {
    get async {
      let ids = await mail.map { $0.header("Message-ID") ?? "none" }
      return Dictionary(grouping: ids) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
    }
  }

  /// Waits until the kernel has told the sender's side of a connection that the server closed it:
  /// CLOSE-WAIT, state 8 in the kernel's table.
  func hasHungUp() async throws {
    let digits = String(port, radix: 16, uppercase: true)
    let server = ":" + String(repeating: "0", count: 4 - digits.count) + digits
    while true {
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/proc/net/tcp"))
      let table = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
      let isClosed = table.split(separator: "\n").contains { line in
        let fields = line.split(separator: " ")
        return fields.count > 3 && fields[2].hasSuffix(server) && fields[3] == "08"
      }
      if isClosed { return }
      try await Task.sleep(for: .milliseconds(2))
    }
  }

  static func person(_ address: String) -> String {
    String(address.prefix { $0 != "@" })
  }
}
