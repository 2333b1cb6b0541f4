/// Text and HTML are two forms of one message: what one tells the other must tell too.
enum PartsCheck: Check {
  static func look(at page: LintedPage, _ list: inout FindingList) {
    guard let edition = page.subject.edition, !page.essence.text.isEmpty else { return }
    lookAtTitles(edition, page, &list)
    lookAtLinks(edition, page, &list)
  }

  private static func lookAtTitles(
    _ edition: LintSubject.Frame, _ page: LintedPage, _ list: inout FindingList
  ) {
    let (html, text) = page.essence
    for story in edition.stories {
      // Very long titles are cut.
      let title = String(Words.essence(story.title).prefix(longestTitle))
      guard !title.isEmpty else { continue }
      if !html.contains(title) { list.add(missing(story.title, in: .html)) }
      if !text.contains(title) { list.add(missing(story.title, in: .text)) }
    }
  }

  private static let longestTitle = 120

  private static func missing(_ title: String, in part: Place.Part) -> Finding {
    Finding(
      .partsDiffer, "the \(part == .html ? "HTML" : "text") part lacks the story '\(title)'",
      at: Place(part, story: title), remedy: "show every story in both parts")
  }

  private static func lookAtLinks(
    _ edition: LintSubject.Frame, _ page: LintedPage, _ list: inout FindingList
  ) {
    var inHTML: [String: Int] = [:]
    for (number, element) in page.page.elements.enumerated() where element.name == "a" {
      guard let target = element.attribute("href").map(LinkTarget.trimmed),
        LinkTarget(target).isWeb, !page.light[number].isHidden
      else { continue }
      if inHTML[key(target)] == nil { inHTML[key(target)] = number }
    }
    let inText = LinkTarget.addresses(in: edition.text)
    let keys = Set(inText.map { key($0.address) })
    for (target, element) in inHTML.sorted(by: { $0.value < $1.value }) where !keys.contains(target)
    {
      list.add(
        Finding(
          .partsDiffer,
          "the text part lacks the link \(page.page.elements[element].attribute("href") ?? target)",
          at: page.place(of: element), remedy: "write the address in text.mustache too"))
    }
    // A title may have an address in it, which is no link in either part.
    let shown = Set(
      page.visibleTexts.flatMap { LinkTarget.addresses(in: $0.text) }.map { key($0.address) })
    for entry in inText
    where inHTML[key(entry.address)] == nil && !shown.contains(key(entry.address)) {
      list.add(
        Finding(
          .partsDiffer, "the HTML part lacks the link \(entry.address)",
          at: Place(.text, line: entry.line), remedy: "link to it in the layout too"))
    }
  }

  /// A slash at the end makes no other address, nor does what plain text may have put there.
  private static func key(_ address: String) -> String {
    let address = LinkTarget.withoutStop(address[...])
    return String(address.hasSuffix("/") ? address.dropLast() : address)
  }
}
