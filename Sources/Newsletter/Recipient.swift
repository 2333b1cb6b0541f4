public import Mail

/// Whom a message goes to, as their list says.
public struct Recipient: Sendable, Equatable, Codable {
  /// The spelling in the list: mail goes to it.
  public var address: EmailAddress
  public var name: String?
  /// BCP 47, when the list says.
  public var language: String?
  /// The list's other columns, by header name in lower case.
  public var fields: [String: String]

  public init(
    address: EmailAddress, name: String? = nil, language: String? = nil,
    fields: [String: String] = [:]
  ) {
    self.address = address
    self.name = name
    self.language = language
    self.fields = fields
  }
}
