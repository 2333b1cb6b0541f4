import Foundation
import Mail
import Newsletter

/// All that a letter says, in both of its parts.
struct LetterView {
  /// BCP 47, for `lang`.
  let language: String
  let organization: String
  /// The affiliate in whose name it goes out; nil when that is the organization's own.
  let affiliate: String?
  let words: LetterWords
  /// The newsletters that are meant when they are more than one.
  let newsletters: [String]
  /// Where the button leads.
  let link: String
  let postalAddressLines: [String]
  let website: String?
  let theme: [String: String]

  /// More are counted and not named.
  private static let mostNamed = 30
  /// Longer names would fill a subject.
  private static let longestName = 80

  init(
    _ letter: Letter, _ masthead: Masthead, names: [AffiliateID: String], site: SiteAddress,
    link: String, theme: [String: String]
  ) {
    let tongue = PrintedLanguage(known: letter.language) ?? PrintedLanguage(tag: masthead.language)
    let tag = PrintedLanguage(known: letter.language) == nil ? masthead.language : letter.language
    language = OneLine(tag).nonEmpty ?? "en"
    let organization = OneLine(masthead.organization).text
    let sender = OneLine(masthead.affiliateName).text
    self.organization = organization
    affiliate = sender.isEmpty || sender.lowercased() == organization.lowercased() ? nil : sender
    let meant = letter.request.affiliates.map { affiliate in
      let name = OneLine(names[affiliate] ?? "").shortened(to: Self.longestName)
      return name.isEmpty ? affiliate.text : name
    }
    newsletters = meant.count > 1 ? Array(meant.prefix(Self.mostNamed)) : []
    let zone = TimeZone(identifier: masthead.timeZone) ?? .gmt
    words = LetterWords(
      tongue,
      LetterWords.Facts(
        kind: letter.kind, organization: organization,
        newsletter: meant.count > 1 ? nil : meant.first ?? organization,
        unnamedCount: max(0, meant.count - Self.mostNamed),
        recipient: letter.recipient.spelling, presentAddress: letter.request.presentAddress,
        host: URL(string: site.text)?.host() ?? site.text,
        lastDay: PrintedDate(letter.createdAt.addingTimeInterval(Letter.lifetime), in: zone)))
    self.link = link
    postalAddressLines = masthead.postalAddress.split(whereSeparator: \.isNewline)
      .compactMap { OneLine(String($0)).nonEmpty }
    website = LinkAddress(masthead.website)?.text
    self.theme = DigestTheme(theme).values
  }
}

extension LetterRequest {
  /// The masked address that the subscriptions went to.
  fileprivate var presentAddress: String? {
    guard case .moveBack(_, let address, _) = self else { return nil }
    return address
  }

  /// The newsletters that it is about, in its order, each once.
  fileprivate var affiliates: [AffiliateID] {
    let all =
      switch self {
      case .subscribe(let affiliates, _, _): affiliates
      case .showSubscriptions: [AffiliateID]()
      case .changeAddress(_, let affiliates), .moveBack(_, _, let affiliates): affiliates
      }
    var seen: Set<AffiliateID> = []
    return all.filter { seen.insert($0).inserted }
  }
}
