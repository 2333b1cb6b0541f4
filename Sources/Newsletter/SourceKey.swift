public import Foundation

/// Names one source of one affiliate.
public struct SourceKey: Sendable, Hashable, Codable {
  public let affiliate: AffiliateID
  /// The address or path as the configuration has it, `{id}` filled in.
  public let address: String
  /// How it is read (feed, preset, selectors), as one stable text: a change makes it read anew.
  public let rules: String
  /// The host that its identifiers belong to; nil for a local file.
  public let host: String?

  public init(affiliate: AffiliateID, address: String, rules: String, host: String?) {
    self.affiliate = affiliate
    self.address = address
    self.rules = rules
    self.host = host
  }
}

/// What was heard from one source in one fetch.
public struct SourceReport: Sendable, Equatable {
  public enum Outcome: Sendable, Equatable {
    case read(SourceDocument, etag: String?, lastModified: String?)
    case notModified
    /// Why it could not be read, in one sentence.
    case failed(String)
  }

  public let source: SourceKey
  public let outcome: Outcome

  public init(source: SourceKey, outcome: Outcome) {
    self.source = source
    self.outcome = outcome
  }
}

/// What the store knows of one source.
public struct SourceState: Sendable, Equatable {
  public let address: String
  public let rules: String
  public let attemptedAt: Date
  /// The last time it could be read.
  public let readAt: Date?
  /// Why it could not be read the last time, when it could not.
  public let failure: String?
  public let etag: String?
  public let lastModified: String?
  /// How many listings its last reading had.
  public let listings: Int

  public init(
    address: String, rules: String, attemptedAt: Date, readAt: Date?, failure: String?,
    etag: String?, lastModified: String?, listings: Int
  ) {
    self.address = address
    self.rules = rules
    self.attemptedAt = attemptedAt
    self.readAt = readAt
    self.failure = failure
    self.etag = etag
    self.lastModified = lastModified
    self.listings = listings
  }
}
