import Foundation
import Web

/// A request as far as the site cares: read, measured, and with its form taken apart.
struct SiteRequest: Sendable {
  var method: String
  var path: String
  /// The raw query, without `?`.
  var query: String?
  var client: ClientAddress
  var acceptLanguage: String?
  /// Empty unless it was posted.
  var form = FormFields()

  /// The language that the address asks for: `?lang=es`.
  var chosenLanguage: SiteLanguage? {
    guard let query, query.utf8.count <= 200 else { return nil }
    for pair in query.split(separator: "&") where pair.hasPrefix("lang=") {
      return SiteLanguage(tag: String(pair.dropFirst(5)))
    }
    return nil
  }

  /// Whether a mail program asks to leave in one click (RFC 8058, 3.2). Some end the body with a line
  /// break.
  var isOneClick: Bool {
    form["List-Unsubscribe"]?.trimmingCharacters(in: .whitespacesAndNewlines) == "One-Click"
  }
}
