/// What a page must say of itself.
enum DocumentCheck: Check {
  static func look(at page: LintedPage, _ list: inout FindingList) {
    let place = Place(.html, line: 1)
    if !page.page.hasDoctype {
      list.add(
        Finding(
          .noDoctype, "the page does not begin with <!DOCTYPE html>", at: place,
          remedy: "write it in the first line: without it widths are reckoned otherwise"))
    }
    lookAtLanguage(page, &list)
    let titles = page.page.elements.indices.filter { page.page.elements[$0].name == "title" }
    if titles.allSatisfy({ page.page.text(of: $0).isEmpty }) {
      list.add(
        Finding(
          .noTitle, "the page has no title", at: place,
          affected: ["screen readers", "readers of the page in a browser"],
          remedy: "write <title>{{subject}}</title>"))
    }
    lookAtMeta(page, place, &list)
    lookAtTables(page, &list)
  }

  private static func lookAtLanguage(_ page: LintedPage, _ list: inout FindingList) {
    let language = Words.folded(page.language)
    let isTag =
      language.prefix { $0 != "-" }.count >= 2
      && language.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    if isTag { return }
    let root = page.page.elements.firstIndex { $0.name == "html" }
    list.add(
      Finding(
        .noLanguage, "the page does not say its language",
        at: root.map { page.place(of: $0) } ?? Place(.html, line: 1),
        affected: ["screen readers, which choose a voice by it"],
        remedy: "write <html lang=\"{{language}}\">"))
  }

  private static func lookAtMeta(_ page: LintedPage, _ place: Place, _ list: inout FindingList) {
    let metas = page.page.elements.filter { $0.name == "meta" }
    let hasCharset = metas.contains {
      $0.has("charset") || $0.attribute("http-equiv")?.lowercased() == "content-type"
    }
    if !hasCharset {
      list.add(
        Finding(
          .noCharset, "the page does not name its character set", at: place,
          remedy: "write <meta charset=\"utf-8\">"))
    }
    if !metas.contains(where: { $0.attribute("name")?.lowercased() == "viewport" }) {
      list.add(
        Finding(
          .noViewport, "the page has no viewport", at: place, affected: ["phones"],
          remedy: "write <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"))
    }
  }

  /// A table without headers is there for its looks, and must say so.
  private static func lookAtTables(_ page: LintedPage, _ list: inout FindingList) {
    for (number, element) in page.page.elements.enumerated() where element.name == "table" {
      let role = element.attribute("role")?.lowercased() ?? ""
      if role == "presentation" || role == "none" { continue }
      let inner = page.page.elements(in: page.page.content(of: number))
      let isData = inner.contains { ["th", "caption"].contains(page.page.elements[$0].name) }
      if isData { continue }
      list.add(
        Finding(
          .layoutTable, "a table that is there for its looks does not say so",
          at: page.place(of: number), affected: ["screen readers, which read it cell by cell"],
          remedy: "write role=\"presentation\", or give it <th> when it holds data"))
    }
  }
}
