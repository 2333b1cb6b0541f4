public import Newsletter

/// A frozen edition as a page of the public site: what all readers of a variant see, and nothing that
/// belongs to one of them.
///
///     let page = try EditionPage(stored, on: site)
///     page.html(stories)
///
/// The greeting is the one for all, and what would be a reader's own link leads to the form that
/// finds a subscription: a link that was passed on must not let a stranger unsubscribe anybody.
public struct EditionPage: Sendable {
  private let stored: StoredEdition
  private let renderer: EditionRenderer
  private let links: ReaderLinks

  /// Reads the edition's templates; throws ``TemplateError`` with all that is wrong with them.
  ///
  /// - Parameter site: where the page is.
  public init(_ stored: StoredEdition, on site: SiteAddress) throws(TemplateError) {
    self.stored = stored
    renderer = try EditionRenderer(stored.edition)
    links = ReaderLinks(leave: site.find, preferences: site.find)
  }

  /// The page of a variant.
  ///
  /// - Parameters:
  ///   - stories: in the order in which they are shown.
  ///   - language: BCP 47, of the frame; one without words here, or nil, is the edition's own.
  public func html(_ stories: [StoryID], in language: String? = nil) -> String {
    var view = renderer.view(
      of: stored.stories(stories), for: nil, links, in: renderer.language(named: language),
      at: .page)
    let unnamed = view.named
    view.subject = renderer.finishedSubject(renderer.templates.subject(unnamed))
    return renderer.html(view.named(as: unnamed))
  }
}
