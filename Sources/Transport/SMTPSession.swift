import Curl
import Diagnostics
public import Mail
import Synchronization

/// One connection to a mail server, over which messages are handed over one after the other.
///
/// libcurl opens it (connection, EHLO, STARTTLS, login); the commands after that are spoken here,
/// because each reply must be known and the log must be written between 354 and the message.
public actor SMTPSession: DeliverySession {
  let relay: SMTPRelay
  private let connection: CurlConnection
  /// What the server offers.
  public nonisolated let extensions: SMTPExtensions
  private var replies = SMTPReplyParser()
  var state = State.idle
  /// When the server answered 354.
  var readySince = ContinuousClock.now
  /// The last announcement was refused halfway: the next begins with RSET.
  var owesReset = false
  private let isHurried = Atomic(false)
  /// Holds a message and what is announced behind it; used again for the next.
  private var buffer: [UInt8] = []

  enum State {
    case idle
    /// 354 was read.
    case ready
    /// A message is on its way.
    case delivering
    /// Nothing can be offered any more, but the connection stands: QUIT is owed.
    case finished
    case closed
  }

  private init(relay: SMTPRelay, connection: CurlConnection, extensions: SMTPExtensions) {
    self.relay = relay
    self.connection = connection
    self.extensions = extensions
  }

  /// Connects and logs in as the relay's settings say.
  public static func open(_ relay: SMTPRelay) async throws(TransportError) -> SMTPSession {
    let opening = try await opened(relay)
    let extensions = SMTPOpening(transcript: opening.transcript).extensions
    let session = SMTPSession(
      relay: relay, connection: opening.connection, extensions: extensions)
    // libcurl goes on without a login where the server offers none.
    if relay.username != nil, !extensions.offersLogin {
      await session.close()
      throw TransportError(place: relay.place, reason: .loginNotOffered)
    }
    return session
  }

  private static func opened(
    _ relay: SMTPRelay
  ) async throws(TransportError) -> CurlConnection.Opening {
    do {
      return try await CurlConnection.open(relay.connectionSettings)
    } catch let error as CurlConnection.OpeningError {
      throw SMTPOpening(transcript: error.transcript, isConnected: error.isConnected)
        .error(error.cause, relay: relay)
    } catch {
      throw TransportError(place: relay.place, reason: .other("\(error)"))
    }
  }

  /// Where tasks that use sessions run best: with the loop that waits for the sockets.
  public static var executor: (any TaskExecutor)? {
    // Without it they run elsewhere, and opening a session says what is wrong.
    try? SocketLoop.shared()
  }

  public var isUsable: Bool {
    if case .idle = state { true } else { false }
  }

  public nonisolated var isPipelined: Bool { extensions.offersPipelining }

  public func offer(_ envelope: Envelope) async throws(TransportError) -> Offer {
    guard isUsable else { throw ended }
    let announcement = SMTPAnnouncement(envelope, resetting: owesReset)
    guard extensions.offersPipelining else { return try await announce(announcement) }
    try await write(announcement.group, .mail)
    return try await answers(to: announcement)
  }

  public func deliver(_ body: SMTPBody, announcing next: Envelope?) async -> Handover {
    guard case .ready = state else {
      return Handover(.lost(dotWritten: false, ended))
    }
    state = .delivering
    let following = extensions.offersPipelining ? next.map { announcement($0) } : nil
    let outcome = await outcome(of: body, followedBy: following)
    guard let next, isUsable else { return Handover(outcome) }
    do throws(TransportError) {
      guard let following else { return Handover(outcome, next: .success(try await offer(next))) }
      return Handover(outcome, next: .success(try await answers(to: following)))
    } catch {
      return Handover(outcome, next: .failure(error))
    }
  }

  public nonisolated func hurry() {
    isHurried.store(true, ordering: .relaxed)
    connection.hurry()
  }

  public func withdraw() async {
    state = .closed
    connection.drop()
  }

  public func close() async {
    switch state {
    case .closed: return
    case .ready, .delivering: break  // QUIT would be read as a line of the message.
    case .idle, .finished:
      state = .closed
      await quit()
    }
    await withdraw()
  }

  private var ended: TransportError {
    TransportError(place: relay.place, reason: .sessionEnded)
  }
}

// MARK: - Delivering

