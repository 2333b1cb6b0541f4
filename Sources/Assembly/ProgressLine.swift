import Foundation
import Mailroom

/// The one line that a terminal shows while work goes on.
enum ProgressLine {
  /// Nil for steps that are too quick to watch.
  static func text(
    _ progress: MailroomProgress, in zone: TimeZone, at now: Date
  ) -> String? {
    switch progress {
    case .fetched(let affiliate, let done, let total):
      "\(bar(done, total)) fetched \(done) of \(total)  \(affiliate)"
    case .sending(let tally): text(tally)
    case .waiting(let deferred, let moment):
      "\(grouped(deferred)) deferred, next try \(LocalTimeText.text(moment, in: zone, on: now))"
    case .begun, .frozen, .ready, .handedOver, .delivered, .recorded: nil
    }
  }

  /// `jpu-2026-11-20  1,204 of 20,000 · 812/s · 3 deferred · 1 rejected · 23 s left`
  private static func text(_ tally: SendingTally) -> String {
    let counts = [
      (tally.deferred, "deferred"), (tally.rejected, "rejected"), (tally.expired, "expired"),
      (tally.uncertain, "uncertain"), (tally.leftOut, "left out"),
    ].filter { $0.0 > 0 }.map { "\(grouped($0.0)) \($0.1)" }
    let rate = tally.rate > 0 ? ["\(figure(tally.rate))/s"] : []
    let rest = tally.isComplete ? [] : tally.timeLeft.map { ["\(words(for: $0)) left"] } ?? []
    let done = "\(tally.edition)  \(grouped(tally.done)) of \(grouped(tally.total))"
    return ([done] + rate + counts + rest).joined(separator: " · ")
  }

  /// `0.4`, `9.6`, `12`, `1,204`: one decimal where it matters.
  static func figure(_ rate: Double) -> String {
    let tenths = Int((rate * 10).rounded())
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10)" : grouped(Int(rate.rounded()))
  }

  /// `1,204`, the same in every locale.
  static func grouped(_ number: Int) -> String {
    var text = String(number)
    var place = text.count - 3
    while place > 0 {
      text.insert(",", at: text.index(text.startIndex, offsetBy: place))
      place -= 3
    }
    return text
  }

  /// `23 s`, `4 min`, `2 h 10 min`, rounded up.
  static func words(for time: Duration) -> String {
    // Nobody waits longer; a rate near nothing would overflow.
    let seconds = Int(min(Double(time.components.seconds) + 1, 1e9))
    if time.components.seconds < 60 {
      return "\(time.components.attoseconds > 0 ? seconds : seconds - 1) s"
    }
    let minutes = (seconds + 58) / 60
    return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
  }

  /// A line that fits a terminal, with `…` for what does not.
  static func cut(_ text: String, to width: Int) -> String {
    text.count <= width ? text : text.prefix(max(0, width - 1)) + "…"
  }

  private static func bar(_ done: Int, _ total: Int, width: Int = 24) -> String {
    let filled = total > 0 ? min(width, done * width / total) : width
    return "[" + String(repeating: "#", count: filled)
      + String(repeating: "·", count: width - filled) + "]"
  }
}
