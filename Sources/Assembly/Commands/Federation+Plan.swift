public import Diagnostics
import Mailroom
import Newsletter
import Storage

extension Federation {
  /// Shows what `send` would do; touches nothing.
  public func plan(_ names: [String]) throws -> ExitCode {
    let affiliates = try affiliates(names)
    let store = try storeToRead()
    let plans = try mailroom(store).plan(affiliates)
    let waiting = try store.unfinished(dueBy: Self.clock())
    try console.show(text(plans, waiting.map(\.edition.id)), json: PlanReport(plans))
    return plans.compactMap { $0.obstacle?.exitCode }.max() ?? .done
  }

  private func text(_ plans: [EditionPlan], _ waiting: [EditionID]) -> String {
    let resumed =
      waiting.isEmpty
      ? [] : ["First, what is unfinished: \(waiting.map(\.text).joined(separator: ", "))"]
    let blocks = plans.map { plan in
      let affiliate = configuration.affiliate(plan.affiliate)
      let slot = affiliate?.digest.schedule?.next(
        for: plan.affiliate, after: Self.clock(), in: timeZone)
      return PlanText(
        plan: plan, name: affiliate?.name ?? "",
        due: slot.map { LocalTimeText.text($0.due, in: timeZone) }
      ).text
    }
    let messages = plans.reduce(0) { $0 + $1.messages }
    let editions = plans.filter { $0.edition != nil }.count
    let sum =
      "\(editions.counted("edition", "editions")), \(messages.counted("message", "messages"));"
      + " nothing was sent."
    return (resumed + blocks + [sum]).joined(separator: "\n\n")
  }
}
