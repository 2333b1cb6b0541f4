public import Hummingbird

/// Where a request goes: a request target in origin form (RFC 9112, 3.2.1); any other leads
/// nowhere.
public struct RequestTarget: Sendable, Equatable {
  /// As it was sent, with its escapes.
  public let path: String
  /// The raw query, without `?`.
  public let query: String?

  public init(_ request: Request) { self.init(request.head.path ?? "") }

  public init(_ text: String) {
    guard let mark = text.firstIndex(of: "?") else {
      path = text
      query = nil
      return
    }
    path = String(text[..<mark])
    query = String(text[text.index(after: mark)...])
  }

  /// The fields of the query; none where it is none, or longer than a form may be.
  public var fields: FormFields {
    guard let query, query.utf8.count <= FormFields.longest else { return FormFields() }
    return FormFields(urlEncoded: Array(query.utf8)) ?? FormFields()
  }
}
