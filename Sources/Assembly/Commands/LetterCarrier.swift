import Diagnostics
import Foundation
import Mailroom
import ServiceLifecycle
import Storage

/// Sends letters as they come, beside the site, until the process is asked to stop; now and then it
/// forgets sign-ups that nobody confirmed.
struct LetterCarrier: Service {
  let office: LetterOffice
  let console: Console

  /// How long a new letter may wait: a look at an empty queue costs one small query.
  private static let interval = Duration.seconds(1)
  /// How often sign-ups that are too old are looked for.
  private static let sweepInterval = Duration.seconds(3600)
  /// How long to leave a relay alone that could not be used, time after time.
  private static let pauses: [Duration] = [.seconds(5), .seconds(15), .seconds(60), .seconds(300)]

  func run() async throws {
    var failures = 0
    var told: String?
    var nextSweep = ContinuousClock.now
    while !Task.isShuttingDownGracefully && !Task.isCancelled {
      if ContinuousClock.now >= nextSweep {
        sweep()
        nextSweep += Self.sweepInterval
      }
      let trouble = await trouble()
      failures = trouble == nil ? 0 : failures + 1
      // Told once, not every few seconds; and again when it has become another.
      if let trouble, trouble.message != told { tell(trouble) }
      told = trouble?.message
      let pause =
        trouble == nil ? Self.interval : Self.pauses[min(failures, Self.pauses.count) - 1]
      await sleep(pause)
    }
  }

  private func sweep() {
    // What could not be forgotten now is so in an hour, or by 'run'.
    _ = try? office.store.forgetUnconfirmed(at: office.clock())
  }

  /// Sends what waits; why some of it still does.
  private func trouble() async -> Trouble? {
    do {
      let report = try await office.sendWaiting()
      if let obstacle = report.obstacle { return Trouble(obstacle) }
      return report.failures.first.map(Trouble.init)
    } catch {
      return Trouble(error)
    }
  }

  private func tell(_ trouble: Trouble) {
    console.warn("letters wait: \(trouble.message)", hint: trouble.hint)
  }

  private func sleep(_ pause: Duration) async {
    await cancelWhenGracefulShutdown {
      // An end of the nap before its time is what was asked for.
      try? await Task.sleep(for: pause)
    }
  }

  private struct Trouble: Sendable {
    let message: String
    let hint: String?

    init(_ error: any Error) {
      let hinted = error as? any HintedError
      message = hinted?.message ?? "\(error)"
      hint = hinted?.hint
    }
  }
}
