/// What to give back when asking again, exactly as the server sent it.
public struct SourceValidators: Sendable, Equatable, Codable {
  public var etag: String?
  public var lastModified: String?

  public init(etag: String? = nil, lastModified: String? = nil) {
    self.etag = etag
    self.lastModified = lastModified
  }
}
