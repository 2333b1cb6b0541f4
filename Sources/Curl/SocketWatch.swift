import Synchronization

/// What the loop knows of one socket, and who waits for it.
///
/// The system tells of each change once (edge-triggered), so what it told is kept until somebody
/// has used it up.
final class SocketWatch: Sendable {
  enum Direction: Sendable {
    case reading, writing
  }

  private struct State {
    var isReadable = true
    var isWritable = true
    /// The other side has said that it sends no more, or the connection broke.
    var isEnding = false
    var isGone = false
    /// Only those who must wait do.
    var isHurried = false
    var waiter: Waiter?
  }

  private struct Waiter {
    let direction: Direction
    let deadline: ContinuousClock.Instant
    let mayHurry: Bool
    let continuation: CheckedContinuation<Bool, Never>
  }

  private let state = Mutex(State())

  /// Whether octets may be there to read.
  var isReadable: Bool { state.withLock { $0.isReadable } }

  /// To be called before a try, so that what changes meanwhile is not missed.
  func use(_ direction: Direction) {
    state.withLock { state in
      switch direction {
      case .reading: state.isReadable = false
      case .writing: state.isWritable = false
      }
    }
  }

  /// Says that octets came.
  ///
  /// The system tells of the end of a connection once, and perhaps together with the last octets:
  /// behind them there is then still the end to be read.
  ///
  /// - Parameter isMoreLikely: there was no room for more of them.
  func took(isMoreLikely: Bool) {
    state.withLock { state in
      if isMoreLikely || state.isEnding { state.isReadable = true }
    }
  }

  /// Waits until a try may do something; false when the deadline came first or the socket is gone.
  ///
  /// - Parameter mayHurry: it ends too when somebody asks for it (``hurry()``).
  nonisolated(nonsending) func wait(
    for direction: Direction, until deadline: ContinuousClock.Instant, mayHurry: Bool = false
  ) async -> Bool {
    await withCheckedContinuation { continuation in
      let answer: Bool? = state.withLock { state in
        if state.isGone { return false }
        if direction == .reading ? state.isReadable : state.isWritable { return true }
        if mayHurry, state.isHurried { return false }
        state.waiter = Waiter(
          direction: direction, deadline: deadline, mayHurry: mayHurry, continuation: continuation)
        return nil
      }
      if let answer { continuation.resume(returning: answer) }
    }
  }

  /// What the system told.
  func note(isReadable: Bool, isWritable: Bool, isEnding: Bool = false) {
    resume(with: true) { state in
      state.isEnding = state.isEnding || isEnding
      state.isReadable = state.isReadable || isReadable
      state.isWritable = state.isWritable || isWritable
      return state.waiter?.direction == .reading ? state.isReadable : state.isWritable
    }
  }

  /// Ends a wait whose time is over.
  func expire(at now: ContinuousClock.Instant) {
    resume(with: false) { state in state.waiter.map { $0.deadline <= now } ?? false }
  }

  /// Ends the waits that may hurry, now and later.
  func hurry() {
    resume(with: false) { state in
      state.isHurried = true
      return state.waiter?.mayHurry ?? false
    }
  }

  /// Ends every wait, now and later.
  func giveUp() {
    resume(with: false) { state in
      state.isGone = true
      return true
    }
  }

  private func resume(with answer: Bool, when isDue: (inout State) -> Bool) {
    let waiter: Waiter? = state.withLock { state in
      guard isDue(&state) else { return nil }
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.continuation.resume(returning: answer)
  }
}
