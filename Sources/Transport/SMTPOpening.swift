import Curl
import Mail

/// What a server said while a session was opened, and what a failure to open it means.
struct SMTPOpening {
  private let replies: [SMTPReply]
  private let isConnected: Bool

  /// - Parameter isConnected: whether the server's port answered at all.
  init(transcript: [UInt8], isConnected: Bool = true) {
    self.isConnected = isConnected
    var parser = SMTPReplyParser()
    parser.append(transcript)
    var replies: [SMTPReply] = []
    // A transcript that stops making sense is used up to there: libcurl has judged it already.
    while let reply = try? parser.next() { replies.append(reply) }
    self.replies = replies
  }

  /// The last EHLO counts: after STARTTLS it is another.
  var extensions: SMTPExtensions {
    SMTPExtensions(hello: replies.last { $0.code == 250 })
  }

  func error(_ cause: CurlError, relay: SMTPRelay) -> TransportError {
    TransportError(place: relay.place, reason: reason(cause, relay: relay))
  }

  private func reason(_ cause: CurlError, relay: SMTPRelay) -> TransportError.Reason {
    switch cause.kind {
    case .hostNotFound: .hostNotFound
    case .cannotConnect: .cannotConnect(isLoopback: relay.isLoopback, detail: cause.text)
    case .timedOut:
      isConnected
        ? .silence(step) : .cannotConnect(isLoopback: relay.isLoopback, detail: cause.text)
    case .tlsNotOffered: refusal.map { .refused($0) } ?? .tlsNotOffered
    case .tlsFailed: .tlsFailed(cause.text)
    case .certificateNotTrusted: .certificateNotTrusted(cause.text)
    case .caFileUnreadable: .caFileUnreadable(cause.text)
    case .loginDenied: loginReason
    case .unexpectedReply: refusal.map { .refused($0) } ?? .notSMTP(cause.text)
    case .connectionLost:
      .connectionLost(step, detail: cause.text, lastReply: replies.last { $0.code >= 400 })
    case .cancelled: .stopped(step)
    case .other: refusal.map { .refused($0) } ?? .other(cause.text)
    }
  }

  private var loginReason: TransportError.Reason {
    guard let last = replies.last, last.code >= 400 else { return .loginRefused(nil) }
    return last.code == 421 ? .refused(SMTPRefusal(of: .auth, reply: last)) : .loginRefused(last)
  }

  private var refusal: SMTPRefusal? {
    replies.last.flatMap { $0.code >= 400 ? SMTPRefusal(of: step, reply: $0) : nil }
  }

  /// How far it came, as the replies before the last tell.
  private var step: SMTPStep {
    let before = replies.last.map { $0.code >= 400 } == true ? replies.dropLast() : replies[...]
    guard let last = before.last else { return .greeting }
    switch last.code {
    case 220: return before.count == 1 ? .ehlo : .startTLS
    case 334: return .auth
    default: return before.contains { $0.code == 250 } ? .auth : .ehlo
    }
  }
}
