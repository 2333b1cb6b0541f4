import Foundation

/// Where links lead, as far as that can be seen without following them.
enum LinkTargetCheck: Check {
  static func look(at page: LintedPage, _ list: inout FindingList) {
    let anchors = anchors(page.page)
    for (number, element) in page.page.elements.enumerated()
    where element.name == "a" || element.name == "area" {
      guard let written = element.attribute("href") else {
        if element.name == "a", !element.has("name"), !element.has("id") {
          list.add(lacking(page.place(of: number)))
        }
        continue
      }
      let target = LinkTarget(LinkTarget.trimmed(written))
      let place = page.place(of: number)
      if target.text.hasPrefix("#") {
        lookAtAnchor(target.text, anchors, place, &list)
      } else if let flaw = target.flaw {
        list.add(
          Finding(
            .linkBroken, "the link '\(shortened(written))' \(flaw)", at: place,
            remedy: "write the whole address, with https://"))
      } else if target.scheme == nil {
        list.add(
          Finding(
            .linkRelative,
            "the link '\(shortened(written))' is relative to a page that a mail has not",
            at: place, remedy: "write the whole address, with https://"))
      } else {
        lookAtHost(target, page.page.text(of: number), place, &list)
      }
    }
  }

  private static func lacking(_ place: Place) -> Finding {
    Finding(
      .linkBroken, "a link has no address", at: place,
      remedy: "write href with the whole address, or take <a> out")
  }

  private static func anchors(_ page: HTMLPage) -> Set<String> {
    page.elements.reduce(into: []) { anchors, element in
      if let id = element.attribute("id") { anchors.insert(id) }
      if element.name == "a", let name = element.attribute("name") { anchors.insert(name) }
    }
  }

  private static func lookAtAnchor(
    _ target: String, _ anchors: Set<String>, _ place: Place, _ list: inout FindingList
  ) {
    let name = String(target.dropFirst())
    if anchors.contains(name) || anchors.contains(name.removingPercentEncoding ?? name) { return }
    list.add(
      Finding(
        .linkBroken,
        name.isEmpty
          ? "the link '#' leads nowhere"
          : "the link '\(shortened(target))' leads to no place of this page",
        at: place, remedy: "give the place that is meant this id, or leave the link out"))
  }

  // MARK: Hosts

  private static let shorteners: Set<String> = [
    "bit.ly", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "buff.ly", "cutt.ly", "rb.gy",
    "rebrand.ly", "t.ly", "tiny.cc", "shorturl.at", "lnkd.in",
  ]

  private static func lookAtHost(
    _ target: LinkTarget, _ words: String, _ place: Place, _ list: inout FindingList
  ) {
    guard let host = target.host else { return }
    if target.isNumeric {
      list.add(
        Finding(
          .linkNumeric, "the link leads to the number \(host) in place of a name", at: place,
          affected: ["filters", "careful readers"], remedy: "use the site's name"))
    } else if target.scheme == "http" {
      list.add(
        Finding(
          .linkInsecure, "the link '\(shortened(target.text))' is not encrypted", at: place,
          remedy: "write https:// if the site has it"))
    }
    if shorteners.contains(host) {
      list.add(
        Finding(
          .linkShortened, "the link hides behind \(host)", at: place,
          affected: ["filters", "careful readers"], remedy: "write the address that is meant"))
    }
    if let shown = shownHost(words), !NetworkHost.isSameSite(shown, host) {
      list.add(
        Finding(
          .linkMisleading, "the link says \(shown) and leads to \(host)", at: place,
          affected: ["filters", "careful readers"], remedy: "let it say where it leads"))
    }
  }

  /// The host that a link's words name, when they are an address.
  private static func shownHost(_ words: String) -> String? {
    let text = words.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: ".,;:()"))
    guard !text.contains(" "), text.contains("."), !text.contains("@") else { return nil }
    if let host = LinkTarget(text).host { return host }
    let name = text.prefix { $0 != "/" && $0 != ":" && $0 != "?" }
    guard text.hasPrefix("www.") || NetworkHost.isName(name) else { return nil }
    return LinkTarget("https://" + text).host
  }

  static func shortened(_ text: String) -> String {
    text.count > 80 ? text.prefix(79) + "…" : text
  }
}
