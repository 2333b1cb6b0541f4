import Newsletter

/// Makes the address at which an edition can be read as a page: the same for all who share a variant
/// and its language, so that nothing is filled in for each.
struct PagePrinter: Sendable {
  private let seal: TokenSeal
  private let edition: EditionID
  private let site: SiteAddress

  /// Nil when there is no site, or when the edition was frozen before there were such pages.
  init?(_ edition: Edition, key: SigningKey) {
    guard let rendering = edition.rendering, rendering >= .online,
      let site = LinkPrinter.site(of: edition.masthead)
    else { return nil }
    seal = TokenSeal(keys: MessageKeys(current: key))
    self.edition = edition.id
    self.site = site
  }

  /// - Parameter language: of the frame; nil when it is the edition's own.
  func url(of stories: [StoryID], in language: ReadingLanguage?) -> String {
    site.page(seal.token(page: edition, of: stories), language: language?.tag)
  }
}
