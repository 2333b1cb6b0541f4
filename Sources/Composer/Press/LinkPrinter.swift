import Foundation
import Mail
import Newsletter

/// Makes the links of each reader of one edition, all with the edition's own key, so that a message
/// made again has the same.
struct LinkPrinter: Sendable {
  private let seal: TokenSeal
  private let affiliate: AffiliateTag
  private let site: SiteAddress?
  private let isOneClick: Bool
  private let mail: LeaveMail
  private let isKeyed: Bool

  /// With a token behind it a line of the header stays far within 998 octets.
  private static let longestSite = 400

  /// Nil when the edition was frozen before there were such links.
  init?(_ masthead: Masthead, key: SigningKey) {
    guard masthead.linkForm != nil else { return nil }
    seal = TokenSeal(keys: MessageKeys(current: key))
    isKeyed = masthead.linkForm != .token
    affiliate = AffiliateTag(masthead.affiliate)
    mail = LeaveMail(masthead.unsubscribeAddress)
    site = Self.site(of: masthead)
    isOneClick = site?.text.lowercased().hasPrefix("https:") ?? false
  }

  /// Where the site's pages are; nil when there is none that a message could name.
  static func site(of masthead: Masthead) -> SiteAddress? {
    guard masthead.linkForm != nil, let address = LinkAddress(masthead.site), address.isWeb,
      address.text.utf8.count <= longestSite
    else { return nil }
    return URL(string: address.text).map(SiteAddress.init)
  }

  func links(of recipient: Recipient, _ subscriber: Int64) -> ReaderLinks {
    let token = seal.token(
      subscriber: subscriber, canonical: recipient.address.canonical, affiliate: affiliate,
      isKeyed: isKeyed)
    let mailto = mail.url(token)
    guard let site else {
      return ReaderLinks(
        leave: mailto, preferences: nil, header: Array("List-Unsubscribe: <\(mailto)>\r\n".utf8))
    }
    let page = site.leave(token)
    // Mail programs take the first that they can use, so the page comes first. Side by side the two
    // would never fit a line.
    return ReaderLinks(
      leave: page, preferences: site.subscription(token),
      header: Array("List-Unsubscribe: <\(page)>,\r\n <\(mailto)>\r\n".utf8),
      isOneClick: isOneClick)
  }
}
