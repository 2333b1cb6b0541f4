import Mailroom
import Newsletter

/// The accounts of editions, as `log balance`, `send` and `run` show them.
struct BalanceReport: Encodable {
  struct Entry: Encodable {
    let id: String
    let audience: Int
    let waiting: Int
    let handedOver: Int
    let accepted: Int
    let rejected: Int
    let expired: Int
    let deferred: Int
    let uncertain: Int
    let skipped: Int
    let suppressed: Int
    let balanced: Bool
    let faults: [String]
    /// Why the edition is paused; nil when it is not.
    let paused: String?
    private let affiliate: String?

    private enum CodingKeys: CodingKey {
      case id, audience, waiting, handedOver, accepted, rejected, expired, deferred, uncertain
      case skipped, suppressed, balanced, faults, paused
    }

    init(_ balance: EditionBalance) {
      id = balance.edition.text
      audience = balance.audience
      waiting = balance.count(.planned)
      handedOver = balance.count(.handedOver)
      accepted = balance.count(.accepted)
      rejected = balance.count(.rejected)
      expired = balance.count(.expired)
      deferred = balance.count(.deferred)
      uncertain = balance.count(.uncertain)
      skipped = balance.count(.skipped)
      suppressed = balance.count(.suppressed)
      balanced = balance.isBalanced
      faults = balance.faults
      paused = balance.pause?.reason
      affiliate = balance.pause?.affiliate.text
    }

    /// "214 people: 190 accepted, 20 skipped, 4 suppressed", zeros left out.
    var line: String {
      let parts = [
        (accepted, "accepted"), (rejected, "rejected"), (deferred, "deferred"),
        (expired, "expired"), (uncertain, "uncertain"), (handedOver, "handed over"),
        (waiting, "waiting"), (skipped, "left out"), (suppressed, "suppressed"),
      ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
      let people = audience == 1 ? "1 person" : "\(audience) people"
      return "\(people): " + (parts.isEmpty ? "nothing to do" : parts.joined(separator: ", "))
    }

    /// What is to be said beside the numbers, a line each.
    var remarks: [String] {
      let pause = paused.map { "paused: \($0); 'broadsheet send \(affiliate ?? "")' goes on" }
      return faults.map { "does not balance: \($0)" } + [pause].compactMap { $0 }
    }
  }

  let editions: [Entry]
  let seconds: Double
  var alarms: [String] = []
  var nextTry: String?
  var stopped: String?
  /// How many stories people have yet to get with a next edition.
  var owed: Int?
  /// How many stories were owed for too long and go to nobody any more.
  var undelivered: Int?

  init(_ balances: [EditionBalance], seconds: Double) {
    editions = balances.map(Entry.init)
    self.seconds = (seconds * 1000).rounded() / 1000
  }

  var text: String {
    let width = editions.map(\.id.count).max() ?? 0
    return editions.map { entry in
      let remarks = entry.remarks.map { "\n  \($0)" }.joined()
      return entry.id.padded(to: width) + "  " + entry.line + remarks
    }.joined(separator: "\n")
  }

  /// One closing line: does all of it balance?
  var verdict: String {
    let broken = editions.filter { !$0.balanced }.count
    if editions.isEmpty { return "No edition has been made yet." }
    return broken == 0 ? "The log balances." : "\(broken) of \(editions.count) do not balance."
  }
}

extension String {
  /// With spaces behind it up to a width in characters.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

extension Int {
  /// "1 story", "3 stories".
  func counted(_ one: String, _ many: String) -> String { "\(self) \(self == 1 ? one : many)" }
}
