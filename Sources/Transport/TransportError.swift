public import Diagnostics
public import Mail

/// Why mail cannot be handed over at a place: a server or a folder.
public struct TransportError: HintedError, Equatable {
  /// `host:port`, or the folder.
  public let place: String
  public let reason: Reason

  public init(place: String, reason: Reason) {
    self.place = place
    self.reason = reason
  }

  public enum Reason: Equatable, Sendable {
    case hostNotFound
    /// - Parameter isLoopback: the place is this machine.
    case cannotConnect(isLoopback: Bool, detail: String)
    case tlsNotOffered
    case tlsFailed(String)
    case certificateNotTrusted(String)
    case caFileUnreadable(String)
    case loginNotOffered
    /// The reply, where there was one.
    case loginRefused(SMTPReply?)
    /// The session was refused before anything could be offered.
    case refused(SMTPRefusal)
    /// No answer within the time for it.
    case silence(SMTPStep)
    /// - Parameter lastReply: what the server said before, if it said something.
    case connectionLost(SMTPStep, detail: String, lastReply: SMTPReply?)
    case notSMTP(String)
    case sessionEnded
    /// Nobody waits for the answer any more: the process was asked to stop.
    case stopped(SMTPStep)
    case folderNotWritable(String)
    case other(String)
  }

  /// Whether the same try would fail again until somebody changes something.
  public var isPermanent: Bool {
    switch reason {
    case .tlsNotOffered, .certificateNotTrusted, .caFileUnreadable, .loginNotOffered, .notSMTP,
      .folderNotWritable:
      true
    case .loginRefused(let reply): reply?.isPermanent ?? true
    case .refused(let refusal): refusal.isPermanent
    case .hostNotFound, .cannotConnect, .tlsFailed, .silence, .connectionLost, .sessionEnded,
      .stopped, .other:
      false
    }
  }

  /// The server's last word, where it said one.
  public var reply: SMTPReply? {
    switch reason {
    case .loginRefused(let reply): reply
    case .refused(let refusal): refusal.reply
    case .connectionLost(_, _, let reply): reply
    default: nil
    }
  }

  public var exitCode: ExitCode { .tryAgain }
  public var message: String { "\(place): \(words)" }

  private var words: String {
    switch reason {
    case .hostNotFound: "there is no machine of that name"
    case .cannotConnect(_, let detail): "cannot connect: \(detail)"
    case .tlsNotOffered: "the server offers no STARTTLS, and mail must not go in the clear"
    case .tlsFailed(let detail): "TLS failed: \(detail)"
    case .certificateNotTrusted(let detail): "the server's certificate is not trusted: \(detail)"
    case .caFileUnreadable(let detail): "the caFile cannot be used: \(detail)"
    case .loginNotOffered: "the server offers no login that can be used here"
    case .loginRefused(let reply):
      "the server refused the user name or password" + (reply.map { ": \($0.text)" } ?? "")
    case .refused(let refusal): "the server refused \(refusal.step.words): \(refusal.reply.text)"
    case .silence(let step): "the server did not answer \(step.words) in time"
    case .connectionLost(let step, let detail, let reply):
      "the connection was lost at \(step.words): \(detail)"
        + (reply.map { "; the server's last reply was \($0.text)" } ?? "")
    case .notSMTP(let line): "that is no SMTP server: it said '\(line)'"
    case .sessionEnded: "the session has ended"
    case .stopped(let step): "stopped as asked, without the answer to \(step.words)"
    case .folderNotWritable(let detail): "cannot write there: \(detail)"
    case .other(let detail): detail
    }
  }

  public var hint: String? {
    switch reason {
    case .hostNotFound: "check the host in smtp.url"
    case .cannotConnect(isLoopback: true, _): "start 'broadsheet catch', or check smtp.url"
    case .cannotConnect(isLoopback: false, _):
      "check host and port in smtp.url; many networks let no mail out but on port 587"
    case .tlsNotOffered:
      "use smtps:// with its port (465), or set smtp.security to none if this path is safe"
    case .tlsFailed: "check that smtp.security fits the port: starttls for 587, tls for 465"
    case .certificateNotTrusted: "for a certificate authority of your own, set smtp.caFile"
    case .caFileUnreadable: "smtp.caFile must be a readable file of certificates in PEM"
    case .loginNotOffered: "take smtp.username out, or use a server or port that offers login"
    case .loginRefused: "check smtp.username and where the password comes from"
    case .refused(let refusal):
      refusal.isPermanent
        ? "the server must be willing to send for this sender: ask who runs it" : "try again later"
    case .silence(.greeting):
      "check that smtp.security fits the port: starttls for 587, tls for 465"
    case .silence, .connectionLost, .sessionEnded, .stopped:
      "try again later; nothing was lost"
    case .notSMTP: "check host and port in smtp.url"
    case .folderNotWritable: "name a folder that can be written to"
    case .other: nil
    }
  }
}

extension SMTPStep {
  /// The step as a sentence names it.
  var words: String {
    switch self {
    case .greeting: "the connection"
    case .ehlo: "EHLO"
    case .startTLS: "STARTTLS"
    case .auth: "the login"
    case .mail: "the sender (MAIL FROM)"
    case .rcpt: "the recipient (RCPT TO)"
    case .data: "DATA"
    case .dot: "the message"
    case .rset: "RSET"
    }
  }
}
