import Diagnostics
import Mailroom
import Newsletter
import Web

/// Every affiliate with its next edition.
struct OverviewPage {
  let newsroom: Newsroom
  let plans: [EditionPlan]
  /// What was typed into the filter.
  let wanted: String

  /// From so many on there is a filter.
  private static let few = 8
  private static let mostRemarks = 4

  func page(mark: String) -> StudioPage {
    StudioPage(
      title: newsroom.organization,
      content: .group([head, notes, shown.isEmpty ? nobody : table, explanation]),
      mark: mark, trail: [StudioPage.here(newsroom.organization)])
  }

  private var head: HTML {
    let editions = plans.count { $0.edition != nil }
    let messages = plans.reduce(0) { $0 + $1.messages }
    return .div(
      "overview-head",
      .div(
        "", .h1("Next editions"),
        .p(
          "quiet number",
          .text(
            editions == 0
              ? "Nothing would be sent now."
              : "If they were sent now: \(Count.text(editions, "edition", "editions")), "
                + "\(Count.text(messages, "message", "messages")).")
        )), plans.count > Self.few || !wanted.isEmpty ? filter : .nothing)
  }

  private var filter: HTML {
    .element(
      .form, [.class("inline"), .named("action", "/"), .named("role", "search")],
      [
        .element(.label, [.named("for", "find"), .class("unseen")], ["Filter affiliates"]),
        .element(
          .input,
          [
            .type("search"), .id("find"), .name("find"), .value(wanted),
            .named("placeholder", "Name, id or subject"), .named("autocomplete", "off"),
          ], []),
        .element(.button, [], ["Filter"]),
        wanted.isEmpty ? .nothing : .link("All", to: "/"),
      ])
  }

  private var notes: HTML {
    var notes: [HTML] = []
    if !newsroom.hasStore {
      notes.append(
        .div(
          "note",
          .p(
            .strong("No stories have been read yet."), " Run ", Self.command("broadsheet fetch"),
            " in the folder of the configuration; this page then fills by itself.")))
    }
    let remarks = newsroom.remarks
    notes += remarks.prefix(Self.mostRemarks).map {
      FlawNote.html($0.message, hint: $0.hint, kind: "warning")
    }
    if remarks.count > Self.mostRemarks {
      notes.append(
        .p(
          "quiet", .text("And \(remarks.count - Self.mostRemarks) more: "),
          Self.command("broadsheet check"), " names them all."))
    }
    return notes.isEmpty ? .nothing : .div("notes", .group(notes))
  }

  private static func command(_ text: String) -> HTML { .element(.code, [], [.text(text)]) }

  // MARK: The table

  private var shown: [(affiliate: Newsroom.Affiliate, plan: EditionPlan)] {
    let words = wanted.lowercased().split(whereSeparator: \.isWhitespace)
    return zip(newsroom.affiliates, plans).filter { affiliate, plan in
      let text = "\(affiliate.id) \(affiliate.name) \(plan.subject)".lowercased()
      return words.allSatisfy { text.contains($0) }
    }
  }

  private var nobody: HTML {
    .div(
      "panel",
      .div(
        "body",
        .p(.text("No affiliate has '\(wanted.prefix(80))' in its name, id or subject.")),
        .p(.link("Show all \(plans.count)", to: "/"))))
  }

  private var table: HTML {
    let heads = ["Affiliate", "Next edition", "Stories", "People", "Lint", "Due"]
    return .div(
      "panel overview",
      .element(
        .table, [.class("list")],
        [
          .element(
            .caption, [.class("unseen")], ["Each affiliate with the edition that it would get now"]),
          .element(
            .thead, [],
            [
              .element(
                .tr, [], heads.map { .element(.th, [.named("scope", "col")], [.text($0)]) })
            ]),
          .element(.tbody, [], shown.map { OverviewRow(affiliate: $0, plan: $1).html }),
        ]))
  }

  private var explanation: HTML {
    .p(
      "quiet small explanation",
      "The lint looks at an edition when it comes into sight here or is opened. ",
      "A story that several affiliates have goes to each person once, with the first of them.")
  }
}

/// Numbers with their nouns.
enum Count {
  static func text(_ number: Int, _ one: String, _ many: String) -> String {
    "\(grouped(number)) \(number == 1 ? one : many)"
  }

  /// `12,345`
  static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    var place = digits.count - 3
    while place > 0, digits[place - 1] != "-" {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }
}
