public import Foundation
public import Mail
public import Newsletter

/// A federation as its `config.json` describes it: checked, with all that is inherited filled in.
///
/// It holds no secret, only where secrets are.
public struct Configuration: Sendable, Equatable {
  public var organization: OrganizationConfiguration
  public var smtp: SMTPConfiguration
  /// The database.
  public var storage: URL
  /// The file of signing keys that `init` makes.
  public var keysFile: URL
  public var dkim: [DKIMConfiguration]
  public var site: SiteConfiguration?
  public var studio: StudioConfiguration
  public var lint: LintConfiguration
  /// In the file's order, which decides who carries a story that several have.
  public var affiliates: [AffiliateConfiguration]
  /// The configuration file itself; relative paths are relative to its folder.
  public var file: URL

  /// The folder of the configuration file.
  public var folder: URL { file.deletingLastPathComponent() }

  /// The affiliate of an id, if there is one.
  public func affiliate(_ id: AffiliateID) -> AffiliateConfiguration? {
    affiliates.first { $0.id == id }
  }
}

/// The organization that all affiliates belong to.
public struct OrganizationConfiguration: Sendable, Equatable {
  public var name: String
  /// Where paper mail reaches it; stands in every message.
  public var postalAddress: String
  public var timeZone: TimeZone
  public var website: URL?
  /// BCP 47.
  public var language: String
  /// Where "leave" mail goes; nil: to each affiliate's sender.
  public var unsubscribeAddress: EmailAddress?
}

/// A DKIM key (RFC 6376) that messages are signed with.
public struct DKIMConfiguration: Sendable, Equatable {
  public var domain: String
  public var selector: String
  /// The private key in PEM.
  public var keyFile: URL
  /// Header fields that are left unsigned, because the relay rewrites them.
  public var omit: [String]
}

/// The public site: unsubscribing, preferences, sign-up, archive.
public struct SiteConfiguration: Sendable, Equatable {
  public var url: URL
  public var listen: ListenAddress
  /// How many proxies stand before it.
  public var trustedHops = 0
}

/// The studio, which answers on loopback alone.
public struct StudioConfiguration: Sendable, Equatable {
  public var listen: ListenAddress
  /// Whether the configuration speaks of it; beside a site it is opened only then.
  public var isSet = false
}

/// A host and a port to listen on: `127.0.0.1:8080`.
public struct ListenAddress: Sendable, Equatable, CustomStringConvertible {
  public var host: String
  public var port: Int

  init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// Nil unless the text is a host and a port from 1 to 65535.
  public init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (1...65535).contains(port), colon > text.startIndex
    else { return nil }
    host = text[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
    self.port = port
    if host.isEmpty || host.contains(where: \.isWhitespace) { return nil }
  }

  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
