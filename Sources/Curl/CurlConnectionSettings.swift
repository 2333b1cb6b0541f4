import CCurl

/// How libcurl opens a connection to a mail server.
public struct CurlConnectionSettings: Sendable {
  public enum Security: Sendable, Equatable {
    case none
    /// STARTTLS, and no connection where the server does not offer it.
    case startTLS
    /// TLS from the first octet.
    case tls
  }

  public var host: String
  public var port: Int
  public var security: Security
  /// What follows EHLO; libcurl takes the machine's name when it is empty.
  public var helloName: String
  public var username: String?
  public var password: String
  /// Certificates in PEM that are trusted in place of the system's.
  public var caFile: String?
  /// For DNS, connecting, TLS and login together.
  public var timeout: Duration

  public init(
    host: String, port: Int, security: Security, helloName: String = "", username: String? = nil,
    password: String = "", caFile: String? = nil, timeout: Duration
  ) {
    self.host = host
    self.port = port
    self.security = security
    self.helloName = helloName
    self.username = username
    self.password = password
    self.caFile = caFile
    self.timeout = timeout
  }

  private var url: String {
    let scheme = security == .tls ? "smtps" : "smtp"
    let bracketed = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
    return "\(scheme)://\(bracketed):\(port)/\(Self.percentEncoded(helloName))"
  }

  /// The name travels in the path of the URL, where libcurl looks for it.
  private static func percentEncoded(_ name: String) -> String {
    name.utf8.map { byte in
      let isPlain =
        (48...57).contains(byte) || (65...90).contains(byte)
        || (97...122).contains(byte) || byte == 45 || byte == 46
      let digits = String(byte, radix: 16)
      return isPlain
        ? String(UnicodeScalar(byte)) : "%" + (digits.utf8.count == 1 ? "0" : "") + digits
    }.joined()
  }

  func apply(to handle: CurlHandle) throws(CurlError) {
    try handle.set(CURLOPT_URL, url)
    try handle.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    // A proxy set for web traffic in the environment has nothing to do with mail.
    try handle.set(CURLOPT_PROXY, "")
    try handle.set(CURLOPT_CONNECT_ONLY, 1)
    try handle.set(CURLOPT_FRESH_CONNECT, 1)
    try handle.set(CURLOPT_TCP_NODELAY, 1)
    try handle.set(CURLOPT_TCP_KEEPALIVE, 1)
    try handle.set(CURLOPT_TIMEOUT_MS, milliseconds)
    try handle.set(CURLOPT_CONNECTTIMEOUT_MS, min(milliseconds, 60_000))
    if security != .none { try applyTLS(to: handle) }
    if let username {
      try handle.set(CURLOPT_USERNAME, username)
      try handle.set(CURLOPT_PASSWORD, password)
    }
  }

  private func applyTLS(to handle: CurlHandle) throws(CurlError) {
    try handle.set(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
    try handle.set(CURLOPT_SSLVERSION, Int(broadsheet_tls_1_2))
    try handle.set(CURLOPT_SSL_VERIFYPEER, 1)
    try handle.set(CURLOPT_SSL_VERIFYHOST, 2)
    if let caFile { try handle.set(CURLOPT_CAINFO, caFile) }
  }

  private var milliseconds: Int {
    let (seconds, rest) = timeout.components
    return max(1, Int(clamping: seconds) * 1000 + Int(rest / 1_000_000_000_000_000))
  }
}
