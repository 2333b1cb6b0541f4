import Composer
import Diagnostics
import Foundation
import Mail
import Newsletter
import Storage
import Transport

/// One session's work: takes messages out of the outbox, carries them to the server one after the
/// other, and has what became of each written into the sent-log.
///
/// The order that the promise rests on: the outcome of the previous delivery and `handedOver` of
/// this one are one transaction, and only when it is durable is the message's final dot written.
/// The next message is announced right behind that dot.
struct Courier {
  private let room: Mailroom
  private let log: SentLog
  private let outbox: Outbox
  private let gate: RelayGate
  private let board: SendingBoard
  private var session: OpenSession?
  /// Outcomes that are known and not written yet; they go with the next commit.
  private var pending: [DeliveryOutcomeRecord] = []

  private struct OpenSession {
    let line: any DeliverySession
    let era: Int
    var sent = 0
    /// Whether the server has answered for a message or an address.
    var hasAnswered = false
  }

  init(
    _ room: Mailroom, _ log: SentLog, _ outbox: Outbox, _ gate: RelayGate, _ board: SendingBoard
  ) {
    self.room = room
    self.log = log
    self.outbox = outbox
    self.gate = gate
    self.board = board
  }

  /// Works until there is no more to carry or the run ends; what is known is written then.
  mutating func run() async throws {
    let worked = await Result.of { try await work() }
    let written = await Result.of { try await commit() }
    if board.hasBegun { room.progress(.recorded) }
    await closeSession()
    for result in [worked, written] { try stop(after: result) }
  }

  private mutating func work() async throws {
    while let parcel = try await nextParcel() {
      switch try await openSession() {
      case .tryAgain where session == nil:
        // Before the pause: another session may be idle, and take it meanwhile.
        outbox.putBack(parcel)
        defer { gate.leave() }
        try await pause()
      case .tryAgain: try await carry(parcel)
      case .retire: return outbox.putBack(parcel)
      case .stop:
        outbox.putBack(parcel)
        return outbox.stop()
      }
    }
  }

  /// The next message; while there is none, nothing that is known stays unwritten.
  private mutating func nextParcel() async throws -> Parcel? {
    if let parcel = outbox.takeNow() { return parcel }
    try await commit()
    return try await outbox.take()
  }

  /// Turns what ends a run in good order into its reason; anything else is thrown on.
  private func stop(after result: Result<Void, any Error>) throws {
    do {
      try result.get()
    } catch let error as StorageError {
      end(.commitFailed(error))
    } catch is CancellationError {
      end(.interrupted)
    } catch {
      // The others would wait for what this one has in hand.
      end(.interrupted)
      throw error
    }
  }

  private func end(_ reason: SendingStopped.Reason) {
    gate.stop(SendingStopped(reason))
    outbox.stop()
  }
}

// MARK: - Carrying

extension Courier {
  /// Carries a message, and after it whatever could be announced behind it.
  private mutating func carry(_ first: Parcel) async throws {
    guard let line = session?.line else { return outbox.putBack(first) }
    var parcel = first
    var answer: Result<Offer, TransportError>
    do throws(TransportError) {
      answer = .success(try await line.offer(parcel.envelope))
    } catch {
      answer = .failure(error)
    }
    while try await isReady(parcel, answer), try await handOver(&parcel) {
      let next = mayAnnounce ? outbox.takeNow() : nil
      let handover = await line.deliver(parcel.message.body, announcing: next?.envelope)
      try await settle(handover.outcome, parcel)
      guard let next else { return }
      guard let nextAnswer = handover.next else { return outbox.putBack(next) }
      (parcel, answer) = (next, nextAnswer)
    }
  }

  /// Whether another may be announced behind this one's dot.
  private var mayAnnounce: Bool {
    guard let session, !Task.isCancelled, !outbox.isStopped else { return false }
    return session.sent + 1 < room.pace.messagesPerSession
  }

  /// Whether a message can be handed over, as the server answered its announcement.
  private mutating func isReady(
    _ parcel: Parcel, _ answer: Result<Offer, TransportError>
  ) async throws -> Bool {
    switch answer {
    case .success(.ready):
      // Announced and then stopped: nobody has got anything, and nobody is told.
      guard !Task.isCancelled, !outbox.isStopped else {
        outbox.putBack(parcel)
        await closeSession()
        throw CancellationError()
      }
      room.progress(.ready(delivery: parcel.delivery.id))
      return true
    case .success(.refused(let refusal)) where refusal.scope == .session:
      outbox.putBack(parcel, behindOthers: true)
      try await lose(refusal.reply.text)
    case .success(.refused(let refusal)):
      try note(refusal, parcel)
      try await answered()
    case .failure(let error):
      outbox.putBack(parcel, behindOthers: true)
      try await lose(error.message)
    }
    return false
  }

  /// Commits `handedOver`; false when the person left in the meantime.
  private mutating func handOver(_ parcel: inout Parcel) async throws -> Bool {
    let outcomes = pending
    pending = []
    let objection: SkipReason?
    do {
      objection = try await log.commit(
        outcomes, handingOver: HandOver(parcel.delivery.id, from: parcel.state, mark: parcel.mark),
        at: room.clock())
    } catch {
      // Nothing of it was written; the end of the run tries once more what is known.
      pending = outcomes
      outbox.putBack(parcel)
      await withdraw()
      throw error
    }
    if let objection {
      // Dropped without a dot, so that nothing can have arrived.
      await withdraw()
      try finish(.leftOut(objection), parcel)
      return false
    }
    parcel.state = .handedOver
    room.progress(.handedOver(delivery: parcel.delivery.id))
    return true
  }

