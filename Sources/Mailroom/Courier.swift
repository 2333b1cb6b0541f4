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
  let room: Mailroom
  let log: SentLog
  let outbox: Outbox
  let gate: RelayGate
  let board: SendingBoard
  var session: OpenSession?
  /// Outcomes that are known and not written yet; they go with the next commit.
  var pending: [DeliveryOutcomeRecord] = []

  struct OpenSession {
    let line: any DeliverySession
    let number: Int
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
    while try await isReady(parcel, answer) {
      var next = await nextToAnnounce(over: line)
      // Where it is not announced after all, another session takes it.
      defer { giveBack(&next) }
      guard try await handOver(&parcel) else { return }
      let handover = await line.deliver(parcel.message.body, announcing: next?.envelope)
      if handover.next == nil { giveBack(&next) }
      try await settle(handover.outcome, parcel)
      guard let nextAnswer = handover.next, let announced = next.take() else { return }
      (parcel, answer) = (announced, nextAnswer)
    }
  }

  /// What goes behind this one's dot; only where that saves a write is it waited for.
  private func nextToAnnounce(over line: any DeliverySession) async -> Parcel? {
    guard mayAnnounce else { return nil }
    return line.isPipelined ? await outbox.takeSoon() : outbox.takeNow()
  }

  private func giveBack(_ parcel: inout Parcel?) {
    if let parcel = parcel.take() { outbox.putBack(parcel) }
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
      room.progress(.ready(delivery: parcel.number))
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
    // Announced and then stopped: nobody has got anything, and nobody is told.
    guard !Task.isCancelled, !outbox.isStopped else {
      outbox.putBack(parcel)
      await closeSession()
      throw CancellationError()
    }
    // Its edition may have been paused while the next message was made.
    guard !outbox.isRemoved(parcel.edition) else {
      await withdraw()
      outbox.putBack(parcel)
      return false
    }
    let outcomes = pending
    pending = []
    let objection: SkipReason?
    do {
      objection = try await log.commit(
        outcomes, handingOver: HandOver(parcel.number, from: parcel.state, mark: parcel.mark),
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
    parcel.handOver()
    room.progress(.handedOver(delivery: parcel.number))
    return true
  }

  /// Writes what is known.
  mutating func commit() async throws {
    guard !pending.isEmpty else { return }
    try await log.commit(pending, at: room.clock())
    pending = []
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
