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
      PlanText(plan: plan, name: configuration.affiliate(plan.affiliate)?.name ?? "").text
    }
    let messages = plans.reduce(0) { $0 + $1.messages }
    let editions = plans.filter { $0.edition != nil }.count
    let sum =
      "\(editions.counted("edition", "editions")), \(messages.counted("message", "messages"));"
      + " nothing was sent."
    return (resumed + blocks + [sum]).joined(separator: "\n\n")
  }
}
