/// Why there is no answer.
public enum HTTPError: Error, Equatable, Sendable {
  /// The body is larger than the request allows, in octets.
  case tooLarge(limit: Int)
  case transfer(CurlError)
}
