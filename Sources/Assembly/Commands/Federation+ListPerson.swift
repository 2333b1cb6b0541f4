public import Diagnostics
import Foundation
import Mail
import Newsletter
import Storage

extension Federation {
  /// All that is known of one person's subscriptions.
  public func showPerson(_ text: String) throws -> ExitCode {
    let person = Subscriber(try EmailAddress(text))
    let page = try PersonPage(person, storeToRead())
    try console.show(page.text(in: timeZone), json: page)
    return .done
  }
}

/// One person's subscriptions and decisions.
private struct PersonPage: Encodable {
  struct Entry: Encodable {
    let affiliate: String
    let address: String
    let name: String?
    let language: String?
    let fields: [String: String]
    /// With what the person has decided since.
    let status: String
    let origin: String
    let since: Date?
    let consentFrom: String?
    let consentAt: Date?
    let consentHow: String?
  }

  let address: String
  let subscriptions: [Entry]
  let optOuts: [PersonStanding.Decision]
  let suppressed: Bool
  let suppressedWhy: String?
  private let standing: PersonStanding

  private enum CodingKeys: CodingKey {
    case address, subscriptions, optOuts, suppressed, suppressedWhy
  }

  init(_ person: Subscriber, _ store: Store) throws {
    address = person.canonical
    let log = try store.log(of: person, at: Federation.clock())
    let standing = PersonStanding(log)
    self.standing = standing
    suppressed = log.isSuppressed
    suppressedWhy = try store.suppressions().last { $0.subscriber == person }?.reason
    subscriptions = try store.subscriptions(of: person).map { subscription in
      Entry(
        subscription,
        status: standing.status(
          of: subscription.affiliate.text, written: subscription.status.rawValue))
    }
    optOuts = standing.decisions
  }

  func text(in timeZone: TimeZone) -> String {
    var lines = [address]
    lines += subscriptions.flatMap { $0.lines(in: timeZone) }
    lines += standing.lines(in: timeZone)
    if suppressed {
      lines.append("  suppressed: never mailed" + (suppressedWhy.map { " (\($0))" } ?? ""))
    }
    if lines.count == 1 { lines.append("  on no list, and nothing known") }
    return lines.joined(separator: "\n")
  }
}

extension PersonPage.Entry {
  fileprivate init(_ subscription: Subscription, status: String) {
    affiliate = subscription.affiliate.text
    address = subscription.recipient.address.spelling
    name = subscription.recipient.name
    language = subscription.recipient.language
    fields = subscription.recipient.fields
    self.status = status
    origin = subscription.origin.rawValue
    since = subscription.since
    let consent = subscription.shownConsent
    consentFrom = consent?.origin
    consentAt = consent?.at
    consentHow = consent?.how.rawValue
  }

  fileprivate func lines(in timeZone: TimeZone) -> [String] {
    let who = [address, name, language].compactMap(\.self).joined(separator: ", ")
    let more = fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    var lines = ["  \(affiliate): \(status), from \(origin): \(who)"]
    if !more.isEmpty { lines.append("    \(more.joined(separator: "; "))") }
    if let consentFrom, let consentAt {
      let moment = LocalTimeText.text(consentAt, in: timeZone)
      lines.append("    consent: \(consentFrom), \(moment) (\(consentHow ?? "file"))")
    }
    return lines
  }
}
