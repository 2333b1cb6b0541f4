import Newsletter
import Synchronization

/// What is made and not yet carried: the makers put messages in, the sessions take them out.
///
/// It is bounded, so that messages are made no further ahead than the server takes them, and it
/// keeps the rates: a message leaves when its turn has come.
final class Outbox: Sendable {
  fileprivate struct State {
    var lanes: [Lane]
    var brake: Brake
    /// The limits for which something had to stay.
    var keptBack: Set<String> = []
    /// The editions that go no further: what comes of them is left where it is.
    var removed: Set<EditionID> = []
    /// Taken and neither settled nor put back.
    var inHand = 0
    var isStopped = false
    var takers: [CheckedContinuation<Void, Never>] = []
    var makers: [Maker] = []
  }

  /// Somebody who waits for room in a lane.
  fileprivate struct Maker {
    let lane: Int
    let continuation: CheckedContinuation<Void, Never>
  }

  fileprivate struct Lane {
    /// Those that wait, the next one last.
    var parcels: [Parcel] = []
    /// Those that come after them, in order.
    var later: [Parcel] = []
    var brake: Brake
    var isFed = true

    init(brake: Brake) { self.brake = brake }

    var count: Int { parcels.count + later.count }

    mutating func removeFirst() -> Parcel {
      if parcels.isEmpty { (parcels, later) = (later.reversed(), []) }
      return parcels.removeLast()
    }
  }

  private let state: Mutex<State>

  /// More than this in one lane, and its maker waits.
  fileprivate static let capacity = 256

  /// - Parameters:
  ///   - brake: what all lanes share.
  ///   - lanes: the limits of each lane; the first that may go goes.
  init(_ brake: Brake, lanes: [Brake]) {
    state = Mutex(State(lanes: lanes.map { Lane(brake: $0) }, brake: brake))
  }

  /// The limits that kept something back.
  var limitsReached: [String] {
    state.withLock { state in
      let full = state.lanes.indices.filter { state.lanes[$0].count > 0 }
      return state.keptBack.union(full.compactMap { state.limitReached($0) }).sorted()
    }
  }

  var isStopped: Bool { state.withLock { $0.isStopped } }
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
        guard state.lanes[lane].count < Self.capacity else { return nil }
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
            state.lanes[lane].count >= Self.capacity
          else { return true }
          state.makers.append(Maker(lane: lane, continuation: continuation))
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
      case .later: await change()
      }
    }
  }

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

  fileprivate enum Turn {
    case parcel(Parcel)
    case at(ContinuousClock.Instant)
    case later
    case ended
  }

  private func turn() -> Turn {
    let (turn, makers) = state.withLock { state -> (Turn, [Maker]) in
      let turn = state.turn(at: .now)
      guard case .parcel = turn, !state.makers.isEmpty else { return (turn, []) }
      return (turn, state.makersWithRoom())
    }
    for maker in makers { maker.continuation.resume() }
    return turn
  }

  /// Waits until something has changed.
  private func change() async {
    await withCheckedContinuation { continuation in
      let isDue = state.withLock { state in
        guard case .later = state.turn(at: .now, taking: false) else { return true }
        state.takers.append(continuation)
        return false
      }
      if isDue { continuation.resume() }
    }
  }

  /// - Parameter most: those who wait longest are woken.
  private func wakeTakers(_ most: Int = .max) {
    let takers = state.withLock { state in
      let takers = state.takers.prefix(most)
      state.takers.removeFirst(takers.count)
      return takers
    }
    for taker in takers { taker.resume() }
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

extension Outbox.State {
  /// The limit that lets nothing more out of a lane in this run, if any does.
  func limitReached(_ lane: Int) -> String? { brake.limitReached ?? lanes[lane].brake.limitReached }

  /// Counts a message out of the limits again.
  mutating func giveBack(_ parcel: Parcel) {
    brake.giveBack()
    lanes[parcel.lane].brake.giveBack()
  }

  /// Takes out the makers whose lane is half empty, or closed by a limit: to wake one for each place
  /// that gets free would cost more than the message.
  mutating func makersWithRoom() -> [Outbox.Maker] {
    guard makers.contains(where: hasRoom) else { return [] }
    let due = makers.filter(hasRoom)
    makers = makers.filter { !hasRoom($0) }
    return due
  }

  private func hasRoom(_ maker: Outbox.Maker) -> Bool {
    lanes[maker.lane].count <= Outbox.capacity / 2 || limitReached(maker.lane) != nil
  }

  mutating func turn(at now: ContinuousClock.Instant, taking: Bool = true) -> Outbox.Turn {
    if isStopped { return .ended }
    var soonest: ContinuousClock.Instant?
    for lane in lanes.indices where lanes[lane].count > 0 && limitReached(lane) == nil {
      let due = max(brake.next ?? now, lanes[lane].brake.next ?? now)
      guard due <= now else {
        soonest = min(soonest ?? due, due)
        continue
      }
      guard taking else { return .at(now) }
      brake.take(at: now)
      lanes[lane].brake.take(at: now)
      inHand += 1
      var parcel = lanes[lane].removeFirst()
      parcel.lane = lane
      return .parcel(parcel)
    }
    if let soonest { return .at(soonest) }
    // A maker that meets a limit notes what is kept back, and then feeds no more.
    let isDone = lanes.indices.allSatisfy { lane in
      !lanes[lane].isFed && (limitReached(lane) != nil || lanes[lane].count == 0)
    }
    return isDone && inHand == 0 ? .ended : .later
  }
}
