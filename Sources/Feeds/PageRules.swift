/// Which elements of a listing page are its stories: CSS selectors, or a preset that knows them.
///
/// `item` is looked for in the page, all others in each item. `link` names the `a` whose address
/// is the story's (an element with an `a` inside will do), `related` a list of further links.
public struct PageRules: Sendable, Equatable, Codable {
  public var preset: Preset?
  public var item: String?
  public var link: String?
  public var title: String?
  public var teaser: String?
  public var related: String?
  public var date: String?
  public var image: String?

  /// Kinds of site whose listing pages need no selectors.
  public enum Preset: String, Sendable, Codable, CaseIterable {
    /// Drupal's views of node teasers.
    case drupal
  }

  public init(
    preset: Preset? = nil, item: String? = nil, link: String? = nil, title: String? = nil,
    teaser: String? = nil, related: String? = nil, date: String? = nil, image: String? = nil
  ) {
    self.preset = preset
    self.item = item
    self.link = link
    self.title = title
    self.teaser = teaser
    self.related = related
    self.date = date
    self.image = image
  }

  /// What is wrong with the rules, one error each; empty when they can be used.
  public var faults: [FeedError] {
    do {
      _ = try PageSelectors(self)
      return []
    } catch {
      return [error]
    }
  }
}
