import MailCatcher
import Newsletter

/// What a fault must lead to, by the rules of the design and by nothing of the engine.
///
/// The rules, in the words of "What a refusal is about" and of the table of transitions:
/// 1. Before the dot, RCPT refused is about the address, DATA refused about the message: 4yz puts
///    that delivery off, 5yz rejects it.
/// 2. Everything else before the dot (a refused connection, EHLO, STARTTLS, login or MAIL; 421; a
///    code about the sender; a lost or silent connection) is about the session: the delivery stays
///    planned, no try is counted, and three in a row end the run.
/// 3. The reply to the dot: 5yz rejects, 4yz puts off, and so does whatever is about the session.
/// 4. Without a reply to the dot the delivery is uncertain.
/// 5. What comes after the reply to the dot changes nothing.
struct Forecast: Sendable {
  /// In which states each person's delivery may be.
  var states: [String: Set<DeliveryState>]
  /// How many copies of an uncertain message the server has.
  var copiesIfUncertain = 0

  init(_ example: FaultCase) {
    states = ["ana": [.accepted], "ben": [.accepted], "cleo": [.accepted]]
    switch (example.verb, example.mishap) {
    case (.rset, _): states["ben"] = [.rejected]
    case (_, .slow), (.quit, _): break
    case (.dot, let mishap): states["ben"] = [Self.answered(mishap)]
    case (.rcpt, .later), (.data, .later): states["ben"] = [.deferred]
    case (.rcpt, .never), (.data, .never): states["ben"] = [.rejected]
    case (.rcpt, _), (.data, _): failSessionsOfBen(example)
    default: states = states.mapValues { _ in [.planned] }
    }
    if example.verb == .dot { copiesIfUncertain = 1 }
  }

  /// Rules 3, 4 and 5.
  private static func answered(_ mishap: Mishap) -> DeliveryState {
    switch mishap {
    case .later, .closing, .mistrust: .deferred
    case .never: .rejected
    case .disconnect, .silence: .uncertain
    case .disconnectAfter, .slow: .accepted
    }
  }

  /// Each session ends that comes to Ben, so he goes behind the others and ends the run. On the only
  /// session the others have had their turn by then; beside other sessions that is a matter of who
  /// was first.
  private mutating func failSessionsOfBen(_ example: FaultCase) {
    states["ben"] = [.planned]
    if example.way.sessions > 1 {
      states["ana"] = [.accepted, .planned]
      states["cleo"] = [.accepted, .planned]
    }
    guard example.verb == .data, example.mishap == .disconnectAfter else { return }
    // 354 came, and whether the end of the connection is seen before the message is written is a
    // race: if it is not, nobody can know.
    states["ben"] = [.planned, .uncertain]
    states["cleo"] = [.accepted, .planned]
  }

  /// The state after the next run, when the fault is gone and the time for a second try has come.
  static func next(after state: DeliveryState) -> DeliveryState {
    switch state {
    case .planned, .deferred: .accepted
    default: state
    }
  }

  /// How many copies the server has of a message in this state.
  func copies(in state: DeliveryState) -> Int {
    switch state {
    case .accepted: 1
    case .uncertain: copiesIfUncertain
    default: 0
    }
  }
}
