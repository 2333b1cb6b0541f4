/// What browsers have to guess at, and mail clients guess otherwise.
enum MarkupCheck: Check {
  static func look(at page: LintedPage, _ list: inout FindingList) {
    for flaw in page.page.flaws { list.add(finding(flaw, page)) }
    lookForRepeatedIDs(page, &list)
  }

  private static func finding(_ flaw: HTMLPage.Flaw, _ page: LintedPage) -> Finding {
    let place = page.place(at: flaw.offset)
    let (words, remedy, isHarmless) = words(flaw.kind)
    return Finding(
      .brokenMarkup, words, at: place, remedy: remedy, severity: isHarmless ? .warning : .error)
  }

  private static func words(
    _ kind: HTMLPage.Flaw.Kind
  ) -> (what: String, remedy: String, isHarmless: Bool) {
    switch kind {
    case .strayEnd(let name):
      ("</\(name)> ends what was not begun", "take it out, or write <\(name)> before", name == "p")
    case .unclosed(let name): ("<\(name)> is never ended", "write </\(name)>", false)
    case .crossed(let name, let other):
      ("<\(name)> is not ended before </\(other)>", "write </\(name)> before it", false)
    case .unfinishedTag(let name):
      (
        "the tag <\(name) has no end", "write its '>', and look for a quotation mark too many",
        false
      )
    case .unendedValue:
      ("a value has tags in it", "look for a quotation mark that is missing or too many", false)
    case .unfinishedComment: ("a comment has no end", "write -->", false)
    case .repeatedAttribute(let name, let element):
      ("<\(element)> has \(name) twice", "keep one: clients take the first", true)
    case .tooDeep: ("elements stand more than 256 deep", "use fewer tables in tables", true)
    case .tooLong: ("the page is too long to be read to its end", "shorten it", true)
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
