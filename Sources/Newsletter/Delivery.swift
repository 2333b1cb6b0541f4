public import Foundation

/// What happened to a delivery, with the facts that belong to it.
public enum DeliveryEvent: Sendable, Equatable {
  /// The server answered 354.
  case handedOver
  case accepted(reply: String)
  case rejected(reply: String)
  case deferred(reply: String, until: Date)
  /// The connection was lost, or nothing was heard, after the dot.
  case uncertain(why: String)
  /// The body was cut before the dot, so nothing can have arrived.
  case returned(why: String)
  /// The person left, or was suppressed, before their turn.
  case leftOut(SkipReason)
  /// Deferred for too long.
  case expired
  /// Somebody asked to try again.
  case retried

  /// Somebody found out what became of an uncertain delivery and says so.
  ///
  /// As sent it counts as accepted; as unsent it ends and gives its stories back.
  public static func settled(asSent: Bool) -> DeliveryEvent {
    asSent ? .accepted(reply: settledReply) : .leftOut(.unsent)
  }

  /// What the log shows in place of a reply where nobody knows the server's.
  public static let settledReply = "settled by hand as sent"

  /// The state that the delivery is in afterwards.
  public var state: DeliveryState {
    switch self {
    case .handedOver: .handedOver
    case .accepted: .accepted
    case .rejected: .rejected
    case .deferred: .deferred
    case .uncertain: .uncertain
    case .returned, .retried: .planned
    case .leftOut(let reason): reason.state
    case .expired: .expired
    }
  }

  /// The server's reply or the reason, for the log.
  public var detail: String? {
    switch self {
    case .handedOver, .expired, .retried: nil
    case .accepted(let reply), .rejected(let reply), .deferred(let reply, _): reply
    case .uncertain(let why), .returned(let why): why
    case .leftOut(let reason): reason.rawValue
    }
  }
}

/// One delivery whose turn has come: all that its message needs beside the edition.
public struct WaitingDelivery: Sendable, Equatable {
  public let id: Int64
  /// Planned or deferred.
  public let state: DeliveryState
  /// The person's number in the store.
  public let subscriber: Int64
  public let recipient: Recipient
  /// The stories that are this person's through this delivery, in the order they are shown.
  public let stories: [StoryID]
  /// Stands for `stories` within the edition: those who share it get the same parts.
  public let variant: Int64
  /// How often the server has asked to try later.
  public let tries: Int
  /// When it was first tried, if ever.
  public let firstTriedAt: Date?

  public init(
    id: Int64, state: DeliveryState = .planned, subscriber: Int64, recipient: Recipient,
    stories: [StoryID], variant: Int64, tries: Int, firstTriedAt: Date?
  ) {
    self.id = id
    self.state = state
    self.subscriber = subscriber
    self.recipient = recipient
    self.stories = stories
    self.variant = variant
    self.tries = tries
    self.firstTriedAt = firstTriedAt
  }
}

/// An edition as the store keeps it, with the owed stories that some of its audience get.
public struct StoredEdition: Sendable, Equatable {
  public let edition: Edition
  public let owedStories: [Story]

  public init(edition: Edition, owedStories: [Story]) {
    self.edition = edition
    self.owedStories = owedStories
  }

  /// The stories of a variant, in its order.
  public func stories(_ ids: [StoryID]) -> [Story] {
    let known = Dictionary(
      (edition.stories + owedStories).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return ids.compactMap { known[$0] }
  }
}
