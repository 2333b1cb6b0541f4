import Markup

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

/// Page rules with their selectors read.
struct PageSelectors {
  var item: Selector
  var link: Selector
  var title: Selector?
  var teaser: Selector?
  var related: Selector?
  var date: Selector
  var image: Selector

  init(_ rules: PageRules) throws(FeedError) {
    let isDrupal = rules.preset == .drupal
    guard let item = rules.item ?? (isDrupal ? Self.drupalItem : nil) else {
      throw FeedError(source: "", reason: .noItemRule)
    }
    self.item = try Self.selector(item, rule: "item")
    link = try Self.selector(
      rules.link ?? (isDrupal ? Self.drupalLink : "h1 a[href], h2 a[href], h3 a[href], a[href]"),
      rule: "link")
    title = try rules.title.map { title throws(FeedError) in try Self.selector(title, rule: "title")
    }
    let teaser = rules.teaser ?? (isDrupal ? Self.drupalTeaser : nil)
    self.teaser = try teaser.map { text throws(FeedError) in try Self.selector(text, rule: "teaser")
    }
    related = try rules.related.map { text throws(FeedError) in
      try Self.selector(text, rule: "related")
    }
    date = try Self.selector(rules.date ?? Self.anyDate, rule: "date")
    image = try Self.selector(rules.image ?? "img[src]", rule: "image")
  }

  /// Drupal 7, and 8 or later with its `article` elements; a node is looked for in or as a row.
  private static let drupalItem =
    ".views-row .node, .view-content .node, .views-row article, .view-content article, .node-teaser"
  private static let drupalLink =
    "h2 a[href], h3 a[href], .node__title a[href], .node-title a[href], .field-name-title a[href], "
    + ".field--name-title a[href]"
  private static let drupalTeaser =
    ".field-name-body, .field--name-body, .field-type-text-with-summary, .views-field-body, "
    + ".node__content, .content"
  private static let anyDate =
    "time[datetime], [property='dc:date'][content], [property='article:published_time'][content], "
    + "[itemprop='datePublished'][content], [itemprop='datePublished'][datetime], "
    + "abbr.published[title]"

  private static func selector(_ text: String, rule: String) throws(FeedError) -> Selector {
    do {
      return try Selector(text)
    } catch {
      let fault = FeedError.SelectorFault(rule: rule, text: error.message)
      throw FeedError(source: "", reason: .badSelector(fault))
    }
  }
}
