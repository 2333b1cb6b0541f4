import Foundation
import Web

/// The list of what was caught, newest first.
struct CaughtListPage {
  let index: CaughtIndex
  let search: CaughtSearch
  let page: CaughtSearch.Page
  let smtp: String
  let now: Date

  var html: HTML {
    let isLive = search.words.isEmpty && search.before == nil
    return StudioPage(
      title: "Caught mail",
      content: .group([head, list, pager]),
      mark: isLive ? index.mark : nil,
      trail: [StudioPage.here("Caught mail")]
    ).html
  }

  private var head: HTML {
    .div(
      "caught-head", .h1("Caught mail"),
      index.entries.isEmpty ? .nothing : .group([.p("quiet", .text(summary)), form]))
  }

  private var summary: String {
    let total = Self.count(index.entries.count)
    if !search.words.isEmpty {
      let found = page.entries.count
      return found == 1
        ? "1 message has “\(search.words)” in its recipient or subject"
        : "\(Self.count(found)) messages have “\(search.words)” in their recipient or subject"
    }
    guard page.looked < index.entries.count else {
      return index.entries.count == 1 ? "1 message" : "\(total) messages"
    }
    let first =
      index.entries.count - (search.before.map(index.count(below:)) ?? index.entries.count)
    return
      "\(Self.count(first + 1)) to \(Self.count(first + page.looked)) of \(total), newest first"
  }

  private var form: HTML {
    .element(
      .form, [.class("inline"), .named("role", "search"), .named("action", "/")],
      [
        .element(.label, [.named("for", "find")], ["Recipient or subject"]),
        .element(
          .input,
          [
            .type("search"), .id("find"), .name("find"), .value(search.words),
            .named("maxlength", "200"),
          ], []),
        .element(.button, [.type("submit")], ["Find"]),
        search.words.isEmpty ? .nothing : .link("Show all", to: "/"),
      ])
  }

  private var list: HTML {
    if index.entries.isEmpty { return welcome }
    return page.entries.isEmpty ? nobody : rows
  }

  private var rows: HTML {
    .div("panel", .list("mails", page.entries.map(row)))
  }

  private func row(_ entry: CaughtEntry) -> HTML {
    .group([
      .element(
        .a, [.href("/\(entry.number)")],
        [
          .element(.span, [.class("to")], [.text(entry.to.isEmpty ? "(nobody)" : entry.to)]), " ",
          .element(
            .span, [.class("subject")],
            [.text(entry.subject.isEmpty ? "(no subject)" : entry.subject)]),
        ]), " ",
      .element(.span, [.class("from quiet small")], [.text(entry.from)]), " ",
      .element(
        .span, [.class("quiet small number when")],
        [.text("\(CaughtTime(date: entry.time).text(now: now)) · \(FileSize.text(entry.size))")]),
    ])
  }

  private var pager: HTML {
    let isFirst = search.before == nil
    guard !isFirst || page.next != nil else { return .nothing }
    let older = page.entries.count < CaughtSearch.pageSize ? "Look further back" : "Older"
    return .element(
      .nav, [.class("pager"), .named("aria-label", "Pages")],
      [
        isFirst ? .nothing : button("Newest", before: nil),
        page.next.map { button(older, before: $0) } ?? .nothing,
      ])
  }

  private func button(_ text: String, before: Int?) -> HTML {
    let fields =
      (before.map { ["before=\($0)"] } ?? [])
      + (search.words.isEmpty ? [] : ["find=\(Self.escaped(search.words))"])
    let query = fields.isEmpty ? "" : "?" + fields.joined(separator: "&")
    return .element(.a, [.class("button"), .href("/" + query)], [.text(text)])
  }

  private var nobody: HTML {
    let words =
      page.next == nil
      ? "There is nothing of that kind here."
      : "There is nothing of that kind among the \(Self.count(page.looked)) that were looked at."
    return .div("panel", .p("body", .text(words)))
  }

  private var welcome: HTML {
    .div(
      "panel welcome",
      .div(
        "body", .h2("Nothing has been caught yet"),
        .p(
          "Mail that is sent here shows up by itself. To send yours here, write into config.json:"
        ),
        .element(.pre, [], [Self.code("\"smtp\": {\"url\": \"\(smtp)\"}")]),
        .element(
          .p, [],
          [
            "Then ", Self.code("broadsheet send --test you@example.org"),
            " brings one message here, and counts for nothing. ", Self.code("broadsheet send"),
            .text(
              " brings all, and none to its reader; the log takes them for sent, so do that with"
                + " a copy of your folder."),
          ])))
  }

  private static func code(_ text: String) -> HTML { .element(.code, [], [.text(text)]) }

  /// `12,345`.
  private static func count(_ number: Int) -> String {
    var digits = String(number)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }

  private static func escaped(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }
}
