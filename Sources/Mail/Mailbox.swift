/// An address with the name that readers see beside it (RFC 5322 section 3.4).
public struct Mailbox: Hashable, Sendable, Codable {
  /// The display name as text, not encoded; nil when there is none.
  public var name: String?
  public var address: EmailAddress

  public init(name: String?, address: EmailAddress) {
    self.name = name
    self.address = address
  }
}
