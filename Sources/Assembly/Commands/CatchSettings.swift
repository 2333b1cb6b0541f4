/// How the mail catcher of the command line behaves, as it was written there.
public struct CatchSettings: Sendable {
  /// 0 for any port that is free.
  public var port = 2525
  /// Where the messages go; nil to keep none of them.
  public var folder: String? = "caught"
  /// Where a browser finds what was caught, 0 for any port that is free; nil for the usual one,
  /// which may be taken.
  public var webPort: Int?
  /// Each as `rcpt 450 4.2.0 Later x3`.
  public var faults: [String] = []
  /// Whether local parts such as `rcpt-550` are faults.
  public var obeysLocalParts = false
  public var offersPipelining = true
  /// As `50ms`.
  public var replyDelay: String?
  /// PEM files.
  public var certificate: String?
  public var key: String?
  public var requiresTLS = false
  public var isTLSFromTheStart = false
  /// As `ana:secret`.
  public var login: String?
  public var messagesPerConnection: Int?
  public var mostConnections: Int?

  public init() {}
}
