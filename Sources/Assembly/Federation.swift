import Composer
import Curl
public import Diagnostics
import Feeds
import Foundation
import Lint
import Lists
import Mail
package import Mailroom
import Newsletter
package import Storage
import Transport

/// A configuration brought to life: the one place that knows all the parts and wires them.
public struct Federation: Sendable {
  let configuration: Configuration
  let console: Console

  /// Reads the configuration.
  ///
  /// - Parameter path: as the command line names it; else `BROADSHEET_CONFIG`, else `config.json`.
  /// - Throws: ``ConfigurationError`` with every mistake in it.
  public init(path: String?, console: Console) throws {
    self.init(configuration: try ConfigurationFile.named(path).configuration(), console: console)
  }

  init(configuration: Configuration, console: Console) {
    self.configuration = configuration
    self.console = console
  }

  /// The clock of every command: whole seconds, as the log keeps them.
  static let clock: @Sendable () -> Date = {
    Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))
  }

  /// The affiliates that the command line names, checked; nil when it names none: all.
  func affiliates(_ names: [String]) throws -> Set<AffiliateID>? {
    guard !names.isEmpty else { return nil }
    return Set(try names.map { try affiliate($0).id })
  }

  func affiliate(_ name: String) throws -> AffiliateConfiguration {
    let known = configuration.affiliates
    guard let found = known.first(where: { $0.id.text == name }) else {
      let ids = known.map(\.id.text)
      throw UsageError(
        "there is no affiliate '\(name)'",
        hint: Suggestion.nearest(to: name, among: ids).map { "did you mean '\($0)'?" }
          ?? "the configuration has: \(ids.joined(separator: ", "))")
    }
    return found
  }

  /// The store as a command that changes it needs it.
  ///
  /// Erased people are known by the keys alone: without keys nothing may be written that could
  /// bring one of them back.
  package func store() throws -> Store {
    let keys = try keys()
    return try Store.open(at: configuration.storage.path) { keys.erasedNames(of: $0) }
  }

  /// The store for a command that only looks: an empty one when there is no file yet.
  func storeToRead() throws -> Store {
    guard FileManager.default.fileExists(atPath: configuration.storage.path) else {
      return try Store.inMemory()
    }
    // Without keys there is no saying who was erased, and that is all that is missing.
    guard let keys = try? keys() else { return try Store.open(at: configuration.storage.path) }
    return try Store.open(at: configuration.storage.path) { keys.erasedNames(of: $0) }
  }

  package func lock() throws -> RunLock { try RunLock(beside: configuration.storage.path) }

  /// The mailroom of this federation.
  ///
  /// - Parameter folder: where messages go instead of to the relay.
  package func mailroom(_ store: Store, toFolder folder: String? = nil) throws -> Mailroom {
    var room = try Mailroom(
      publications: publications(), store: store, reader: reader(), keys: keys(), pace: pace,
      timeZone: configuration.organization.timeZone, clock: Self.clock,
      openSession: sessionOpener(toFolder: folder),
      progress: ProgressTeller(console, timeZone: timeZone).hear)
    room.dkimKeys = try dkimKeys()
    room.lint = lint
    return room
  }

  func keys() throws -> MessageKeys {
    let keys = try SigningKeys.read(configuration.keysFile)
    let signing = keys.keys.compactMap { SigningKey(id: $0.id, secret: $0.secret) }
    guard let current = signing.first else {
      throw KeysError(file: configuration.keysFile, .notKeys)
    }
    return MessageKeys(current: current, earlier: Array(signing.dropFirst()))
  }

  func reader() -> SourceReader {
    SourceReader(website: configuration.organization.website)
  }

  private var pace: SendingPace {
    let smtp = configuration.smtp
    return SendingPace(
      sessions: smtp.sessions, messagesPerSession: smtp.messagesPerSession ?? 100,
      limit: smtp.limit, domainLimits: smtp.domains, stayFor: smtp.stayFor,
      giveUpAfter: smtp.giveUpAfter)
  }

  func sessionOpener(
    toFolder folder: String?
  ) -> @Sendable () async throws -> any DeliverySession {
    if let folder { return { try await FolderSession.open(folder) } }
    let smtp = configuration.smtp
    // The password is read when a session is opened: a command that sends nothing asks for none,
    // and none is kept longer than it is needed.
    return {
      // A command that prints it may take its time, and the sessions that are open go on meanwhile.
      let relay = try await BlockingThread(name: "password").run { try smtp.relay() }
      return try await SMTPSession.open(relay)
    }
  }
}

extension SMTPConfiguration {
  /// The relay with its password read.
  func relay() throws -> SMTPRelay {
    SMTPRelay(
      host: host, port: port, security: security.relaySecurity, username: username,
      password: try password.map { Secret(try $0.read()) }, caFile: caFile?.path,
      helloName: helloName)
  }
}

extension SMTPConfiguration.Security {
  fileprivate var relaySecurity: SMTPRelay.Security {
    switch self {
    case .none: .none
    case .starttls: .starttls
    case .tls: .tls
    }
  }
}

/// The command line asks for something that cannot be.
public struct UsageError: HintedError, Equatable {
  public let message: String
  public let hint: String?
  public var exitCode: ExitCode { .usage }

  init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
