import Markup

/// Page rules with their selectors read.
struct PageSelectors {
  /// Where a preset has several, the first that finds something counts.
  var items: [Selector]
  var link: Selector
  var title: Selector?
  var teasers: [Selector]
  var related: Selector?
  var date: Selector
  var image: Selector

  init(_ rules: PageRules) throws(FeedError) {
    let isDrupal = rules.preset == .drupal
    items = try Self.selectors(rules.item, isDrupal ? Self.drupalItems : [], rule: "item")
    guard !items.isEmpty else { throw FeedError(source: "", reason: .noItemRule) }
    link = try Self.selector(
      rules.link ?? (isDrupal ? Self.drupalLink : "h1 a[href], h2 a[href], h3 a[href], a[href]"),
      rule: "link")
    title = try rules.title.map { title throws(FeedError) in try Self.selector(title, rule: "title")
    }
    teasers = try Self.selectors(rules.teaser, isDrupal ? Self.drupalTeasers : [], rule: "teaser")
    related = try rules.related.map { text throws(FeedError) in
      try Self.selector(text, rule: "related")
    }
    date = try Self.selector(rules.date ?? Self.anyDate, rule: "date")
    image = try Self.selector(rules.image ?? "img[src]", rule: "image")
  }

  /// Drupal 7, and 8 or later with its `article` elements; a node is looked for in or as a row.
  private static let drupalItems = [
    ".views-row .node, .view-content .node, .views-row article, .view-content article, .node-teaser",
    ".views-row",
  ]
  private static let drupalLink =
    "h2 a[href], h3 a[href], .node__title a[href], .node-title a[href], .field-name-title a[href], "
    + ".field--name-title a[href], .views-field-title a[href]"
  private static let drupalTeasers = [
    ".field-name-body, .field--name-body, .field-type-text-with-summary, .views-field-body",
    ".node__content, .content",
  ]
  private static let anyDate =
    "time[datetime], [property~='dc:date'][content], [property='article:published_time'][content], "
    + "[itemprop='datePublished'][content], [itemprop='datePublished'][datetime], "
    + "abbr.published[title]"

  private static func selectors(
    _ given: String?, _ preset: [String], rule: String
  ) throws(FeedError) -> [Selector] {
    var selectors: [Selector] = []
    for text in given.map({ [$0] }) ?? preset { selectors.append(try selector(text, rule: rule)) }
    return selectors
  }

  private static func selector(_ text: String, rule: String) throws(FeedError) -> Selector {
    do {
      return try Selector(text)
    } catch {
      let fault = FeedError.SelectorFault(rule: rule, text: error.message)
      throw FeedError(source: "", reason: .badSelector(fault))
    }
  }
}
