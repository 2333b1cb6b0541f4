import Foundation

/// The spelling under which two addresses of one page are the same.
enum CanonicalURL {
  /// Query parameters that say where a reader came from, not what they read.
  private static let trackers: Set<String> = [
    "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "yclid", "_hsenc", "_hsmi",
  ]

  /// https for http, host in lower case, no default port, fragment, tracking parameters or trailing
  /// slash; nil for anything but http and https.
  static func text(of url: URL) -> String? {
    guard var parts = URLComponents(url: url, resolvingAgainstBaseURL: true),
      let scheme = parts.scheme?.lowercased(), scheme == "http" || scheme == "https",
      let host = parts.host, !host.isEmpty
    else { return nil }
    if parts.port == (scheme == "http" ? 80 : 443) { parts.port = nil }
    parts.scheme = "https"
    parts.host = host.lowercased()
    parts.user = nil
    parts.password = nil
    parts.fragment = nil
    parts.percentEncodedQueryItems = items(parts.percentEncodedQueryItems)
    while parts.percentEncodedPath.hasSuffix("/") { parts.percentEncodedPath.removeLast() }
    return parts.string
  }

  private static func items(_ items: [URLQueryItem]?) -> [URLQueryItem]? {
    let kept = (items ?? []).filter { item in
      let name = item.name.lowercased()
      return !name.hasPrefix("utm_") && !trackers.contains(name)
    }
    return kept.isEmpty ? nil : kept
  }
}
