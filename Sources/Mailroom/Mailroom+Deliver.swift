import Composer
import Foundation
import Newsletter
import Storage
import Transport

extension Mailroom {
  /// What one round of deliveries came to.
  struct DeliveryRound {
    /// Why it stopped early, when it did.
    var stopped: SendingStopped?
    /// The limits for which something stays; the rest went.
    var limits: String?
    /// Whether the server took any session.
    var wasOpened = false
    /// What wants somebody to look, a sentence each.
    var alarms: [String] = []
  }

  /// Sends all that waits and whose time has come, in the order of freezing.
  ///
  /// Feeders read and make messages ahead, couriers carry them, each over a session of its own, and
  /// every change of a delivery's state goes through the sent-log's one writer.
  ///
  /// - Parameter stopped: affiliates whose editions wait until their lists are in order.
  func deliver(_ log: SentLog, except stopped: Set<AffiliateID>) async throws -> DeliveryRound {
    let horizon = clock()
    let editions = try deliverable(dueBy: horizon, except: stopped)
    guard !editions.isEmpty else { return DeliveryRound() }
    let board = SendingBoard(progress)
    for id in editions.map(\.edition.id) {
      board.begin(id, of: try store.waitingCount(in: id, dueBy: horizon))
    }
    let lanes = lanes
    let outbox = try Outbox(
      Brake(pace.limit, store, at: horizon),
      lanes: lanes.map { try Brake($0.limit, store, domain: $0.domain, at: horizon) })
    let gate = RelayGate()
    log.expect(sessions: pace.sessions)
    // Both end with this round.
    async let _: Void = board.keepTelling()
    async let _: Void = outbox.keepGoing()
    try await withTaskCancellationHandler {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (index, lane) in lanes.enumerated() {
          let feeder = Feeder(
            room: self, log: log, board: board, outbox: outbox, lane: index,
            domains: lane.recipients, horizon: horizon)
          group.addTask {
            do { try await feeder.feed(editions) } catch { try outbox.stop(after: error, gate) }
          }
        }
        group.addTask { try await carry(log, outbox, gate, board) }
        try await group.waitForAll()
      }
    } onCancel: {
      gate.interrupt()
      outbox.stop()
    }
    return round(outbox, gate, board)
  }

  /// The editions that may go on now.
  func deliverable(
    dueBy horizon: Date, except stopped: Set<AffiliateID>
  ) throws -> [StoredEdition] {
    let paused = try store.pauses()
    return try store.unfinished(dueBy: horizon).filter {
      !stopped.contains($0.edition.affiliate) && paused[$0.edition.id] == nil
    }
  }

  /// Lets couriers carry what the feeders make, until there is no more or the run ends.
  private func carry(
    _ log: SentLog, _ outbox: Outbox, _ gate: RelayGate, _ board: SendingBoard
  ) async throws {
    // However it ends, the feeders need make no more.
    defer { outbox.stop() }
    // Together with the loop that waits for the sockets, so that a session's next step needs no
    // change of threads.
    try await withTaskExecutorPreference(SMTPSession.executor) {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<max(1, pace.sessions) {
          group.addTask {
            var courier = Courier(self, log, outbox, gate, board)
            try await courier.run()
          }
        }
        try await group.waitForAll()
      }
    }
  }

  private func round(
    _ outbox: Outbox, _ gate: RelayGate, _ board: SendingBoard
  ) -> DeliveryRound {
    var round = DeliveryRound(stopped: gate.stopped, wasOpened: gate.wasOpened)
    round.alarms = board.alarms
    if let crowding = gate.crowding { round.alarms.append(crowding) }
    let limits = outbox.limitsReached
    if !limits.isEmpty { round.limits = limits.joined(separator: " and ") }
    return round
  }
}

// MARK: - Lanes

extension Mailroom {
  /// Deliveries that share a limit: those of one domain, or all the others.
  private struct Lane {
    let domain: String?
    let limit: RateLimit
    let recipients: RecipientDomains
  }

  /// One lane for each limited domain, and one for the rest.
  private var lanes: [Lane] {
    let limited = pace.domainLimits.sorted { $0.key < $1.key }
    return limited.map { Lane(domain: $0.key, limit: $0.value, recipients: .only($0.key)) }
      + [Lane(domain: nil, limit: RateLimit(), recipients: .except(limited.map(\.key)))]
  }
}

extension Outbox {
  /// Ends the work because its maker cannot go on. A log that cannot be written ends the run in
  /// good order; anything else is thrown on.
  fileprivate func stop(after error: any Error, _ gate: RelayGate) throws {
    defer { stop() }
    guard !(error is CancellationError) else { return gate.stop(SendingStopped(.interrupted)) }
    guard let error = error as? StorageError else { throw error }
    gate.stop(SendingStopped(.commitFailed(error)))
  }
}
