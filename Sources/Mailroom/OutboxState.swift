import Newsletter

/// What the ``Outbox`` holds, and who waits for it.
struct OutboxState {
  var lanes: [Lane]
  var brake: Brake
  /// The limits for which something had to stay.
  var keptBack: Set<String> = []
  /// The editions that go no further: what comes of them is left where it is.
  var removed: Set<EditionID> = []
  /// Taken and neither settled nor put back.
  var inHand = 0
  var isStopped = false
  /// Those who wait for a message and have nothing to do meanwhile.
  var takers: [CheckedContinuation<Void, Never>] = []
  /// Those who have one in hand, and would announce another behind it; who came first is first.
  var carriers: [Carrier] = []
  var makers: [Maker] = []

  /// More than this in one lane, and its maker waits.
  private static let capacity = 256

  init(_ brake: Brake, lanes: [Brake]) {
    self.brake = brake
    self.lanes = lanes.map(Lane.init)
  }

  /// Somebody who waits for a message to announce behind another.
  struct Carrier {
    let since: ContinuousClock.Instant
    let continuation: CheckedContinuation<Void, Never>
  }

  /// Somebody who waits for room in a lane.
  struct Maker {
    let lane: Int
    let continuation: CheckedContinuation<Void, Never>
  }

  struct Lane {
    /// Those that wait, the next one last.
    var parcels: [Parcel] = []
    /// Those that come after them, in order.
    var later: [Parcel] = []
    var brake: Brake
    var isFed = true

    init(_ brake: Brake) { self.brake = brake }

    var count: Int { parcels.count + later.count }

    mutating func removeFirst() -> Parcel {
      if parcels.isEmpty { (parcels, later) = (later.reversed(), []) }
      return parcels.removeLast()
    }
  }

  enum Turn {
    case parcel(Parcel)
    /// One may go then.
    case at(ContinuousClock.Instant)
    /// There may be more once something has changed.
    case later
    case ended
  }
}

extension OutboxState {
  /// The limit that lets nothing more out of a lane in this run, if any does.
  func limitReached(_ lane: Int) -> String? { brake.limitReached ?? lanes[lane].brake.limitReached }

  /// Whether a maker may still put something in that may leave in this run.
  var isFed: Bool { lanes.indices.contains { lanes[$0].isFed && limitReached($0) == nil } }

  /// Counts a message out of the limits again.
  mutating func giveBack(_ parcel: Parcel) {
    brake.giveBack()
    lanes[parcel.lane].brake.giveBack()
  }

  /// Whether another share of messages fits into a lane.
  func hasRoom(_ lane: Int) -> Bool { lanes[lane].count < Self.capacity }

  /// Takes out the makers whose lane is half empty, or closed by a limit: to wake one for each place
  /// that gets free would cost more than the message.
  mutating func makersWithRoom() -> [Maker] {
    guard makers.contains(where: hasRoom) else { return [] }
    let due = makers.filter(hasRoom)
    makers = makers.filter { !hasRoom($0) }
    return due
  }

  private func hasRoom(_ maker: Maker) -> Bool {
    lanes[maker.lane].count <= Self.capacity / 2 || limitReached(maker.lane) != nil
  }

  /// Takes out those who wait for a message: first the idle ones, so that no message waits behind
  /// another one's answer while a session has nothing to do.
  mutating func removeTakers(_ most: Int) -> [CheckedContinuation<Void, Never>] {
    let idle = takers.prefix(most)
    let others = carriers.prefix(most - idle.count)
    takers.removeFirst(idle.count)
    carriers.removeFirst(others.count)
    return idle + others.map(\.continuation)
  }

  /// Takes out the carriers that have waited since then or longer.
  mutating func removeCarriers(since moment: ContinuousClock.Instant)
    -> [CheckedContinuation<Void, Never>]
  {
    let due = carriers.prefix { $0.since <= moment }
    carriers.removeFirst(due.count)
    return due.map(\.continuation)
  }

  /// What somebody who asks for a message is told.
  ///
  /// - Parameter taking: false only looks, and says `.at` where there is one.
  mutating func turn(at now: ContinuousClock.Instant, taking: Bool = true) -> Turn {
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
