public import Foundation

/// What to ask a web server for, and how much of its time and bytes to take.
public struct HTTPRequest: Sendable {
  /// http or https.
  public var url: URL
  /// Further header fields, in order.
  public var fields: [(name: String, value: String)]
  public var userAgent: String
  /// The largest body that is taken, in octets, counted after decompression.
  public var sizeLimit: Int
  public var connectTimeout: Duration
  /// For the whole exchange, redirects included.
  public var timeout: Duration
  /// Whether only the header fields are asked for (HEAD).
  public var isHead = false
  /// Whether the request may end at this machine or its network, by a name or a redirect that leads
  /// there.
  public var mayEndNearby = true
  /// Certificates to trust instead of the system's.
  public var caFile: String?

  public init(
    url: URL, fields: [(name: String, value: String)] = [], userAgent: String,
    sizeLimit: Int = 10_000_000, connectTimeout: Duration = .seconds(10),
    timeout: Duration = .seconds(30), caFile: String? = nil
  ) {
    self.url = url
    self.fields = fields
    self.userAgent = userAgent
    self.sizeLimit = sizeLimit
    self.connectTimeout = connectTimeout
    self.timeout = timeout
    self.caFile = caFile
  }
}
