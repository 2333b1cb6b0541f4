import Diagnostics
import Foundation
import MailCatcher
import Newsletter
import Testing

@testable import Mailroom

@Suite("A fault of the server", .timeLimit(.minutes(10)))
struct ServerFaultTests {
  @Test(
    "leaves every delivery in the state that the design says, and the next run mends what can be",
    arguments: FaultCase.all)
  func lasting(_ example: FaultCase) async throws {
    let isSilent = example.mishap == .silence
    try await (isSilent ? Turnstile.patient : .busy).pass {
      let trial = try Trial(["ana", "ben", "cleo"], example.way, hasLogin: example.verb == .auth)
      trial.becomeImpatient(.seconds(isSilent ? 4 : 30))
      let forecast = Forecast(example)
      let report = try await trial.send(example.faults())
      let states = try trial.states()
      for (person, allowed) in forecast.states {
        let state = try #require(states[person])
        #expect(allowed.contains(state), "\(person): \(state)")
      }
      try Self.check(trial, report, forecast)
      // Nobody waits for a server that has answered or gone.
      if !isSilent { #expect(report.stopped?.message.contains("in time") != true) }

      trial.waitForRetry()
      let again = try await trial.send()
      #expect(try trial.states() == states.mapValues(Forecast.next))
      try Self.check(trial, again, forecast)
    }
  }

  /// What holds after every run.
  private static func check(_ trial: Trial, _ report: SendReport, _ forecast: Forecast) throws {
    let standings = try trial.standings()
    for (person, standing) in standings {
      #expect(trial.copies[person, default: 0] == forecast.copies(in: standing.state), "\(person)")
      if standing.state == .planned { #expect(standing.tries == 0, "\(person)") }
    }
    #expect(trial.duplicates == [])
    let states = Set(standings.values.map(\.state))
    // A run may also end because its last failure was the one that left somebody uncertain.
    let isCutShort = report.stopped != nil && states.contains(.uncertain)
    let waits = !states.isDisjoint(with: [.planned, .deferred])
    #expect(
      report.exitCode == (waits || isCutShort ? .tryAgain : .done),
      "\(report.stopped?.message ?? "")")
    #expect(try trial.world.faults() == [])
  }
}
