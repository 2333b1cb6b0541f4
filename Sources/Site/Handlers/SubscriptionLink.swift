import Composer
import Mail
import Newsletter
import Storage

/// What the link of an edition leads to.
enum SubscriptionLink: Sendable {
  case person(LinkedPerson)
  /// Who has left, was erased, or has another address now: nothing tells which.
  case gone(SiteAffiliate?)
}

/// The person of a link, and the one subscription that it opens.
struct LinkedPerson: Sendable {
  let number: Int64
  let subscriber: Subscriber
  let affiliate: SiteAffiliate
  /// As their list spells it.
  let address: EmailAddress
  let language: String?
  let hasLeft: Bool
}

extension Site {
  /// Opens a link.
  ///
  /// - Throws: a page that cannot be found, for what we did not seal.
  func open(_ token: String) async throws -> SubscriptionLink {
    guard case .subscription(let number, let affiliateTag, let addressTag)? = seal.open(token)
    else { throw RequestFault(.notFound) }
    let affiliate: SiteAffiliate
    if let known = affiliates.first(where: { affiliateTag.matches($0.id) }) {
      affiliate = known
    } else if let former = try await former(affiliateTag, of: number) {
      affiliate = former
    } else {
      return .gone(nil)
    }
    let person = try await desk.read { store in
      try Self.person(number, affiliate, addressTag, in: store)
    }
    return person.map(SubscriptionLink.person) ?? .gone(affiliate)
  }

  /// An affiliate that the configuration has no more, and may have again: leaving it counts.
  private func former(_ tag: AffiliateTag, of number: Int64) async throws -> SiteAffiliate? {
    let former = try await desk.read { store in
      try store.subscriber(number).flatMap { person in
        try store.subscriptions(of: person).map(\.affiliate).first(where: tag.matches)
      }
    }
    return former.map { id in
      SiteAffiliate(
        id: id, name: id.text, theme: affiliates.first?.theme ?? PageTheme([:]))
    }
  }

  private static func person(
    _ number: Int64, _ affiliate: SiteAffiliate, _ tag: AddressTag, in store: Store
  ) throws -> LinkedPerson? {
    guard let linked = try store.subscriber(number), tag.matches(linked.canonical) else {
      return nil
    }
    // An old message's link speaks for the person, who may have another address now.
    let subscriber = try store.present(linked, for: affiliate.id)
    // A name that an address was erased to is none.
    guard let address = try? EmailAddress(subscriber.canonical) else { return nil }
    let subscription = try store.subscriptions(of: subscriber)
      .first { $0.affiliate == affiliate.id }
    let hasLeft = try store.optOuts(of: subscriber).hasLeft(affiliate.id)
    return LinkedPerson(
      number: number, subscriber: subscriber, affiliate: affiliate,
      address: subscription?.recipient.address ?? address,
      language: subscription?.recipient.language, hasLeft: hasLeft)
  }
}
