import NIOCore
import NIOSSL
import Synchronization

/// A small SMTP server on this machine that keeps whatever it is sent, for previews and tests.
///
/// It must not be reached from elsewhere, so it listens on loopback alone.
///
///     try await MailCatcher.running(folder: "Caught") { catcher in
///       // send to 127.0.0.1:\(catcher.port)
///       let messages = await catcher.received
///     }
public actor MailCatcher {
  /// The port that it listens on; the system's choice when 0 was asked for.
  public nonisolated let port: Int

  private let listener: Listener
  private let rules: CatcherRules
  private let limits: CatcherLimits
  private let folder: CatcherFolder?
  private let keepsMessages: Bool
  private let encryption: NIOSSLContext?
  private let whenKept: (@Sendable (CaughtMessage) -> Void)?
  private var ledger: FaultLedger
  private nonisolated let answered = Mutex<Set<Int>>([])
  private var caught: [CaughtMessage] = []
  private var count: Int
  private var connections = 0
  private var openConnections = 0
  private var isStopped = false

  /// Starts to listen; connections wait until ``run()``.
  ///
  /// - Parameters:
  ///   - port: 0 for any that is free.
  ///   - folder: where each message becomes a file; nil to keep them in memory alone.
  ///   - keepsMessages: whether ``received`` holds them; without it a long run needs no memory.
  ///   - whenKept: told of each message that was taken, before its reply.
  public static func bind(
    port: Int = 0, folder: String? = nil, rules: CatcherRules = .accepting,
    limits: CatcherLimits = .standard, keepsMessages: Bool = true,
    whenKept: (@Sendable (CaughtMessage) -> Void)? = nil
  ) async throws(CatcherError) -> MailCatcher {
    let folder = try folder.map { path throws(CatcherError) in try CatcherFolder(path) }
    let encryption = try rules.tls.map { tls throws(CatcherError) in try tls.context() }
    let listener = try await Listener.bind(port: port)
    return MailCatcher(
      listener: listener, rules: rules, limits: limits, folder: folder,
      keepsMessages: keepsMessages, encryption: encryption, whenKept: whenKept)
  }

  private init(
    listener: Listener, rules: CatcherRules, limits: CatcherLimits, folder: CatcherFolder?,
    keepsMessages: Bool, encryption: NIOSSLContext?,
    whenKept: (@Sendable (CaughtMessage) -> Void)?
  ) {
    self.listener = listener
    self.rules = rules
    self.limits = limits
    self.folder = folder
    self.keepsMessages = keepsMessages
    self.encryption = encryption
    self.whenKept = whenKept
    ledger = FaultLedger(faults: rules.faults, obeysLocalParts: rules.obeysLocalParts)
    port = listener.port
    count = folder?.highestNumber ?? 0
  }

  /// Listens, runs `body`, and stops when it returns or throws.
  public static func running<Value: Sendable>(
    port: Int = 0, folder: String? = nil, rules: CatcherRules = .accepting,
    limits: CatcherLimits = .standard,
    _ body: @Sendable (MailCatcher) async throws -> Value
  ) async throws -> Value {
    let catcher = try await bind(port: port, folder: folder, rules: rules, limits: limits)
    async let served: Void = catcher.run()
    do {
      let value = try await body(catcher)
      await catcher.stop()
      try await served
      return value
    } catch {
      await catcher.stop()
      throw error
    }
  }

  /// Every message taken so far, in order.
  public var received: [CaughtMessage] {
    let answered = answered.withLock { $0 }
    return caught.map { message in
      var message = message
      message.isAnswered = answered.contains(message.number)
      return message
    }
  }

  /// How many messages were taken so far.
  public var receivedCount: Int { count - (folder?.highestNumber ?? 0) }

  /// Serves until ``stop()`` or until its task is cancelled; then drops open connections.
  ///
  /// Throws when the system closed the listening socket.
  public func run() async throws(CatcherError) {
    await listener.serve { await self.serve($0) }
    guard isStopped || Task.isCancelled else {
      throw CatcherError(reason: .other("the system closed its socket"))
    }
  }

  /// Ends ``run()``.
  public func stop() async {
    isStopped = true
    await listener.close()
  }

  private func serve(_ channel: any Channel) async {
    let isImplicit = rules.tls?.use == .implicit
    // A client that went away before its turn has nothing to be told.
    guard
      let connection = try? await CatcherConnection.take(
        channel, encryption: isImplicit ? encryption : nil)
    else { return }
    connections += 1
    openConnections += 1
    let session = CatcherSession(
      catcher: self, connection: connection, number: connections,
      isWelcome: openConnections <= rules.mostConnections ?? .max, rules: rules, limits: limits,
      encryption: encryption)
    await session.run()
    openConnections -= 1
  }

  /// Keeps a message; the number it got.
  func keep(_ message: CaughtMessage) async throws(CatcherError) -> Int {
    count += 1
    var message = message
    message.number = count
    if let folder { message.file = try await folder.write(message) }
    if keepsMessages { caught.append(message) }
    whenKept?(message)
    return message.number
  }

  /// What the faults say; they count over all connections.
  func verdict(at verb: CatcherFault.Verb, for recipients: [String]) -> FaultLedger.Verdict {
    ledger.verdict(at: verb, recipients: recipients, now: .now)
  }

  /// Remembers that the replies to these messages are out.
  nonisolated func noteAnswered(_ numbers: [Int]) {
    guard keepsMessages else { return }
    answered.withLock { $0.formUnion(numbers) }
  }
}
