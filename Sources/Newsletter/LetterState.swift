public import Foundation

/// Where a letter stands.
public enum LetterState: String, Sendable, Codable, CaseIterable {
  case planned
  /// The server answered 354; the body may or may not have followed.
  case handedOver
  case accepted
  case rejected
  /// The server asked to try later.
  case deferred
  /// It was handed over and no answer is known: it is not sent again.
  case uncertain
  /// It could not be sent while anybody waited for it.
  case expired

  /// The states that this one may turn into.
  public var successors: Set<LetterState> {
    switch self {
    case .planned, .deferred: [.handedOver, .rejected, .deferred, .expired]
    case .handedOver: [.accepted, .rejected, .deferred, .uncertain]
    case .accepted, .rejected, .uncertain, .expired: []
    }
  }
}

/// What became of one try to send a letter.
public enum LetterOutcome: Sendable, Equatable {
  case accepted(reply: String)
  case rejected(reply: String)
  case deferred(reply: String, until: Date)
  /// The connection was lost, or nothing was heard, after the dot.
  case uncertain(why: String)

  public var state: LetterState {
    switch self {
    case .accepted: .accepted
    case .rejected: .rejected
    case .deferred: .deferred
    case .uncertain: .uncertain
    }
  }

  /// The server's reply or the reason, for the log.
  public var detail: String {
    switch self {
    case .accepted(let reply), .rejected(let reply), .deferred(let reply, _): reply
    case .uncertain(let why): why
    }
  }
}
