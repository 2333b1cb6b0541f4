import Foundation
import Storage

/// How the sending of an edition went, as `log edition` shows it.
struct FiguresReport: Encodable {
  let first: Date
  let last: Date
  /// Spent sending: long pauses do not count.
  let seconds: Int
  let accepted: Int
  let deferred: Int
  let rejected: Int
  let uncertain: Int
  let perSecond: Double

  init(_ figures: EditionFigures) {
    first = figures.first
    last = figures.last
    seconds = figures.seconds
    accepted = figures.accepted
    deferred = figures.deferred
    rejected = figures.rejected
    uncertain = figures.uncertain
    perSecond = (figures.perSecond * 10).rounded() / 10
  }

  /// `Sent from 2026-11-20 09:00 to 2026-11-20 09:01: 20,000 accepted, 3 deferred · 812/s`
  func line(in zone: TimeZone) -> String {
    let from = LocalTimeText.text(first, in: zone)
    let to = LocalTimeText.text(last, in: zone)
    let time = from == to ? "Sent at \(from)" : "Sent from \(from) to \(to)"
    let counts = [
      (accepted, "accepted"), (deferred, "deferred"), (rejected, "rejected"),
      (uncertain, "uncertain"),
    ].filter { $0.0 > 0 }.map { "\(ProgressLine.grouped($0.0)) \($0.1)" }
    return "\(time): "
      + (counts + ["\(ProgressLine.figure(perSecond))/s"]).joined(separator: " · ")
  }
}
