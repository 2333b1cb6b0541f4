import Newsletter
import Synchronization

/// What is made and not yet carried: the makers put messages in, the sessions take them out.
///
/// It is bounded, so that messages are made no further ahead than the server takes them, and it
/// keeps the rates: a message leaves when its turn has come.
final class Outbox: Sendable {
  let state: Mutex<OutboxState>

  /// - Parameters:
  ///   - brake: what all lanes share.
  ///   - lanes: the limits of each lane; the first that may go goes.
  init(_ brake: Brake, lanes: [Brake]) {
    state = Mutex(OutboxState(brake, lanes: lanes))
  }

  /// The limits that kept something back.
  var limitsReached: [String] {
    state.withLock { state in
      let full = state.lanes.indices.filter { state.lanes[$0].count > 0 }
      return state.keptBack.union(full.compactMap { state.limitReached($0) }).sorted()
    }
  }

  var isStopped: Bool { state.withLock { $0.isStopped } }

  /// Whether an edition's messages were taken out again.
  func isRemoved(_ edition: EditionID) -> Bool { state.withLock { $0.removed.contains(edition) } }
}

// MARK: - Making

extension Outbox {
  /// Puts messages at a lane's end, when there is room; false when no more are wanted there.
  func put(_ parcels: [Parcel], in lane: Int) async -> Bool {
    while true {
      let isWanted: Bool? = state.withLock { state in
        if state.isStopped { return false }
        if let limit = state.limitReached(lane) {
          state.keptBack.insert(limit)
          return false
        }
        guard state.hasRoom(lane) else { return nil }
        // Its maker may have waited here while an edition was paused.
        state.lanes[lane].later +=
          state.removed.isEmpty
          ? parcels : parcels.filter { !state.removed.contains($0.edition) }
        return true
      }
      if let isWanted {
        // One for each: who finds nothing would have been woken in vain.
        if isWanted { wakeTakers(parcels.count) } else { wakeTakers() }
        return isWanted
      }
      await withCheckedContinuation { continuation in
        let isFree = state.withLock { state in
          guard !state.isStopped, state.limitReached(lane) == nil,
            !state.hasRoom(lane)
          else { return true }
          state.makers.append(OutboxState.Maker(lane: lane, continuation: continuation))
          return false
        }
        if isFree { continuation.resume() }
      }
    }
  }

  /// Says that nothing more comes in a lane.
  func close(_ lane: Int) {
    state.withLock { $0.lanes[lane].isFed = false }
    wakeTakers()
  }

  /// Takes an edition's messages out again: nobody is to get them now.
  func remove(_ edition: EditionID) {
    state.withLock { state in
      state.removed.insert(edition)
      for lane in state.lanes.indices {
        state.lanes[lane].parcels.removeAll { $0.edition == edition }
        state.lanes[lane].later.removeAll { $0.edition == edition }
      }
    }
    wakeAll()
  }

  /// From now on nothing is taken and nothing put in.
  func stop() {
    state.withLock { $0.isStopped = true }
    wakeAll()
  }
}

// MARK: - Taking

extension Outbox {
  /// The next message, when one may go this moment.
  func takeNow() -> Parcel? {
    guard case .parcel(let parcel) = turn() else { return nil }
    return parcel
  }

  /// The next message, when its turn has come; nil when there will be no more.
  func take() async throws -> Parcel? {
    while true {
      switch turn() {
      case .parcel(let parcel): return parcel
      case .ended: return nil
      case .at(let moment):
        // In short naps: a lane without a limit may be filled meanwhile.
        try await Task.sleep(until: min(moment, .now + .milliseconds(50)), clock: .continuous)
      case .later:
        await change {
          $0.takers.append($1)
          return true
        }
      }
    }
  }

  /// The next message, also when it is just being made; nil when none may go soon.
  ///
  /// Announced behind the message that a session has in hand it saves both sides a write. So where
  /// messages are carried faster than they are made, a session waits a moment for one.
  func takeSoon() async -> Parcel? {
    if let parcel = takeNow() { return parcel }
    await change { state, continuation in
      guard state.isFed else { return false }
      state.carriers.append(.init(since: .now, continuation: continuation))
      return true
    }
    return takeNow()
  }

  /// Until it is cancelled, lets those go on who have waited a moment for a message to announce: what
  /// they have in hand, and what they know of the message before, is not to wait for long.
  func keepGoing() async {
    // A nap that is cancelled ends the loop.
    while (try? await Task.sleep(for: Self.patience / 2)) != nil {
      let due = state.withLock { $0.removeCarriers(since: .now - Self.patience) }
      for carrier in due { carrier.resume() }
    }
  }

  private static let patience = Duration.milliseconds(100)

  /// Says that a taken message needs no carrying any more.
  func settled(_ parcel: Parcel) {
    let isNews = state.withLock { state in
      state.inHand -= 1
      // Limits are of what the server was given; another may go in its place.
      if !parcel.isHandedOver { state.giveBack(parcel) }
      return state.inHand == 0 || !parcel.isHandedOver
    }
    if isNews { wakeTakers() }
  }

  /// Gives a taken message back: it goes first.
  ///
  /// - Parameter behindOthers: it goes last, because a session ended with it: should it be the
  ///   reason, the others do not wait behind it.
  func putBack(_ parcel: Parcel, behindOthers: Bool = false) {
    state.withLock { state in
      state.inHand -= 1
      state.giveBack(parcel)
      guard !state.removed.contains(parcel.edition) else { return }
      if behindOthers {
        state.lanes[parcel.lane].later.append(parcel)
      } else {
        state.lanes[parcel.lane].parcels.append(parcel)
      }
    }
    wakeTakers()
  }

  private func turn() -> OutboxState.Turn {
    let (turn, makers) = state.withLock { state -> (OutboxState.Turn, [OutboxState.Maker]) in
      let turn = state.turn(at: .now)
      guard case .parcel = turn, !state.makers.isEmpty else { return (turn, []) }
      return (turn, state.makersWithRoom())
    }
    for maker in makers { maker.continuation.resume() }
    return turn
  }

  /// Waits until something has changed.
  ///
  /// - Parameter join: stands in line with those who are woken then; false when nothing can be waited
  ///   for there.
  private func change(
    _ join: (inout OutboxState, CheckedContinuation<Void, Never>) -> Bool
  ) async {
    await withCheckedContinuation { continuation in
      let isWaiting = state.withLock { state in
        guard case .later = state.turn(at: .now, taking: false) else { return false }
        return join(&state, continuation)
      }
      if !isWaiting { continuation.resume() }
    }
  }

  /// - Parameter most: idle ones first, and those who wait longest.
  private func wakeTakers(_ most: Int = .max) {
    for taker in state.withLock({ $0.removeTakers(most) }) { taker.resume() }
  }

  private func wakeAll() {
    let makers = state.withLock { state in
      defer { state.makers = [] }
      return state.makers
    }
    for maker in makers { maker.continuation.resume() }
    wakeTakers()
  }
}
