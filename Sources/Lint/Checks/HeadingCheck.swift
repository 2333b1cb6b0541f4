/// Headings, by which many find their way.
enum HeadingCheck: Check {
  static func look(at page: LintedPage, _ list: inout FindingList) {
    let headings = page.page.elements.indices.filter {
      HTMLElements.headings.contains(page.page.elements[$0].name) && !page.light[$0].isHidden
    }
    lookAtOrder(headings, page, &list)
    lookAtSections(headings, page, &list)
  }

  private static func level(_ element: Int, _ page: LintedPage) -> Int {
    page.page.elements[element].name.last?.wholeNumberValue ?? 1
  }

  private static func lookAtOrder(
    _ headings: [Int], _ page: LintedPage, _ list: inout FindingList
  ) {
    var before = 0
    for heading in headings {
      let level = level(heading, page)
      if level > before + 1 {
        let what =
          before == 0
          ? "the first heading is an h\(level)" : "an h\(level) follows an h\(before)"
        list.add(
          Finding(
            .headingOrder, what, at: page.place(of: heading), affected: ["screen readers"],
            remedy: "use an h\(before + 1) here"))
      } else if level == 1, before > 0 {
        list.add(
          Finding(
            .headingOrder, "there is a second h1", at: page.place(of: heading),
            affected: ["screen readers"], remedy: "keep one for the newsletter's name"))
      }
      before = level
    }
    if headings.isEmpty {
      list.add(
        Finding(
          .headingOrder, "there are no headings", at: Place(.html), affected: ["screen readers"],
          remedy: "make the titles h1 and h2"))
    }
  }

  /// A heading with nothing under it; a story may be its title alone.
  private static func lookAtSections(
    _ headings: [Int], _ page: LintedPage, _ list: inout FindingList
  ) {
    let titles = Set(page.stories.map(\.heading))
    for (index, heading) in headings.enumerated() {
      let element = page.page.elements[heading]
      if page.page.text(of: heading).isEmpty, !holdsPicture(heading, page) {
        list.add(empty("a heading is empty", heading, page))
        continue
      }
      let isLast = index + 1 == headings.count
      let next = isLast ? page.page.size : page.page.elements[headings[index + 1]].start
      let region = page.stories.first { $0.range.contains(element.start) }?.range
      let end = min(next, region?.upperBound ?? next)
      let goesDeeper = !isLast && level(headings[index + 1], page) > level(heading, page)
      if goesDeeper || titles.contains(heading) || element.end > end { continue }
      let hasContent = hasContent(element.end..<end, page)
      if !hasContent {
        list.add(
          empty("nothing stands under '\(page.page.text(of: heading).prefix(60))'", heading, page))
      }
    }
  }

  private static func hasContent(_ range: Range<Int>, _ page: LintedPage) -> Bool {
    let hasText = page.page.texts(in: range).contains { text in
      !Words.folded(text.text).isEmpty && !(text.parent.map { page.light[$0].isHidden } ?? false)
    }
    return hasText
      || page.page.elements(in: range).contains { page.page.elements[$0].name == "img" }
  }

  private static func holdsPicture(_ element: Int, _ page: LintedPage) -> Bool {
    page.page.elements(in: page.page.content(of: element)).contains {
      page.page.elements[$0].name == "img"
    }
  }

  private static func empty(_ what: String, _ element: Int, _ page: LintedPage) -> Finding {
    Finding(
      .emptySection, what, at: page.place(of: element),
      remedy: "leave the heading out with what it was for")
  }
}
