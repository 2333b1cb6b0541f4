import Web

/// One page: a title and what stands on it.
struct StudioPage: Sendable {
  let title: String
  let content: HTML
  /// What the page shows is the state at this mark; nil for a page that need not be made anew.
  var mark: String?
  /// What stands behind the wordmark on top: the ways back, and where one is.
  var trail: [HTML] = []

  var html: HTML {
    .element(
      .html,
      [.lang("en")] + (mark.map { [.named("data-mark", $0)] } ?? []),
      [
        .element(
          .head, [],
          [
            .element(.meta, [.named("charset", "utf-8")], []),
            .element(
              .meta,
              [.name("viewport"), .named("content", "width=device-width, initial-scale=1")], []),
            .element(.meta, [.name("color-scheme"), .named("content", "light dark")], []),
            .element(.title, [], [.text("\(title) · Broadsheet")]),
            .element(.link, [.named("rel", "stylesheet"), .href("/studio.css")], []),
            .element(.script, [.named("src", "/studio.js"), .flag("defer")], []),
          ]),
        .element(.body, [], [bar, .element(.main, [], [content])]),
      ])
  }

  private var bar: HTML {
    .element(
      .header, [.class("bar")],
      [.element(.a, [.class("wordmark"), .href("/")], ["Broadsheet"])] + trail)
  }

  /// A step of the trail that leads somewhere.
  static func step(_ text: String, to address: String) -> HTML {
    .element(.span, [.class("step")], [.link(text, to: address)])
  }

  /// The last step of the trail.
  static func here(_ text: String) -> HTML {
    .element(
      .span, [.class("step")],
      [.element(.span, [.class("here"), .named("aria-current", "page")], [.text(text)])])
  }
}
