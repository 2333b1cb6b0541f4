public import Diagnostics
import Mail
import Newsletter
import Storage

extension Federation {
  /// The addresses that are never to be mailed.
  public func listSuppressions() throws -> ExitCode {
    let entries = try storeToRead().suppressions().map { suppression in
      SuppressionEntry(
        address: suppression.isErased
          ? "somebody who was erased" : suppression.subscriber.canonical,
        since: LocalTimeText.text(suppression.at, in: timeZone), reason: suppression.reason)
    }
    try console.show(
      entries.map(\.line).joined(separator: "\n"), json: ["suppressions": entries])
    return .done
  }

  /// Never mail an address again, or, when lifted, allow it again.
  public func suppress(_ text: String, isLifted: Bool, reason: String?) throws -> ExitCode {
    let address = try EmailAddress(text)
    let subscriber = Subscriber(address)
    let store = try store()
    let isSuppressed = try store.isSuppressed(subscriber)
    if isSuppressed == isLifted {
      try store.suppress(subscriber, isLifted: isLifted, reason: reason, at: Self.clock())
    }
    let done =
      isLifted
      ? (isSuppressed
        ? "\(subscriber) may be mailed again" : "\(subscriber) was not suppressed")
      : (isSuppressed
        ? "\(subscriber) was suppressed already" : "\(subscriber) is never mailed from now on")
    try console.show(done, json: ["done": done])
    return .done
  }
}

private struct SuppressionEntry: Encodable {
  let address: String
  let since: String
  let reason: String?

  var line: String { "\(address)  since \(since)" + (reason.map { "  \($0)" } ?? "") }
}
