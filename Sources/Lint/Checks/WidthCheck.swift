import Markup

/// What is wider than a page of mail makes phones scroll sideways.
enum WidthCheck: Check {
  /// In pixels.
  static let widest = 680.0

  static func look(at page: LintedPage, _ list: inout FindingList) {
    for (number, element) in page.page.elements.enumerated() {
      guard kinds.contains(element.name) else { continue }
      let style = page.styles.own[number] ?? []
      // It may shrink.
      if style.contains(where: { $0.property == "max-width" }) { continue }
      let own = style.last { $0.property == "width" || $0.property == "min-width" }
        .flatMap { StyleValue($0.value).pixels }
      guard let width = own ?? attribute(element), width > widest else { continue }
      list.add(
        Finding(
          .tooWide, "<\(element.name)> is \(Int(min(width, 1e9))) pixels wide",
          at: page.place(of: number),
          affected: ["phones", "previews beside the inbox"],
          remedy: "stay below \(Int(widest)), and write max-width:100% so that it may shrink"))
    }
  }

  private static let kinds: Set<String> = ["table", "td", "th", "div", "img", "center", "p"]

  private static func attribute(_ element: HTMLPage.Element) -> Double? {
    element.attribute("width").flatMap { Double($0.hasSuffix("px") ? String($0.dropLast(2)) : $0) }
  }
}
