import Web

/// What stands in place of a page while something is wrong.
enum ProblemPages {
  /// The federation's files cannot be used; the page comes back by itself.
  static func broken(_ error: NewsroomError, mark: String) -> WebAnswer {
    let count = error.flaws.count
    let flaws = error.flaws.map { FlawNote.html($0.message, hint: $0.hint, kind: "error") }
    let page = StudioPage(
      title: "Something to mend",
      content: .div(
        "problem",
        .h1(count == 1 ? "One thing to mend" : "\(count) things to mend"),
        .group(flaws),
        .p("quiet", "This page looks again as soon as a file changes. Nothing was sent.")),
      mark: mark)
    return WebAnswer(page.html, status: 500)
  }

  static func unknown(_ error: UnknownAffiliate) -> WebAnswer {
    let page = StudioPage(
      title: "No such affiliate",
      content: .div(
        "problem", .h1("No affiliate is called that"),
        .p(.text("The configuration has none with the id '\(error.name.prefix(80))'.")),
        error.nearest.map { HTML.p(.text("Did you mean "), .link($0, to: "/\($0)"), "?") }
          ?? .nothing,
        .p(.link("All affiliates", to: "/"))))
    return WebAnswer(page.html, status: 404)
  }
}
