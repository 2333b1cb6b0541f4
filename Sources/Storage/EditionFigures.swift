public import Foundation

/// How the sending of one edition went, counted from its attempts.
public struct EditionFigures: Sendable, Equatable {
  /// The first and the last time that a message was handed over, or something was answered.
  public let first: Date
  public let last: Date
  /// How often the server took a message.
  public let accepted: Int
  /// How often it asked to try later.
  public let deferred: Int
  public let rejected: Int
  /// How often no answer came, or none was heard.
  public let uncertain: Int
  /// How many seconds of that time were spent sending: pauses of more than a minute, such as the
  /// wait for a next try, do not count.
  public let seconds: Int

  public init(
    first: Date, last: Date, accepted: Int, deferred: Int, rejected: Int, uncertain: Int,
    seconds: Int
  ) {
    self.first = first
    self.last = last
    self.accepted = accepted
    self.deferred = deferred
    self.rejected = rejected
    self.uncertain = uncertain
    self.seconds = seconds
  }

  /// How many were answered in one way or another.
  public var answered: Int { accepted + deferred + rejected + uncertain }

  /// Messages answered a second while it was sending.
  public var perSecond: Double { seconds > 0 ? Double(answered) / Double(seconds) : 0 }
}
