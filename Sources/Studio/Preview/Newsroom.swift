import Foundation
public import Lint
public import Mail
public import Mailroom
public import Newsletter

/// A federation as the studio shows it: as its files are at one moment.
public struct Newsroom: Sendable {
  public struct Affiliate: Sendable, Equatable {
    public var id: AffiliateID
    public var name: String
    /// When its next edition is due, in words; nil when editions are made by hand alone.
    public var due: String?

    public init(id: AffiliateID, name: String, due: String?) {
      self.id = id
      self.name = name
      self.due = due
    }
  }

  /// The organization's name.
  public var organization: String
  /// In the configuration's order.
  public var affiliates: [Affiliate]
  /// Plans and makes messages; its own lint is left out.
  public var mailroom: Mailroom
  public var lint: Lint
  /// Whether there is a store yet; an empty one stands in for it.
  public var hasStore: Bool
  /// What the configuration's reader should know.
  public var remarks: [NewsroomError.Flaw]
  /// The first people on an affiliate's list, to choose from.
  public var firstReaders: @Sendable (AffiliateID) -> [EmailAddress]
  public var places: WatchedPlaces

  public init(
    organization: String, affiliates: [Affiliate], mailroom: Mailroom, lint: Lint,
    hasStore: Bool = true, remarks: [NewsroomError.Flaw] = [],
    firstReaders: @escaping @Sendable (AffiliateID) -> [EmailAddress] = { _ in [] },
    places: WatchedPlaces
  ) {
    self.organization = organization
    self.affiliates = affiliates
    self.mailroom = mailroom
    self.mailroom.lint = nil
    self.lint = lint
    self.hasStore = hasStore
    self.remarks = remarks
    self.firstReaders = firstReaders
    self.places = places
  }

  /// The day that an edition made now would have.
  var today: LocalDate { LocalDate(of: mailroom.clock(), in: mailroom.timeZone) }

  func affiliate(_ name: String) throws(UnknownAffiliate) -> Affiliate {
    guard let found = affiliates.first(where: { $0.id.text == name }) else {
      throw UnknownAffiliate(name: name, known: affiliates.map(\.id.text))
    }
    return found
  }
}
