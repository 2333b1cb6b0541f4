import Markup

/// What runs, asks or plays: clients take it out, and filters mistrust it.
enum ActiveContentCheck: Check {
  private static let remedies = [
    "script": "take it out: no client runs it",
    "iframe": "link to the page", "frame": "link to the page", "frameset": "link to the page",
    "embed": "link to it", "object": "link to it", "applet": "link to it",
    "form": "link to a page with the form", "input": "link to a page with the form",
    "select": "link to a page with the form", "textarea": "link to a page with the form",
    "button": "use a link that looks like a button",
    "video": "show a picture that links to the film", "audio": "link to the recording",
    "canvas": "use a picture",
  ]

  static func look(at page: LintedPage, _ list: inout FindingList) {
    for (number, element) in page.page.elements.enumerated() {
      if let remedy = remedies[element.name] {
        list.add(
          Finding(
            .activeContent, "<\(element.name)> does not work in mail", at: page.place(of: number),
            affected: affected(element.name, page.clients), remedy: remedy))
      }
      if let handler = element.attributes.first(where: {
        $0.name.hasPrefix("on") && $0.name.count > 3
      }) {
        list.add(
          Finding(
            .activeContent, "\(handler.name) is a script, which no client runs",
            at: page.place(at: handler.start), remedy: "take it out"))
      }
      if element.name == "meta", element.attribute("http-equiv")?.lowercased() == "refresh" {
        list.add(
          Finding(
            .activeContent, "the page sends its readers elsewhere by itself",
            at: page.place(of: number), affected: ["filters, which take it for a trick"],
            remedy: "take <meta http-equiv=\"refresh\"> out, and link to the page"))
      }
      lookAtStyle(element, number, page, &list)
    }
  }

  private static func affected(_ name: String, _ clients: [MailClient]) -> [String] {
    FeatureCatalog.features(.element(name)).flatMap { feature in
      clients.filter { ClientSupport.level(feature.name, in: $0) == .no }.map(\.name)
    }
  }

  private static func lookAtStyle(
    _ element: HTMLPage.Element, _ number: Int, _ page: LintedPage, _ list: inout FindingList
  ) {
    let isSheet =
      element.name == "link"
      && element.attribute("rel")?.lowercased().contains("stylesheet") == true
    if isSheet {
      list.add(outside("the page takes its style from another file", page.place(of: number)))
    }
    guard element.name == "style" else { return }
    for block in page.styles.blocks where block.start == element.contentStart {
      for rule in block.sheet.atRules where rule.name == "import" {
        list.add(
          outside(
            "@import takes style from another file", page.place(at: block.start + rule.offset)))
      }
      if block.size > largestStyle {
        list.add(
          Finding(
            .outsideStyle,
            "a style element has \(block.size / 1024) KB; Gmail reads none above 16 KB",
            at: page.place(of: number), affected: ["Gmail, web", "Gmail, Android"],
            remedy: "shorten it, or part it into two"))
      }
    }
  }

  /// Octets that Gmail reads of one style element.
  private static let largestStyle = 16 * 1024

  private static func outside(_ what: String, _ place: Place) -> Finding {
    Finding(
      .outsideStyle, what, at: place, affected: ["Gmail, web", "Outlook.com and new Outlook"],
      remedy: "write the rules into the page")
  }
}
