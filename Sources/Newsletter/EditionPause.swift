public import Foundation

/// Why an edition is sent no further until somebody has looked at it.
public struct EditionPause: Sendable, Equatable {
  public let affiliate: AffiliateID
  public let at: Date
  /// Such as "40 of the last 200 were rejected".
  public let reason: String

  public init(affiliate: AffiliateID, at: Date, reason: String) {
    self.affiliate = affiliate
    self.at = at
    self.reason = reason
  }
}
