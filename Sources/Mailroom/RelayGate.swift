import Diagnostics
import Synchronization
import Transport

/// What the sessions of one run know of their relay together: whether it can be used, and when the
/// next may knock.
///
/// While the relay has not shown that it takes sessions, one at a time knocks. What ends several
/// sessions at once counts as one failure; after three in a row the run ends.
final class RelayGate: Sendable {
  fileprivate struct State {
    /// In a row, without an answer about a message in between.
    var failures = 0
    /// Counts the failures: a session that was opened before the last one tells nothing new.
    var era = 0
    var isProven = false
    var isTrying = false
    var retired = 0
    var lastRefusal = ""
    var stopped: SendingStopped?
    /// The open ones, by number.
    var lines: [Int: any DeliverySession] = [:]
    var lastLine = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  /// Why the run ends early, when it does.
  var stopped: SendingStopped? { state.withLock { $0.stopped } }

  /// Whether any session could be opened.
  var wasOpened: Bool { state.withLock { $0.lastLine > 0 } }

  /// What the server thought of the number of sessions, when it refused some.
  var crowding: String? {
    state.withLock { state in
      guard state.retired > 0, state.stopped == nil else { return nil }
      return
        "the server refused \(state.retired == 1 ? "one session" : "\(state.retired) sessions")"
        + " beside those it had: \(state.lastRefusal); set smtp.sessions lower"
    }
  }

  /// What a session does after it could not be opened.
  enum Advice: Sendable, Equatable {
    case tryAgain, retire, stop
  }
}

extension RelayGate {
  /// Waits for the turn to knock; false when the run ends.
  func enter() async -> Bool {
    while true {
      let answer: Bool? = state.withLock { state in
        if state.stopped != nil { return false }
        if !state.isProven, state.isTrying { return nil }
        state.isTrying = true
        return true
      }
      if let answer { return answer }
      await withCheckedContinuation { continuation in
        let isFree = state.withLock { state in
          guard state.stopped == nil, !state.isProven, state.isTrying else { return true }
          state.waiting.append(continuation)
          return false
        }
        if isFree { continuation.resume() }
      }
    }
  }

  /// A session is open; its number, and the era that it belongs to.
  func opened(_ line: any DeliverySession) -> (number: Int, era: Int) {
    change { state in
      state.isTrying = false
      state.isProven = true
      state.lastLine += 1
      state.lines[state.lastLine] = line
      // Asked to stop while it was opened.
      if state.stopped != nil { line.hurry() }
      return (state.lastLine, state.era)
    }
  }

  /// A session could not be opened. Beside others that can, it was one too many.
  func notOpened(_ error: any HintedError) -> Advice {
    change { state in
      if state.stopped != nil { return .stop }
      if !state.lines.isEmpty {
        guard (error as? TransportError)?.reply != nil else { return .tryAgain }
        state.retired += 1
        state.lastRefusal = error.message
        return .retire
      }
      state.isProven = false
      guard (error as? TransportError)?.isPermanent == false else {
        state.stopped = SendingStopped(.unusable(error))
        return .stop
      }
      return state.count(error.message)
    }
  }

  /// Another may knock.
  func leave() {
    change { $0.isTrying = false }
  }

  /// The server has answered for a message or an address.
  func answered() {
    state.withLock { $0.failures = 0 }
  }

  /// A session ended in good order.
  func closed(_ number: Int) {
    change { $0.lines[number] = nil }
  }

  /// A session was lost or refused.
  func lost(_ number: Int, era: Int, _ why: String) -> Advice {
    change { state in
      state.lines[number] = nil
      if state.stopped != nil { return .stop }
      // Others have ended for the same reason, and it is counted.
      guard era == state.era else { return .tryAgain }
      state.isProven = false
      return state.count(why)
    }
  }

  /// Ends the run, unless it ends already.
  func stop(_ reason: SendingStopped) {
    change { state in state.stopped = state.stopped ?? reason }
  }

  /// Ends the run because somebody asked for it: no session waits for what need not be known.
  func interrupt() {
    let lines = change { state in
      state.stopped = state.stopped ?? SendingStopped(.interrupted)
      return Array(state.lines.values)
    }
    for line in lines { line.hurry() }
  }

  private func change<Value: Sendable>(_ body: (inout sending State) -> sending Value) -> Value {
    let (value, waiting) = state.withLock { state in
      let value = body(&state)
      defer { state.waiting = [] }
      return (value, state.waiting)
    }
    for continuation in waiting { continuation.resume() }
    return value
  }
}

extension RelayGate.State {
  fileprivate mutating func count(_ why: String) -> RelayGate.Advice {
    failures += 1
    era += 1
    guard failures >= SendingPace.sessionFailuresAllowed else { return .tryAgain }
    stopped = SendingStopped(.sessionsFailed(why))
    return .stop
  }
}
