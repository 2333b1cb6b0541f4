public import Foundation
public import Mailroom

/// The relay that mail is handed to.
public struct SMTPConfiguration: Sendable, Equatable {
  public enum Security: String, Sendable, CaseIterable {
    /// Plain until STARTTLS, which must succeed.
    case starttls
    /// TLS from the first octet.
    case tls
    /// No encryption.
    case none
  }

  public var host: String
  public var port: Int
  public var security: Security
  public var username: String?
  public var password: SecretSource?
  /// Certificates in PEM to trust in place of the system's own.
  public var caFile: URL?
  /// What EHLO says; nil: the machine's name.
  public var helloName: String?
  /// How many connections at once.
  public var sessions: Int
  public var messagesPerSession: Int?
  /// The limit of all mail together.
  public var limit: RateLimit
  /// The limits of single recipient domains, by name in lower case and A-labels.
  public var domains: [String: RateLimit]
  /// How long one run goes on trying deliveries that are deferred.
  public var stayFor: Duration
  /// After how long a deferred delivery expires.
  public var giveUpAfter: Duration

  /// `smtp://` or `smtps://` with host and port.
  public var url: String {
    let shown = host.contains(":") ? "[\(host)]" : host
    return "\(security == .tls ? "smtps" : "smtp")://\(shown):\(port)"
  }

  /// Whether a host is this machine, so that what is said to it crosses no network.
  public static func isLoopback(_ host: String) -> Bool {
    let octets = host.split(separator: ".", omittingEmptySubsequences: false)
    let isV4 = octets.count == 4 && octets.allSatisfy { UInt8($0) != nil } && octets[0] == "127"
    return isV4 || host == "::1" || host.lowercased() == "localhost"
  }
}
