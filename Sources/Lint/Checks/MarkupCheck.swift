/// What browsers have to guess at, and mail clients guess otherwise.
enum MarkupCheck: Check {
  static func look(at page: LintedPage, _ list: inout FindingList) {
    for flaw in page.page.flaws { list.add(finding(flaw, page)) }
    lookForRepeatedIDs(page, &list)
    lookForNestedLinks(page.page, page, &list)
  }

  private static func finding(_ flaw: HTMLPage.Flaw, _ page: LintedPage) -> Finding {
    let place = page.place(at: flaw.offset)
    let (words, remedy) = words(flaw.kind)
    return Finding(
      .brokenMarkup, words, at: place, remedy: remedy,
      severity: flaw.kind.isHarmless ? .warning : .error)
  }

  private static func words(
    _ kind: HTMLPage.Flaw.Kind
  ) -> (what: String, remedy: String) {
    switch kind {
    case .strayEnd(let name):
      ("</\(name)> ends what was not begun", "take it out, or write <\(name)> before")
    case .unclosed(let name): ("<\(name)> is never ended", "write </\(name)>")
    case .crossed(let name, let other):
      ("<\(name)> is not ended before </\(other)>", "write </\(name)> before it")
    case .unfinishedTag(let name):
      ("the tag <\(name) has no end", "write its '>', and look for a quotation mark too many")
    case .unendedValue:
      ("a value has tags in it", "look for a quotation mark that is missing or too many")
    case .unfinishedComment: ("a comment has no end", "write -->")
    case .repeatedAttribute(let name, let element):
      ("<\(element)> has \(name) twice", "keep one: clients take the first")
    case .unknownReference(let name):
      (
        "'\(name)' is no character that every client knows",
        "look for a slip in it, or write the character itself"
      )
    case .tooDeep: ("elements stand more than 256 deep", "use fewer tables in tables")
    case .tooLong: ("the page is too long to be read to its end", "shorten it")
    }
  }

  /// A link ends where another begins, for browsers; other clients take the first for both.
  private static func lookForNestedLinks(
    _ html: HTMLPage, _ page: LintedPage, _ list: inout FindingList
  ) {
    var isLinked = [Bool](repeating: false, count: html.elements.count)
    for (number, element) in html.elements.enumerated() {
      let isAround = element.parent.map { isLinked[$0] } ?? false
      isLinked[number] = isAround || element.name == "a"
      guard isAround, element.name == "a" else { continue }
      list.add(
        Finding(
          .brokenMarkup, "a link stands in another link", at: page.place(of: number),
          remedy: "end the first with </a> before it", severity: .warning))
    }
  }

  private static func lookForRepeatedIDs(_ page: LintedPage, _ list: inout FindingList) {
    var seen: Set<String> = []
    for (number, element) in page.page.elements.enumerated() {
      guard let id = element.attribute("id"), !id.isEmpty, !seen.insert(id).inserted else {
        continue
      }
      list.add(
        Finding(
          .repeatedID, "the id '\(id.prefix(60))' is there already", at: page.place(of: number),
          remedy: "give each element its own"))
    }
  }
}