extension SMTPSession {
  private func outcome(
    of body: SMTPBody, followedBy next: SMTPAnnouncement?
  ) async -> DeliveryOutcome {
    if let farewell = hangUp() { return .lost(dotWritten: false, farewell) }
    let dotStart = body.octets.count - SMTPBody.terminatorLength
    let octets = octets(of: body, followedBy: next)
    let sent = await connection.send(octets, timeout: relay.timeouts.block)
    if case .failed(let offered, let reason) = sent {
      return .lost(dotWritten: offered > dotStart, lost(at: .dot, reason))
    }
    do throws(TransportError) {
      return conclude(try await nextReply(to: .dot, relay.timeouts.dot))
    } catch {
      return .lost(dotWritten: true, error)
    }
  }

  private func octets(of body: SMTPBody, followedBy next: SMTPAnnouncement?) -> [UInt8] {
    guard let next else { return body.octets }
    buffer.removeAll(keepingCapacity: true)
    buffer += body.octets
    buffer += next.group
    return buffer
  }

  /// A server that closed since its 354, or said something more, waits for no message.
  private func hangUp() -> TransportError? {
    // Asking costs a call to the system: not for every message that goes out at once.
    guard connection.mayHaveReceived || ContinuousClock.now - readySince > .milliseconds(20)
    else { return nil }
    switch connection.receiveNow() {
    case nil, .silence: return nil
    case .closed(let reason): return lost(at: .dot, reason)
    case .bytes(let bytes):
      replies.append(bytes)
      return lost(at: .dot, "the server said something before the message came")
    }
  }

  private func conclude(_ reply: SMTPReply) -> DeliveryOutcome {
    state = .idle
    if reply.isDone { return .accepted(reply) }
    // Neither yes nor no: the server may have the message.
    if reply.code < 400 {
      return .lost(
        dotWritten: true,
        failure(
          .connectionLost(
            .dot, detail: "the server answered neither yes nor no", lastReply: reply)))
    }
    let refusal = SMTPRefusal(of: .dot, reply: reply)
    if refusal.scope == .session { state = .finished }
    return .refused(refusal)
  }
}

// MARK: - Replies

extension SMTPSession {
  private func quit() async {
    guard case .all = await connection.send(Array("QUIT\r\n".utf8), timeout: relay.timeouts.quit)
    else { return }
    // Whatever the server says to QUIT, the connection is closed and nothing depends on it.
    _ = try? await nextReply(to: .rset, relay.timeouts.quit)
  }

  func write(_ octets: [UInt8], _ step: SMTPStep) async throws(TransportError) {
    let sent = await connection.send(octets, timeout: timeout(of: step))
    if case .failed(_, let reason) = sent { throw lost(at: step, reason) }
  }

  func timeout(of step: SMTPStep) -> Duration {
    step == .data ? relay.timeouts.data : relay.timeouts.command
  }

  func nextReply(
    to step: SMTPStep, _ timeout: Duration
  ) async throws(TransportError) -> SMTPReply {
    if let reply = try parsedReply() { return reply }
    let deadline = ContinuousClock.now + timeout
    while true {
      switch await connection.receive(until: deadline, mayHurry: step != .dot) {
      case .bytes(let bytes): replies.append(bytes)
      case .closed(let reason): throw lost(at: step, reason)
      case .silence:
        let isStopped = step != .dot && isHurried.load(ordering: .relaxed)
        throw failure(isStopped ? .stopped(step) : .silence(step))
      }
      if let reply = try parsedReply() { return reply }
    }
  }

  private func parsedReply() throws(TransportError) -> SMTPReply? {
    do throws(SMTPReplyError) {
      return try replies.next()
    } catch {
      switch error {
      case .lineTooLong: throw failure(.notSMTP("a line without an end"))
      case .tooManyLines: throw failure(.notSMTP("a reply without an end"))
      case .malformed(let line): throw failure(.notSMTP(line))
      }
    }
  }

  /// The connection is gone; what the server said before it went may say why.
  private func lost(at step: SMTPStep, _ detail: String) -> TransportError {
    if case .bytes(let bytes) = connection.receiveNow() { replies.append(bytes) }
    // Garbage at the end of a lost connection adds nothing.
    let last = try? replies.next()
    return failure(.connectionLost(step, detail: detail, lastReply: last))
  }

  private func failure(_ reason: TransportError.Reason) -> TransportError {
    state = .closed
    connection.drop()
    return TransportError(place: relay.place, reason: reason)
  }
}

extension SMTPRelay {
  fileprivate var connectionSettings: CurlConnectionSettings {
    let security: CurlConnectionSettings.Security =
      switch self.security {
      case .none: .none
      case .starttls: .startTLS
      case .tls: .tls
      }
    return CurlConnectionSettings(
      host: host, port: port, security: security, helloName: helloName ?? "", username: username,
      password: password?.revealed ?? "", caFile: caFile, timeout: timeouts.opening)
  }
}
