import Diagnostics
import Mail
import Mailroom
import Newsletter
import Web

/// One affiliate's next edition: the message, who gets it, what the lint says.
struct EditionPage {
  let choice: PreviewChoice
  let look: EditionLook
  /// What is wrong with the address that was typed.
  let readerFlaw: AddressError?

  private var affiliate: Newsroom.Affiliate { look.affiliate }
  private var newsroom: Newsroom { look.newsroom }

  func page(_ sheet: EditionSheet) -> StudioPage {
    page(
      .group([
        head(sheet.proof.plan, edition: sheet.proof.edition.text), notes(sheet.proof),
        PreviewToolbar(choice: choice, readers: look.readers).html,
        .div(
          "edition",
          .div(
            "stage",
            InboxPanel(sheet: sheet, reader: shownReader, isAlone: newsroom.affiliates.count == 1)
              .html,
            EditionStage(choice: choice, name: affiliate.name, sheet: sheet).html),
          .element(
            .aside, [.named("aria-label", "About this edition")],
            [
              LintPanel(report: sheet.report, choice: choice).html,
              StoriesPanel(proof: sheet.proof).html,
            ])),
      ]))
  }

  /// What stands there when there is no message to show.
  func problem(_ error: any Error) -> WebAnswer {
    let hinted = error as? any HintedError
    let isEmpty = error is ProofError
    let content = HTML.group([
      head(nil, edition: nil),
      .div(
        "problem",
        .h2(isEmpty ? "Nothing to show yet" : "This edition cannot be made"),
        FlawNote.html(
          hinted?.message ?? "\(error)", hint: hinted?.hint, kind: isEmpty ? "" : "error"),
        .p("quiet", "This page looks again as soon as a file changes.")),
    ])
    return WebAnswer(page(content).html, status: isEmpty ? 404 : 500)
  }

  private func page(_ content: HTML) -> StudioPage {
    StudioPage(
      title: affiliate.name, content: content, mark: look.mark,
      trail: [StudioPage.step(newsroom.organization, to: "/"), StudioPage.here(affiliate.name)])
  }

  /// Whose message is shown; nil: nobody's in particular.
  private var shownReader: String? { readerFlaw == nil ? choice.reader : nil }

  // MARK: The head

  private func head(_ plan: EditionPlan?, edition: String?) -> HTML {
    .div(
      "edition-head",
      .div(
        "", .h1(affiliate.name),
        .p("quiet number", .text(facts(plan, edition).joined(separator: " · ")))),
      neighbours)
  }

  private func facts(_ plan: EditionPlan?, _ edition: String?) -> [String] {
    var facts = [edition].compactMap(\.self)
    if let plan, plan.edition != nil {
      facts.append(Count.text(plan.edition?.stories.count ?? 0, "story", "stories"))
      facts.append("to \(Count.text(plan.recipients, "person", "people"))")
    }
    return facts + [affiliate.due.map { "due \($0)" } ?? "made by hand"]
  }

  /// The affiliates before and behind it, looked at in the same way.
  private var neighbours: HTML {
    let all = newsroom.affiliates
    guard all.count > 1, let place = all.firstIndex(of: affiliate) else { return .nothing }
    func link(_ step: Int, _ text: String, _ rel: String) -> HTML {
      let other = all[(place + step + all.count) % all.count]
      let address = choice.with {
        $0.affiliate = other.id.text
        $0.reader = nil
      }.address
      return .element(
        .a, [.href(address), .named("rel", rel), .named("title", other.name), .class("button")],
        [.text(text)])
    }
    return .element(
      .nav, [.named("aria-label", "Affiliates"), .class("neighbours")],
      [link(-1, "‹ Previous", "prev"), link(1, "Next ›", "next")])
  }

  // MARK: What to know first

  private func notes(_ proof: Proof) -> HTML {
    let plan = proof.plan
    var notes: [HTML] = []
    if let obstacle = plan.obstacle {
      notes.append(FlawNote.html(obstacle.message, hint: obstacle.hint, kind: "error"))
    }
    if let readerFlaw {
      notes.append(FlawNote.html(readerFlaw.message, hint: readerFlaw.hint, kind: "warning"))
    }
    let told = plan.obstacle?.message
    notes += proof.notes.filter { $0 != told }.map { FlawNote.html($0, hint: nil) }
    notes += plan.remarks.map { FlawNote.html($0, hint: nil, kind: "warning") }
    let bad = plan.sync.problems.count + plan.sync.moreProblems
    if bad > 0 {
      notes.append(
        FlawNote.html(
          "\(Count.text(bad, "row", "rows")) of the list cannot be read",
          hint: "run 'broadsheet lists check \(affiliate.id)', which names them", kind: "warning"))
    }
    return notes.isEmpty ? .nothing : .div("notes", .group(notes))
  }
}
