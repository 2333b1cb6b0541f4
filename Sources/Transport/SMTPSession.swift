import Curl
import Diagnostics
public import Mail

/// One connection to a mail server, over which messages are handed over one after the other.
///
/// libcurl opens it (connection, EHLO, STARTTLS, login); the commands after that are spoken here,
/// because each reply must be known and the log must be written between 354 and the message.
public actor SMTPSession: DeliverySession {
  private let relay: SMTPRelay
  private let connection: CurlConnection
  /// What the server offers.
  public nonisolated let extensions: SMTPExtensions
  private var replies = SMTPReplyParser()
  private var state = State.idle

  private enum State {
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

  public var isUsable: Bool {
    if case .idle = state { true } else { false }
  }

  public func offer(_ envelope: Envelope) async throws(TransportError) -> Offer {
    guard isUsable else { throw TransportError(place: relay.place, reason: .sessionEnded) }
    let sender = envelope.sender?.spelling ?? ""
    let steps: [(SMTPStep, String, Duration)] = [
      (.mail, "MAIL FROM:<\(sender)>", relay.timeouts.command),
      (.rcpt, "RCPT TO:<\(envelope.recipient)>", relay.timeouts.command),
      (.data, "DATA", relay.timeouts.data),
    ]
    for (step, command, timeout) in steps {
      let reply = try await answer(to: command, step, timeout)
      let isExpected = step == .data ? reply.code == 354 : reply.isDone
      guard isExpected else { return .refused(try await refusal(of: step, reply)) }
    }
    state = .ready
    return .ready
  }

  public func deliver(_ message: [UInt8]) async -> DeliveryOutcome {
    guard case .ready = state else {
      return .lost(
        dotWritten: false, TransportError(place: relay.place, reason: .sessionEnded))
    }
    state = .delivering
    let octets = SMTPBody(message).octets
    if case .failed(let offered, let reason) = await connection.send(
      octets, timeout: relay.timeouts.block)
    {
      let dotStart = octets.count - SMTPBody.terminatorLength
      return .lost(dotWritten: offered > dotStart, await lost(at: .dot, reason))
    }
    do throws(TransportError) {
      let reply = try await nextReply(to: .dot, relay.timeouts.dot)
      let refusal = SMTPRefusal(of: .dot, reply: reply)
      state = !reply.isDone && refusal.scope == .session ? .finished : .idle
      if reply.isDone { return .accepted(reply) }
      return .refused(refusal)
    } catch {
      return .lost(dotWritten: true, error)
    }
  }

  public func withdraw() async {
    state = .closed
    await connection.drop()
  }

  public func close() async {
    switch state {
    case .closed: return
    case .ready, .delivering: break  // QUIT would be read as a line of the message.
    case .idle, .finished:
      state = .closed
      // Whatever the server says to QUIT, the connection is closed and nothing depends on it.
      _ = try? await answer(to: "QUIT", .rset, relay.timeouts.quit)
    }
    await withdraw()
  }
}

extension SMTPSession {
  /// Makes the session ready for the next offer, or marks it as finished.
  private func refusal(
    of step: SMTPStep, _ reply: SMTPReply
  ) async throws(TransportError) -> SMTPRefusal {
    let refusal = SMTPRefusal(of: step, reply: reply)
    if refusal.scope == .session {
      state = .finished
      return refusal
    }
    // The refusal stands whether or not the server lives to answer this.
    if let reset = try? await answer(to: "RSET", .rset, relay.timeouts.command), !reset.isDone {
      state = .finished
    }
    return refusal
  }

  private func answer(
    to command: String, _ step: SMTPStep, _ timeout: Duration
  ) async throws(TransportError) -> SMTPReply {
    // An address holds no line end (EmailAddress), so a command is one line.
    let line = Array(command.utf8) + [0x0D, 0x0A]
    if case .failed(_, let reason) = await connection.send(line, timeout: timeout) {
      throw await lost(at: step, reason)
    }
    return try await nextReply(to: step, timeout)
  }

  private func nextReply(
    to step: SMTPStep, _ timeout: Duration
  ) async throws(TransportError) -> SMTPReply {
    let deadline = ContinuousClock.now + timeout
    while true {
      if let reply = try await parsedReply() { return reply }
      switch await connection.receive(timeout: ContinuousClock.now.duration(to: deadline)) {
      case .bytes(let bytes): replies.append(bytes)
      case .closed(let reason): throw await lost(at: step, reason)
      case .silence: throw await ended(.silence(step))
      }
    }
  }

  private func parsedReply() async throws(TransportError) -> SMTPReply? {
    do throws(SMTPReplyError) {
      return try replies.next()
    } catch {
      switch error {
      case .lineTooLong: throw await ended(.notSMTP("a line without an end"))
      case .tooManyLines: throw await ended(.notSMTP("a reply without an end"))
      case .malformed(let line): throw await ended(.notSMTP(line))
      }
    }
  }

  /// The connection is gone; what the server said before it went may say why.
  private func lost(at step: SMTPStep, _ detail: String) async -> TransportError {
    if case .bytes(let bytes) = await connection.receive(timeout: .zero) { replies.append(bytes) }
    // Garbage at the end of a lost connection adds nothing.
    let last = try? replies.next()
    return await ended(.connectionLost(step, detail: detail, lastReply: last))
  }

  private func ended(_ reason: TransportError.Reason) async -> TransportError {
    await withdraw()
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
