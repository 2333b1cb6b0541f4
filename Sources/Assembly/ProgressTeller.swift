import Foundation
import Mailroom
import Synchronization

/// Tells the terminal, or a program that reads JSON, how the work goes on.
///
/// A class, because several tasks of one run tell it their steps.
final class ProgressTeller: Sendable {
  private let console: Console
  private let timeZone: TimeZone
  private let pace: Mutex<ProgressPace>

  init(_ console: Console, timeZone: TimeZone) {
    self.console = console
    self.timeZone = timeZone
    pace = Mutex(ProgressPace(every: console.isJSON ? .seconds(1) : .milliseconds(100)))
  }

  /// Hears one step; tells it when it is time.
  func hear(_ step: MailroomProgress) {
    switch step {
    // Three for each message, of which none is told.
    case .ready, .handedOver, .delivered: return
    case .fetched, .begun, .frozen, .sending, .waiting, .recorded: break
    }
    let steps = pace.withLock { $0.steps(after: step, at: .now) }
    for step in steps { tell(step) }
  }

  private func tell(_ step: MailroomProgress) {
    if console.isJSON {
      if let event = ProgressEvent(step) { console.event(event) }
    } else if let text = ProgressLine.text(step, in: timeZone, at: Federation.clock()) {
      console.progress(text)
    }
  }
}
