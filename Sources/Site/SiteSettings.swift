public import Foundation

/// How the public site is reached.
public struct SiteSettings: Sendable, Equatable {
  /// Its address as readers see it, without a path: `https://news.example.org`.
  public var url: URL
  /// Where it listens: a host and a port.
  public var host: String
  public var port: Int

  public init(url: URL, host: String, port: Int) {
    self.url = url
    self.host = host
    self.port = port
  }
}
