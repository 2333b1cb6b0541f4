import Diagnostics
import Mailroom
import Newsletter
import Web

/// One affiliate in the overview.
struct OverviewRow {
  let affiliate: Newsroom.Affiliate
  let plan: EditionPlan

  var html: HTML {
    .element(
      .tr, [],
      [
        .element(
          .th, [.named("scope", "row")],
          [
            .link(affiliate.name, to: address),
            .element(.span, [.class("quiet small id")], [.text(affiliate.id.text)]),
          ]),
        cell("Next edition", edition), cell("Stories", number(plan.edition?.stories.count)),
        cell("People", people), cell("Lint", verdict), cell("Due", due),
      ])
  }

  private var address: String { "/\(affiliate.id)" }

  private func cell(_ label: String, _ content: HTML) -> HTML {
    .element(.td, [.named("data-label", label)], [content])
  }

  private var edition: HTML {
    if let obstacle = plan.obstacle {
      return .group([
        .element(.span, [.class("tag error")], ["stopped"]),
        .element(.span, [.class("why")], [.text(obstacle.message)]),
      ])
    }
    guard plan.edition != nil else {
      return .element(
        .span, [.class("quiet")],
        [.text(plan.isFetched ? "Nothing is new." : "Not fetched yet.")])
    }
    return .element(.span, [.class("subject")], [.text(plan.subject)])
  }

  private var people: HTML {
    guard plan.edition != nil else { return none }
    let copies = plan.messages - plan.recipients
    return .element(
      .span, [.class("number")],
      [
        .text(
          Count.grouped(plan.recipients)
            + (copies > 0 ? " and \(Count.text(copies, "copy", "copies"))" : ""))
      ])
  }

  private func number(_ number: Int?) -> HTML {
    guard let number else { return none }
    return .element(.span, [.class("number")], [.text(Count.grouped(number))])
  }

  /// Filled by the script when it comes into sight; a link without it.
  private var verdict: HTML {
    guard plan.edition != nil else { return none }
    return .element(
      .a, [.href("\(address)#lint"), .named("data-verdict", "\(address)/verdict.txt")],
      [
        .element(.span, [], ["Look"]),
        .element(.span, [.class("unseen")], [.text(" at the lint of \(affiliate.name)")]),
      ])
  }

  private var due: HTML {
    .element(.span, [.class("quiet number")], [.text(affiliate.due ?? "by hand")])
  }

  private var none: HTML { .element(.span, [.class("quiet")], ["–"]) }
}
