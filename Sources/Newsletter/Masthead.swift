public import Foundation
public import Mail

/// Who publishes an edition and from where: what its header, footer and message headers say.
public struct Masthead: Sendable, Equatable, Codable {
  public var organization: String
  /// Where paper mail reaches the organization; each message must show it.
  public var postalAddress: String
  public var website: URL?
  /// BCP 47, such as `en`.
  public var language: String
  /// IANA name, such as `America/New_York`; printed dates are in it.
  public var timeZone: String
  public var affiliate: AffiliateID
  public var affiliateName: String
  /// RFC 2919 list identifier without brackets: `jpu.www.example.org`.
  public var listID: String
  public var sender: Mailbox
  public var replyTo: Mailbox?
  /// The envelope's MAIL FROM.
  public var bounceAddress: EmailAddress
  /// Where "leave" mail goes.
  public var unsubscribeAddress: EmailAddress
  /// Where the public site begins: `https://news.example.org`; nil when there is none.
  public var site: URL?
  /// How each reader's own links are made; nil in editions that were frozen before there were any,
  /// whose messages keep their bytes.
  public var linkForm: LinkForm?

  /// The ways in which links to leave a list have been made.
  public enum LinkForm: String, Sendable, Codable {
    /// Each holds a token that names the reader's subscription.
    case token
    /// What the token has of the reader's address tells nobody who finds it which that is.
    case keyedToken
  }

  public init(
    organization: String, postalAddress: String, website: URL?, language: String,
    timeZone: String, affiliate: AffiliateID, affiliateName: String, listID: String,
    sender: Mailbox, replyTo: Mailbox?, bounceAddress: EmailAddress,
    unsubscribeAddress: EmailAddress, site: URL? = nil, linkForm: LinkForm? = .keyedToken
  ) {
    self.organization = organization
    self.postalAddress = postalAddress
    self.website = website
    self.language = language
    self.timeZone = timeZone
    self.affiliate = affiliate
    self.affiliateName = affiliateName
    self.listID = listID
    self.sender = sender
    self.replyTo = replyTo
    self.bounceAddress = bounceAddress
    self.unsubscribeAddress = unsubscribeAddress
    self.site = site
    self.linkForm = linkForm
  }
}
