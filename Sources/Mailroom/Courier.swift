import Composer
import Diagnostics
import Foundation
import Mail
import Newsletter
import Storage
import Transport

/// Carries the waiting deliveries of one run to the server, one after the other, and writes what
/// became of each into the sent-log.
///
/// The order that the promise rests on: the outcome of the previous delivery and `handedOver` of
/// this one are one transaction, and only when it is durable is the message's final dot written.
struct Courier {
  private let log: SentLog
  private let room: Mailroom
  private var session: (any DeliverySession)?
  private var sentInSession = 0
  private var failures = 0
  /// Outcomes that are known and not written yet; they go with the next commit.
  private var pending: [DeliveryOutcomeRecord] = []
  private(set) var done = 0

  init(_ room: Mailroom, _ log: SentLog) {
    self.room = room
    self.log = log
  }

  /// Sends one message and keeps its outcome for the next commit.
  ///
  /// - Throws: ``SendingStopped`` when the run must end.
  mutating func carry(_ delivery: WaitingDelivery, _ message: PrintedMessage) async throws {
    while true {
      try Task.checkCancellation()
      if try await attempt(delivery, message) { break }
    }
    done += 1
  }

  /// Writes the last outcomes and says goodbye to the server.
  mutating func finish() async throws {
    let written = Result { try commitOrStop() }
    if done > 0 { room.progress(.recorded) }
    await session?.close()
    session = nil
    _ = try written.get()
  }

  /// One attempt on one session; false when the delivery is to be tried again on a new one.
  private mutating func attempt(
    _ delivery: WaitingDelivery, _ message: PrintedMessage
  ) async throws -> Bool {
    guard let session = try await openSession() else { return false }
    if let objection = try room.store.objection(to: delivery.id) {
      pending.append(.init(delivery.id, .leftOut(objection)))
      return true
    }
    do {
      if case .refused(let refusal) = try await session.offer(message.envelope) {
        return try await settle(refusal, delivery)
      }
    } catch let error as TransportError {
      try await drop(after: error.message)
      return false
    }
    room.progress(.ready(delivery: delivery.id))
    guard try await handOver(delivery) else { return true }
    room.progress(.handedOver(delivery: delivery.id))
    return try await settle(await session.deliver(message.encoded()), delivery)
  }

  /// Commits `handedOver`; false when the person left in the meantime.
  private mutating func handOver(_ delivery: WaitingDelivery) async throws -> Bool {
    let objection: SkipReason?
    do {
      objection = try commitOrStop(handingOver: delivery.id)
    } catch {
      await withdraw()
      throw error
    }
    if objection != nil { await withdraw() }
    return objection == nil
  }

  /// Drops the connection without a dot, so that nothing can have arrived.
  private mutating func withdraw() async {
    await session?.withdraw()
    session = nil
  }

  /// Writes the pending outcomes and hands a delivery over, durably; when that fails, the run ends.
  @discardableResult
  private mutating func commitOrStop(
    handingOver delivery: Int64? = nil
  ) throws(SendingStopped) -> SkipReason? {
    guard delivery != nil || !pending.isEmpty else { return nil }
    do {
      let objection = try log.commit(pending, handingOver: delivery, at: room.clock())
      pending.removeAll()
      return objection
    } catch {
      throw SendingStopped(.commitFailed(error))
    }
  }
}

// MARK: - What became of it

extension Courier {
  /// A refusal before the body: of the address or the message, or of the whole session.
  private mutating func settle(
    _ refusal: SMTPRefusal, _ delivery: WaitingDelivery
  ) async throws -> Bool {
    guard refusal.scope != .session else {
      try await drop(after: refusal.reply.text)
      return false
    }
    failures = 0
    note(refusal, delivery)
    if pending.count >= Self.mostPending { try commitOrStop() }
    return true
  }

  private mutating func settle(
    _ outcome: DeliveryOutcome, _ delivery: WaitingDelivery
  ) async throws -> Bool {
    switch outcome {
    case .accepted(let reply):
      failures = 0
      pending.append(.init(delivery.id, .accepted(reply: reply.text)))
      sentInSession += 1
      return true
    case .refused(let refusal):
      note(refusal, delivery)
      if refusal.scope == .session { try await drop(after: refusal.reply.text) }
      return true
    case .lost(let dotWritten, let error):
      let why = error.message
      let event: DeliveryEvent = dotWritten ? .uncertain(why: why) : .returned(why: why)
      pending.append(.init(delivery.id, event))
      try await drop(after: why)
      return dotWritten
    }
  }

  /// More outcomes than this are not kept in memory: a crash would forget them.
  private static let mostPending = 100

  /// A refusal of the session at the dot is nobody's fault: it defers, whatever its code.
  private mutating func note(_ refusal: SMTPRefusal, _ delivery: WaitingDelivery) {
    let reply = refusal.reply.text
    if refusal.isPermanent, refusal.scope != .session {
      return pending.append(.init(delivery.id, .rejected(reply: reply)))
    }
    let now = room.clock()
    let until = now.addingTimeInterval(SendingPace.wait(afterTries: delivery.tries))
    pending.append(.init(delivery.id, .deferred(reply: reply, until: until)))
    // Given up only after a try at or past its time: a long pause of ours costs nobody a try.
    let patience = TimeInterval(room.pace.giveUpAfter.components.seconds)
    if let first = delivery.firstTriedAt, now.timeIntervalSince(first) >= patience {
      pending.append(.init(delivery.id, .expired))
    }
  }
}

// MARK: - Sessions

extension Courier {
  /// The open session, or a new one; nil when none could be opened this time.
  private mutating func openSession() async throws -> (any DeliverySession)? {
    if let session {
      guard sentInSession >= room.pace.messagesPerSession else { return session }
      // The last outcome is written before QUIT: a crash in between would leave it uncertain.
      try commitOrStop()
      await session.close()
      self.session = nil
    }
    do {
      let opened = try await room.openSession()
      session = opened
      sentInSession = 0
      return opened
    } catch let error as TransportError where !error.isPermanent {
      try await drop(after: error.message)
      return nil
    } catch let error as any HintedError {
      throw SendingStopped(.unusable(error))
    }
  }

  /// Gives up the session; after three failures in a row the run ends.
  private mutating func drop(after why: String) async throws {
    await withdraw()
    failures += 1
    guard failures < SendingPace.sessionFailuresAllowed else {
      throw SendingStopped(.sessionsFailed(why))
    }
    try await Task.sleep(for: room.pace.pauseAfterFailure)
  }
}
