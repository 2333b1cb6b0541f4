public import Foundation

/// How it came that a person is on a list: kept with the subscription, so that it can be shown.
public struct Consent: Sendable, Equatable, Codable {
  public enum How: String, Sendable, Codable, CaseIterable {
    /// A row in the affiliate's list file.
    case file
    /// A row in a file that was imported.
    case `import`
    /// The person confirmed it from a letter to their address.
    case web
    /// Somebody ran a command.
    case command
    /// The subscription was moved from another affiliate or address.
    case move
  }

  /// Where from: `Lists/jpu.csv`, `mailchimp.csv`, `web form`.
  public var origin: String
  public var at: Date
  public var how: How

  public init(origin: String, at: Date, how: How) {
    self.origin = origin
    self.at = at
    self.how = how
  }
}
