import Foundation
import Mail
import Newsletter
import Storage

/// One delivery as `log` shows it: JSON has its moments in UTC, text in the organization's time.
struct DeliveryEntry: Encodable {
  struct Attempt: Encodable {
    let at: Date
    let run: Int64
    let state: String
    let detail: String?
  }

  let edition: String
  let address: String
  let isCopy: Bool
  let state: String
  let reason: String?
  let reply: String?
  /// What the server calls the message that it took, to ask there what became of it.
  let queueID: String?
  let nextTry: Date?
  let stories: [String]
  let attempts: [Attempt]

  init(_ delivery: LoggedDelivery) {
    edition = delivery.edition.text
    address = delivery.address
    isCopy = delivery.isCopy
    state = delivery.state.rawValue
    reason = delivery.reason?.words
    reply = delivery.reply
    queueID =
      delivery.state == .accepted
      ? delivery.reply.flatMap(SMTPReply.init(text:))?.queueID : nil
    nextTry = delivery.nextTry
    stories = delivery.stories
    attempts = delivery.attempts.map {
      Attempt(at: $0.at, run: $0.run, state: $0.state.rawValue, detail: $0.detail)
    }
  }

  private func why(in zone: TimeZone) -> String {
    let next = nextTry.map { "next try \(LocalTimeText.text($0, in: zone))" }
    let facts = [reason, reason == nil ? reply : nil, next, isCopy ? "copy" : nil]
      .compactMap { $0 }
    return facts.isEmpty ? "" : " (\(facts.joined(separator: "; ")))"
  }

  func line(in zone: TimeZone) -> String { "\(address)  \(state)\(why(in: zone))" }

  func lines(in zone: TimeZone) -> [String] {
    let last = attempts.last.map { "  \(LocalTimeText.text($0.at, in: zone))" } ?? ""
    return ["\(edition)\(last)  \(state)\(why(in: zone))"] + stories.map { "    \($0)" }
  }
}
