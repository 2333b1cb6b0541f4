import Composer
import Foundation
import Web

/// One page: a title, what stands in the middle, and how it is answered.
struct Page: Sendable {
  let scene: PageScene
  let title: String
  /// Begins with the page's `h1`.
  let content: HTML
  var status = 200

  init(_ scene: PageScene, _ title: String, status: Int = 200, _ content: HTML...) {
    self.scene = scene
    self.title = title
    self.status = status
    self.content = .group(content)
  }

  var html: HTML {
    .element(.html, [.lang(scene.language.tag)], [head, body])
  }

  private var head: HTML {
    let name = scene.organization.name
    let title = title.hasSuffix(name) ? title : "\(title) · \(name)"
    return .element(
      .head, [],
      [
        .element(.meta, [.named("charset", "utf-8")], []),
        .element(
          .meta, [.name("viewport"), .named("content", "width=device-width, initial-scale=1")], []),
        .element(.meta, [.name("color-scheme"), .named("content", "light dark")], []),
        .element(.title, [], [.text(title)]),
        stylesheet("/style.css"),
        stylesheet((scene.affiliate ?? scene.affiliates.first).map { "/style/\($0.id).css" }),
      ])
  }

  private func stylesheet(_ address: String?) -> HTML {
    guard let address else { return .nothing }
    return .element(.link, [.named("rel", "stylesheet"), .href(address)], [])
  }

  private var body: HTML {
    .element(
      .body, [], [header, .element(.main, [.class("sheet")], [content]), footer])
  }

  private var header: HTML {
    let organization = scene.organization.name
    let name = scene.affiliate?.name ?? organization
    let logo = (scene.affiliate ?? scene.affiliates.first)?.theme.logo
    return .element(
      .header, [],
      [
        .div(
          "sheet",
          logo.map { .element(.img, [.named("src", $0), .named("alt", "")], []) } ?? .nothing,
          name == organization ? .nothing : .p("organization", .text(organization)),
          .p("name", .text(name)))
      ])
  }

  private var footer: HTML {
    let organization = scene.organization
    let lines = organization.postalAddress.split(whereSeparator: \.isNewline)
    var links: [HTML] = [
      .link(scene(.findLink), to: scene.address("/find")),
      .link(scene(.signUpLink), to: scene.address("/subscribe")),
    ]
    if let website = organization.website {
      links.append(.link(scene(.websiteLink), to: website.absoluteString))
    }
    return .element(
      .footer, [],
      [
        .div(
          "sheet", .list("links", links),
          .element(
            .p, [.class("postal")],
            [.text(organization.name)]
              + lines.flatMap { [HTML.element(.br, [], []), .text(String($0))] }),
          languages)
      ])
  }

  /// The way to every other language, each named as its speakers name it.
  private var languages: HTML {
    let others = SiteLanguage.allCases.filter { $0 != scene.language }
    return .element(
      .nav, [.named("aria-label", scene(.languages))],
      [
        .list(
          "links",
          others.map { language in
            .element(
              .a,
              [
                .href("\(scene.path)?lang=\(language.tag)"), .lang(language.tag),
                .named("hreflang", language.tag),
              ], [.text(language.ownName)])
          })
      ])
  }
}
