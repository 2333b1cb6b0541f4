public import Foundation
public import Mail
public import Newsletter

/// One affiliate, with what it inherits from the top of the configuration.
public struct AffiliateConfiguration: Sendable, Equatable {
  public var id: AffiliateID
  public var name: String
  /// Only where the configuration sets it; see ``Configuration/listID(for:)``.
  public var listID: String?
  /// Whom of its list its editions are for; nil: everybody.
  public var segment: Segment?
  /// Who gets every edition whole, without being a subscriber.
  public var copies: [EmailAddress]
  /// Theme settings by name: `accentColor`, `logo`…
  public var theme: [String: String]
  /// What stands in place of the fixed words: `readStory`, `es.readStory`.
  public var wording: [String: String] = [:]
  /// The organization's and its own.
  public var notices: [Notice] = []
  public var sources: [SourceConfiguration]
  public var sender: SenderConfiguration
  public var digest: DigestConfiguration
  public var list: URL
  /// The list as messages name it: the path as written.
  public var listName: String
}

extension Configuration {
  /// RFC 2919 list identifier: the one that is set, else `ID.host-of-website`, else
  /// `ID.domain-of-sender`.
  public func listID(for affiliate: AffiliateConfiguration) -> String {
    affiliate.listID
      ?? "\(affiliate.id).\(organization.website?.host() ?? affiliate.sender.address.domain)"
  }

  /// Where "leave" mail about an affiliate goes.
  public func unsubscribeAddress(for affiliate: AffiliateConfiguration) -> EmailAddress {
    organization.unsubscribeAddress ?? affiliate.sender.replyTo ?? affiliate.sender.address
  }
}

/// Who an affiliate's messages are from.
public struct SenderConfiguration: Sendable, Equatable {
  /// The display name; the affiliate's name unless it is set.
  public var name: String
  public var address: EmailAddress
  public var replyTo: EmailAddress?
  /// The envelope's MAIL FROM; the address unless it is set.
  public var bounceAddress: EmailAddress
}

/// How an affiliate's digests are made, and when.
public struct DigestConfiguration: Sendable, Equatable {
  /// Nil: editions are made by hand only.
  public var schedule: Schedule?
  /// The folder under `Templates/`.
  public var template: String
  public var backlog: BacklogConfiguration
  /// Fewer new stories than this wait for the next slot.
  public var minStories: Int
  public var maxStories: Int
}

/// How much of what the first fetch finds counts as new.
public enum BacklogConfiguration: Sendable, Equatable {
  case all
  /// The newest so many. Unless the number is set in the configuration, only stories dated
  /// within 60 days count.
  case number(Int, isSet: Bool)
}

/// One place that stories come from.
public struct SourceConfiguration: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    case feed
    case page(preset: String?, selectors: SelectorConfiguration)
    /// A local file, of whatever kind it proves to be.
    case file
  }

  public var kind: Kind
  /// http, https or file.
  public var url: URL
  /// What relative links are relative to, where the document does not say; the address itself
  /// unless it is set.
  public var base: URL?
  /// Its stories are the whole federation's, and stand behind the affiliate's own.
  public var isFederationWide = false
}

/// CSS selectors that find the stories of a listing page.
public struct SelectorConfiguration: Sendable, Equatable {
  public var item: String?
  public var title: String?
  public var link: String?
  public var teaser: String?
  public var related: String?
  public var date: String?
  public var image: String?

  public init(
    item: String? = nil, title: String? = nil, link: String? = nil, teaser: String? = nil,
    related: String? = nil, date: String? = nil, image: String? = nil
  ) {
    self.item = item
    self.title = title
    self.link = link
    self.teaser = teaser
    self.related = related
    self.date = date
    self.image = image
  }
}
