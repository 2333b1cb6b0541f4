public import Foundation
public import Mail

/// One message to one person outside any edition.
public struct Letter: Sendable, Equatable, Identifiable {
  public let id: Int64
  /// The spelling that mail goes to.
  public let recipient: EmailAddress
  /// Whose colours and sender it has; nil: the organization's first.
  public let affiliate: AffiliateID?
  /// BCP 47.
  public let language: String
  public let request: LetterRequest
  public let createdAt: Date
  public let state: LetterState
  /// How often the server has asked to try later.
  public let tries: Int

  public init(
    id: Int64, recipient: EmailAddress, affiliate: AffiliateID?, language: String,
    request: LetterRequest, createdAt: Date, state: LetterState = .planned, tries: Int = 0
  ) {
    self.id = id
    self.recipient = recipient
    self.affiliate = affiliate
    self.language = language
    self.request = request
    self.createdAt = createdAt
    self.state = state
    self.tries = tries
  }

  public var kind: LetterKind { request.kind }

  /// How long its link works.
  public static let lifetime: TimeInterval = 7 * 86400
  /// How long it is tried to send it: later nobody waits for it any more.
  public static let patience: TimeInterval = 86400
  /// How long it is kept.
  public static let keptFor: TimeInterval = 30 * 86400

  /// Whether its link works no longer.
  public func isExpired(at now: Date) -> Bool {
    now.timeIntervalSince(createdAt) > Self.lifetime
  }
}

/// A letter that is to be written.
public struct LetterDraft: Sendable, Equatable {
  public var recipient: EmailAddress
  public var affiliate: AffiliateID?
  public var language: String
  public var request: LetterRequest

  public init(
    to recipient: EmailAddress, affiliate: AffiliateID? = nil, language: String,
    request: LetterRequest
  ) {
    self.recipient = recipient
    self.affiliate = affiliate
    self.language = language
    self.request = request
  }
}

/// What a letter is for.
public enum LetterKind: String, Sendable, Codable, CaseIterable {
  /// Asks whether a sign-up is meant (double opt-in).
  case confirmation
  /// Opens all lists of a person.
  case subscriptions
  /// Asks, at the new address, whether a change of address is meant.
  case addressChange
  /// Tells the former address that a change of address was made, and offers the way back.
  case addressMoved
}

/// What the link of a letter does once its reader says so.
public enum LetterRequest: Sendable, Equatable, Codable {
  case subscribe(affiliates: [AffiliateID], name: String?, language: String?)
  case showSubscriptions
  /// Moves these subscriptions of a subscriber, named by number, to the letter's recipient.
  case changeAddress(from: Int64, affiliates: [AffiliateID])
  /// Moves these subscriptions back to the letter's recipient.
  ///
  /// They are named by the number that the person has at the address they went to; `address` is that
  /// address as it may be shown: masked.
  case moveBack(from: Int64, address: String, affiliates: [AffiliateID])

  public var kind: LetterKind {
    switch self {
    case .subscribe: .confirmation
    case .showSubscriptions: .subscriptions
    case .changeAddress: .addressChange
    case .moveBack: .addressMoved
    }
  }
}

/// How many letters one address gets, so that nobody can be flooded through a form; a subscriber
/// who asks for changes to other addresses is held to the same.
public enum LetterLimit {
  public static let perHour = 3
  public static let perDay = 6
}

/// What following a letter's link came to.
public enum ConfirmationOutcome: Sendable, Equatable {
  case done
  /// It was followed before; nothing is done twice.
  case alreadyDone
  /// The letter is older than ``Letter/lifetime``.
  case expired
  /// There is no such letter, or the person was erased or is never to be mailed.
  case unknown
}