  /// Writes what is known.
  private mutating func commit() async throws {
    guard !pending.isEmpty else { return }
    try await log.commit(pending, at: room.clock())
    pending = []
  }
}

// MARK: - What became of it

extension Courier {
  private mutating func settle(_ outcome: DeliveryOutcome, _ parcel: Parcel) async throws {
    switch outcome {
    case .accepted(let reply):
      session?.sent += 1
      try record(.accepted(reply: reply.text), parcel)
      try await answered()
    case .refused(let refusal) where refusal.scope == .session:
      try note(refusal, parcel)
      try await lose(refusal.reply.text)
    case .refused(let refusal):
      try note(refusal, parcel)
      try await answered()
    case .lost(dotWritten: true, let error):
      try record(.uncertain(why: error.message), parcel)
      try await lose(error.message)
    case .lost(dotWritten: false, let error):
      pending.append(.init(parcel.delivery.id, from: parcel.state, .returned(why: error.message)))
      // Only what is written as planned again may be handed over again.
      try await commit()
      var parcel = parcel
      parcel.state = .planned
      outbox.putBack(parcel, behindOthers: true)
      try await lose(error.message)
    }
  }

  private mutating func answered() async throws {
    gate.answered()
    session?.hasAnswered = true
    // A crash would forget what is not written.
    if pending.count >= Self.mostPending { try await commit() }
  }

  /// More outcomes than this are not kept in memory.
  private static let mostPending = 100

  private mutating func record(_ event: DeliveryEvent, _ parcel: Parcel) throws {
    pending.append(.init(parcel.delivery.id, from: parcel.state, event))
    try finish(event, parcel)
  }

  /// Counts what became of a delivery; an edition with too many rejections goes no further.
  private func finish(_ event: DeliveryEvent, _ parcel: Parcel) throws {
    outbox.settled()
    let reason = board.count(event, in: parcel.edition)
    room.progress(.delivered(parcel.delivery.id))
    guard let reason else { return }
    outbox.remove(parcel.edition)
    try room.store.pause(parcel.edition, because: reason, at: room.clock())
  }

  /// A refusal of the session at the dot is nobody's fault: it defers, whatever its code.
  private mutating func note(_ refusal: SMTPRefusal, _ parcel: Parcel) throws {
    let reply = refusal.reply.text
    if refusal.isPermanent, refusal.scope != .session {
      return try record(.rejected(reply: reply), parcel)
    }
    let delivery = parcel.delivery
    let now = room.clock()
    let wait = SendingPace.wait(afterTries: delivery.tries, for: delivery.id)
    let deferred = DeliveryEvent.deferred(reply: reply, until: now.addingTimeInterval(wait))
    // Given up only after a try at or past its time: a long pause of ours costs nobody a try.
    let patience = TimeInterval(room.pace.giveUpAfter.components.seconds)
    guard let first = delivery.firstTriedAt, now.timeIntervalSince(first) >= patience else {
      return try record(deferred, parcel)
    }
    pending.append(.init(delivery.id, from: parcel.state, deferred))
    // The tally takes back one that was put off for one that is given up.
    _ = board.count(deferred, in: parcel.edition)
    var expiring = parcel
    expiring.state = .deferred
    try record(.expired, expiring)
  }
}

// MARK: - Sessions

extension Courier {
  /// Sees to it that a session is open; `tryAgain` says that one is, or that none could be had this
  /// time.
  private mutating func openSession() async throws -> RelayGate.Advice {
    if let session, session.sent >= room.pace.messagesPerSession {
      // The last outcome is written before QUIT: a crash in between would leave it uncertain.
      try await commit()
      await closeSession()
    }
    guard session == nil else { return .tryAgain }
    guard await gate.enter() else { return .stop }
    do {
      let line = try await room.openSession()
      session = OpenSession(line: line, era: gate.opened())
      return .tryAgain
    } catch let error as any HintedError {
      let advice = gate.notOpened(error)
      // Who tries again lets the others knock after a pause.
      if advice != .tryAgain { gate.leave() }
      return advice
    } catch {
      gate.leave()
      throw error
    }
  }

  /// Says goodbye; a session that cannot be told is dropped.
  private mutating func closeSession() async {
    guard let session else { return }
    self.session = nil
    await session.line.close()
    gate.closed()
  }

  /// Drops the connection.
  private mutating func withdraw() async {
    guard let session else { return }
    self.session = nil
    await session.line.withdraw()
    gate.closed()
  }

  /// Gives up a session that failed; the run ends when the relay has failed too often.
  private mutating func lose(_ why: String) async throws {
    guard let session else { return }
    self.session = nil
    await session.line.withdraw()
    switch gate.lost(era: session.era, why) {
    case .tryAgain: if !session.hasAnswered { try await pause() }
    case .retire, .stop: outbox.stop()
    }
  }

  private func pause() async throws {
    try await Task.sleep(for: room.pace.pauseAfterFailure)
  }
}

extension Result where Success == Void, Failure == any Error {
  fileprivate static func of(_ work: () async throws -> Void) async -> Self {
    do {
      return .success(try await work())
    } catch {
      return .failure(error)
    }
  }
}
