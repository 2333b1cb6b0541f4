public import Composer
public import Foundation
public import Mail
public import Newsletter
public import Storage

/// Does what a message to the unsubscribe address asks for.
///
/// Only a whole token makes anybody leave: what a message says of its sender proves nothing.
public struct LeaveDesk: Sendable {
  private let store: Store
  private let seal: TokenSeal
  private let affiliates: [AffiliateID]

  /// How far the clock of the server that took a message may be behind: within it, leaving counts as
  /// the last word.
  private static let tolerance: TimeInterval = 600

  /// - Parameter affiliates: those that a token may be about.
  public init(store: Store, seal: TokenSeal, affiliates: [AffiliateID]) {
    self.store = store
    self.seal = seal
    self.affiliates = affiliates
  }

  /// What one message came to.
  public enum Outcome: Sendable, Equatable {
    /// What each of its tokens did, at least one.
    case done([Leaving])
    /// No person wrote it.
    case automatic(ReadMail.Automatic)
    /// It has no token that says who wants to leave: somebody should read it.
    case withoutToken
  }

  /// What one token did.
  public enum Leaving: Sendable, Equatable {
    case left(AffiliateID, Subscriber)
    case hadLeft(AffiliateID, Subscriber)
    /// The person came back after the message was written, which is an old one.
    case cameBack(AffiliateID, Subscriber)
    /// It names nobody any more: erased, or of a store that is gone.
    case nobody
  }

  /// Records that somebody leaves, where the message says so; a message that is read again changes
  /// nothing.
  ///
  /// - Parameter arrival: when its file was written, which counts where its header tells no moment.
  public func act(
    on mail: ReadMail, arrivedAt arrival: Date? = nil, at now: Date
  ) throws(StorageError) -> Outcome {
    if let automatic = mail.automatic { return .automatic(automatic) }
    var leavings: [Leaving] = []
    for token in seal.tokens(in: mail) {
      guard case .subscription(let number, let affiliate, let address) = token else { continue }
      let received = min(mail.receivedAt ?? arrival ?? now, now)
      leavings.append(try leave(number, affiliate, address, received: received, at: now))
    }
    return leavings.isEmpty ? .withoutToken : .done(leavings)
  }

  private func leave(
    _ number: Int64, _ tag: AffiliateTag, _ address: AddressTag, received: Date, at now: Date
  ) throws(StorageError) -> Leaving {
    guard let person = try store.subscriber(number), address.matches(person.canonical),
      let affiliate = try affiliate(tag, of: person)
    else { return .nobody }
    let present = try store.present(person, for: affiliate)
    if try store.optOuts(of: present).hasLeft(affiliate) { return .hadLeft(affiliate, present) }
    if try hasComeBack(present, to: affiliate, since: received, at: now) {
      return .cameBack(affiliate, present)
    }
    let changed = try store.optOut(
      person, of: affiliate, source: "mail", reason: nil, at: now)
    return changed.isEmpty ? .hadLeft(affiliate, present) : .left(affiliate, present)
  }

  /// One that the configuration has no more, and may have again, too: leaving it counts.
  private func affiliate(
    _ tag: AffiliateTag, of person: Subscriber
  ) throws(StorageError) -> AffiliateID? {
    if let known = affiliates.first(where: tag.matches) { return known }
    return try store.subscriptions(of: person).map(\.affiliate).first(where: tag.matches)
  }

  /// A mailbox is read many times: an old message must not undo what its writer decided later.
  private func hasComeBack(
    _ person: Subscriber, to affiliate: AffiliateID, since moment: Date, at now: Date
  ) throws(StorageError) -> Bool {
    try store.export(person, at: now).optOuts.contains { decision in
      decision.isLifted && (decision.affiliate ?? affiliate.text) == affiliate.text
        && decision.at > moment.addingTimeInterval(Self.tolerance)
    }
  }
}
