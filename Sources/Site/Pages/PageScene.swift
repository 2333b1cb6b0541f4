import Newsletter
import Web

/// What every page is made of beside its own content: whose site it is, for whom, in what language.
struct PageScene: Sendable {
  let organization: SiteOrganization
  /// All of them, in the configuration's order.
  let affiliates: [SiteAffiliate]
  /// Whose name and colours it has; nil: the organization's name, the first affiliate's colours.
  var affiliate: SiteAffiliate?
  let language: SiteLanguage
  /// Where the page is, without a query.
  let path: String
  /// Whether the reader chose the language by `?lang=`: then links and forms keep it.
  var isLanguageChosen = false

  func callAsFunction(_ text: SiteText) -> String { text.words(in: language) }

  func text(_ text: SiteText) -> HTML { .text(self(text)) }

  /// An address of this site that keeps the language.
  func address(_ path: String) -> String {
    isLanguageChosen ? "\(path)?lang=\(language.tag)" : path
  }

  /// What is left is called by its name; an organization of one list by its own.
  var listName: String { affiliate?.name ?? organization.name }

  var hasOneList: Bool { affiliates.count < 2 }

  func affiliate(_ id: AffiliateID) -> SiteAffiliate? { affiliates.first { $0.id == id } }

  func about(_ affiliate: SiteAffiliate?) -> PageScene {
    var scene = self
    scene.affiliate = affiliate
    return scene
  }
}
