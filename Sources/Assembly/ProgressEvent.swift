import Foundation
import Mailroom
import Newsletter

/// A step of the work as a line of JSON, for programs that watch (`--json`).
///
///     {"accepted":1200,"deferred":3,"done":1204,"edition":"jpu-2026-11-20","event":"sending",…}
///     {"deferred":3,"event":"waiting","nextTry":"2026-11-20T15:05:00Z"}
enum ProgressEvent: Encodable, Equatable {
  case sending(SendingTally)
  case waiting(deferred: Int, until: Date)

  /// Nil for steps that are no event.
  init?(_ progress: MailroomProgress) {
    switch progress {
    case .sending(let tally): self = .sending(tally)
    case .waiting(let deferred, let until): self = .waiting(deferred: deferred, until: until)
    case .fetched, .begun, .frozen, .ready, .handedOver, .delivered, .recorded: return nil
    }
  }

  private enum Key: String, CodingKey {
    case event, edition, done, of, accepted, deferred, rejected, expired, uncertain, leftOut
    case perSecond, secondsLeft, nextTry
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .sending(let tally): try encode(tally, to: &container)
    case .waiting(let deferred, let until):
      try container.encode("waiting", forKey: .event)
      try container.encode(deferred, forKey: .deferred)
      try container.encode(until, forKey: .nextTry)
    }
  }

  private func encode(
    _ tally: SendingTally, to container: inout KeyedEncodingContainer<Key>
  ) throws {
    try container.encode("sending", forKey: .event)
    try container.encode(tally.edition.text, forKey: .edition)
    let counts: [(Key, Int)] = [
      (.done, tally.done), (.of, tally.total), (.accepted, tally.accepted),
      (.deferred, tally.deferred), (.rejected, tally.rejected), (.expired, tally.expired),
      (.uncertain, tally.uncertain), (.leftOut, tally.leftOut),
    ]
    for (key, count) in counts { try container.encode(count, forKey: key) }
    try container.encode((tally.rate * 10).rounded() / 10, forKey: .perSecond)
    // Null while there is no rate to go by.
    try container.encode(
      tally.timeLeft.map { $0.components.seconds + ($0.components.attoseconds > 0 ? 1 : 0) },
      forKey: .secondsLeft)
  }
}
