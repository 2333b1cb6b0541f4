import Newsletter

/// What a path of the site stands for.
enum SiteRoute: Sendable, Equatable {
  case home
  case health
  case robots
  case icon
  case style
  case affiliateStyle(AffiliateID)
  case signUp(AffiliateID?)
  case find
  case leave(token: String)
  case subscription(token: String)
  case letter(token: String)
  case edition(token: String)

  /// Nil for a path that leads nowhere. None of ours needs an escape, a dot segment or an empty
  /// part, so a path with one is none of ours.
  init?(path: String) {
    guard path.utf8.count <= Self.longest, path.hasPrefix("/") else { return nil }
    let path = Self.withPlainMarks(path)
    let parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    guard let route = Self.fixed(path) ?? Self.named(parts.map(String.init)) else { return nil }
    self = route
  }

  static let longest = 200

  /// A program on the way may have escaped the marks of a token, which means the same (RFC 3986,
  /// 6.2.2.2).
  private static func withPlainMarks(_ path: String) -> String {
    guard path.contains("%") else { return path }
    return [("%2E", "."), ("%2D", "-"), ("%5F", "_")].reduce(path) { path, mark in
      path.replacing(mark.0, with: mark.1).replacing(mark.0.lowercased(), with: mark.1)
    }
  }

  private static func fixed(_ path: String) -> SiteRoute? {
    switch path {
    case "/": .home
    case "/healthz": .health
    case "/robots.txt": .robots
    case "/favicon.ico": .icon
    case "/style.css": .style
    case "/subscribe": .signUp(nil)
    case "/find": .find
    default: nil
    }
  }

  private static func named(_ parts: [String]) -> SiteRoute? {
    guard parts.count == 2, !parts[1].isEmpty else { return nil }
    switch parts[0] {
    case "u": return .leave(token: parts[1])
    case "s": return .subscription(token: parts[1])
    case "l": return .letter(token: parts[1])
    case "e": return .edition(token: parts[1])
    case "subscribe": return AffiliateID(parts[1]).map(SiteRoute.signUp)
    case "style":
      guard parts[1].hasSuffix(".css") else { return nil }
      return AffiliateID(String(parts[1].dropLast(4))).map(SiteRoute.affiliateStyle)
    default: return nil
    }
  }

  /// Whether it has a form that may be posted.
  var takesForms: Bool {
    switch self {
    case .signUp, .find, .leave, .subscription, .letter: true
    case .home, .health, .robots, .icon, .style, .affiliateStyle, .edition: false
    }
  }

  /// Whether its address was given to somebody: no search engine may keep it.
  var isPrivate: Bool {
    switch self {
    case .leave, .subscription, .letter, .edition: true
    default: false
    }
  }

  /// RFC 9110, 10.2.1.
  var methods: [String] {
    takesForms ? ["GET", "HEAD", "OPTIONS", "POST"] : ["GET", "HEAD", "OPTIONS"]
  }
}
