import Mail
import Markup
import Web

/// How the edition is looked at: all of it links and a form, so that a view can be kept as a
/// bookmark.
struct PreviewToolbar {
  let choice: PreviewChoice
  let readers: [EmailAddress]

  var html: HTML {
    .div("toolbar panel", views, choice.view.width == nil ? .nothing : schemes, reader, files)
  }

  private var views: HTML {
    Self.switch(
      "View",
      PreviewView.allCases.map { view in
        (view.title, choice.with { $0.view = view }.address, view == choice.view)
      })
  }

  private var schemes: HTML {
    Self.switch(
      "Colours",
      ChosenScheme.allCases.map { scheme in
        (
          scheme == .light ? "Light" : "Dark", choice.with { $0.scheme = scheme }.address,
          scheme == choice.scheme
        )
      })
  }

  private static func `switch`(
    _ label: String, _ items: [(text: String, address: String, isCurrent: Bool)]
  ) -> HTML {
    .element(
      .nav, [.class("switch"), .named("aria-label", label)],
      items.map { item in
        .element(
          .a, [.href(item.address)] + (item.isCurrent ? [.named("aria-current", "true")] : []),
          [.text(item.text)])
      })
  }

  private var reader: HTML {
    .element(
      .form, [.class("inline reader"), .named("action", "/\(choice.affiliate)")],
      [
        Self.hidden("view", choice.view.rawValue), Self.hidden("scheme", choice.scheme.rawValue),
        .element(.label, [.named("for", "as")], ["As"]),
        .element(
          .input,
          [
            .type("text"), .id("as"), .name("as"), .value(choice.reader ?? ""),
            .named("list", "readers"), .named("inputmode", "email"),
            .named("placeholder", "a new reader"), .named("autocomplete", "off"),
            .named("spellcheck", "false"),
          ], []),
        .element(
          .datalist, [.id("readers")],
          readers.map { .element(.option, [.value($0.spelling)], []) }),
        .element(.button, [], ["Show"]),
        choice.reader == nil
          ? .nothing : .link("Clear", to: choice.with { $0.reader = nil }.address),
      ])
  }

  private static func hidden(_ name: String, _ value: String) -> HTML {
    .element(.input, [.type("hidden"), .name(name), .value(value)], [])
  }

  private var files: HTML {
    .element(
      .span, [.class("files small")],
      [
        .link(".html", to: choice.document("message.html")), " ",
        .link(".txt", to: choice.document("message.txt")), " ",
        .link(".eml", to: choice.document("message.eml")),
      ])
  }
}
