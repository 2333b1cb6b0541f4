import HTTPTypes
import Web

/// What every answer says, so that a browser does no more than show it.
struct SecurityHeaders: Sendable {
  let isSecure: Bool

  static let contentPolicy =
    "default-src 'none'; style-src 'self'; img-src 'self' https:; form-action 'self'; "
    + "base-uri 'none'; frame-ancestors 'none'"

  /// The fields of an answer.
  ///
  /// - Parameter isPrivate: its address is somebody's key.
  func fields(for answer: WebAnswer, isPrivate: Bool) -> HTTPFields {
    var fields = HTTPFields()
    fields[.contentType] = answer.kind.rawValue
    fields[.contentLength] = String(answer.body.count)
    fields[.contentSecurityPolicy] = Self.contentPolicy
    fields[.xContentTypeOptions] = "nosniff"
    fields[.cacheControl] = answer.keepFor.map { "public, max-age=\($0)" } ?? "no-store"
    fields[Self.referrerPolicy] = "no-referrer"
    fields[Self.openerPolicy] = "same-origin"
    if isPrivate { fields[Self.robots] = "noindex, nofollow" }
    if isSecure { fields[.strictTransportSecurity] = "max-age=31536000" }
    for field in answer.fields {
      if let name = HTTPField.Name(field.name) { fields[name] = field.value }
    }
    return fields
  }

  private static let referrerPolicy = name("referrer-policy")
  private static let openerPolicy = name("cross-origin-opener-policy")
  private static let robots = name("x-robots-tag")

  private static func name(_ text: String) -> HTTPField.Name {
    // Written above, all of them tokens (RFC 9110, 5.1).
    HTTPField.Name(text) ?? .contentType
  }
}
