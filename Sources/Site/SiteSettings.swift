public import Composer
public import Foundation
public import Newsletter

/// How the public site is reached.
public struct SiteSettings: Sendable, Equatable {
  /// Its address as readers see it, without a path: `https://news.example.org`.
  public var url: URL
  /// Where it listens: a host and a port.
  public var host: String
  public var port: Int
  /// How many proxies stand before it, each of which adds to `X-Forwarded-For`.
  public var trustedHops: Int

  public init(url: URL, host: String, port: Int, trustedHops: Int = 0) {
    self.url = url
    self.host = host
    self.port = port
    self.trustedHops = trustedHops
  }

  /// Whether readers reach it over TLS.
  var isSecure: Bool { url.scheme?.lowercased() == "https" }

  /// As browsers name it in `Origin` (RFC 6454).
  var origin: String {
    let scheme = url.scheme?.lowercased() ?? "http"
    let host = url.host()?.lowercased() ?? ""
    let standard = scheme == "https" ? 443 : 80
    guard let port = url.port, port != standard else { return "\(scheme)://\(host)" }
    return "\(scheme)://\(host):\(port)"
  }
}

/// The organization as the pages show it.
public struct SiteOrganization: Sendable, Equatable {
  public var name: String
  /// Where paper mail reaches it; a line each.
  public var postalAddress: String
  public var website: URL?
  /// BCP 47.
  public var language: String

  public init(name: String, postalAddress: String, website: URL?, language: String) {
    self.name = name
    self.postalAddress = postalAddress
    self.website = website
    self.language = language
  }
}

/// An affiliate as the pages show it.
public struct SiteAffiliate: Sendable, Equatable {
  public var id: AffiliateID
  public var name: String
  public var theme: PageTheme

  public init(id: AffiliateID, name: String, theme: PageTheme) {
    self.id = id
    self.name = name
    self.theme = theme
  }
}
