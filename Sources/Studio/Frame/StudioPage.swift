import Web

/// One page: a title and what stands on it.
struct StudioPage: Sendable {
  let title: String
  let content: HTML
  /// What the page shows is the state at this mark; nil for a page that need not be made anew.
  var mark: String?

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
        .element(.body, [], [content]),
      ])
  }
}
