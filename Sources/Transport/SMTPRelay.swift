public import Diagnostics

/// The server that takes our mail, and how it is spoken to.
public struct SMTPRelay: Sendable, Equatable {
  public enum Security: String, Sendable, Codable, CaseIterable {
    case none, starttls, tls
  }

  public var host: String
  public var port: Int
  public var security: Security
  public var username: String?
  public var password: Secret?
  /// Certificates in PEM that are trusted in place of the system's.
  public var caFile: String?
  /// What we call ourselves in EHLO; the machine's name when nil.
  public var helloName: String?
  public var timeouts: Timeouts

  public init(
    host: String, port: Int, security: Security, username: String? = nil,
    password: Secret? = nil, caFile: String? = nil, helloName: String? = nil,
    timeouts: Timeouts = .standard
  ) {
    self.host = host
    self.port = port
    self.security = security
    self.username = username
    self.password = password
    self.caFile = caFile
    self.helloName = helloName
    self.timeouts = timeouts
  }

  /// How long to wait for each answer.
  public struct Timeouts: Sendable, Equatable {
    /// For DNS, connection, greeting, TLS and login together.
    public var opening: Duration
    /// For MAIL, RCPT and RSET.
    public var command: Duration
    /// For the 354 after DATA.
    public var data: Duration
    /// For the server to take each piece of the message.
    public var block: Duration
    /// For the reply to the final dot. A shorter one makes duplicates (RFC 1047).
    public var dot: Duration
    /// For the reply to QUIT, on which nothing depends.
    public var quit: Duration

    public init(
      opening: Duration, command: Duration, data: Duration, block: Duration, dot: Duration,
      quit: Duration
    ) {
      self.opening = opening
      self.command = command
      self.data = data
      self.block = block
      self.dot = dot
      self.quit = quit
    }

    /// What RFC 5321 section 4.5.3.2 asks for.
    public static let standard = Timeouts(
      opening: .seconds(300), command: .seconds(300), data: .seconds(120), block: .seconds(180),
      dot: .seconds(600), quit: .seconds(5))
  }

  /// `host:port`, for messages.
  public var place: String { "\(host):\(port)" }

  /// Whether the server is this machine, so that nothing crosses a network.
  public var isLoopback: Bool {
    let bare = host.lowercased().trimmingPrefix("[").prefix { $0 != "]" }
    return bare == "localhost" || bare == "::1"
      || bare.hasPrefix("127.")
        && bare.split(separator: ".").count == 4 && bare.allSatisfy { $0 == "." || $0.isNumber }
  }
}
