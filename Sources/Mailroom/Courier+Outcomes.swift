import Foundation
import Mail
import Newsletter
import Storage
import Transport

/// What became of a delivery, for the log and for the board.
extension Courier {
  mutating func settle(_ outcome: DeliveryOutcome, _ parcel: Parcel) async throws {
    session?.sent += 1
    switch outcome {
    case .accepted(let reply):
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
      pending.append(.init(parcel.number, from: parcel.state, .returned(why: error.message)))
      // Only what is written as planned again may be handed over again.
      try await commit()
      var parcel = parcel
      parcel.state = .planned
      outbox.putBack(parcel, behindOthers: true)
      try await lose(error.message)
    }
  }

  mutating func answered() async throws {
    gate.answered()
    session?.hasAnswered = true
    // A crash would forget what is not written.
    if pending.count >= Self.mostPending { try await commit() }
  }

  /// More outcomes than this are not kept in memory.
  private static let mostPending = 100

  private mutating func record(_ event: DeliveryEvent, _ parcel: Parcel) throws {
    pending.append(.init(parcel.number, from: parcel.state, event))
    try finish(event, parcel)
  }

  /// Counts what became of a delivery; an edition with too many rejections goes no further.
  func finish(_ event: DeliveryEvent, _ parcel: Parcel) throws {
    outbox.settled(parcel)
    let reason = board.count(event, in: parcel.edition)
    room.progress(.delivered(parcel.number))
    guard let reason else { return }
    outbox.remove(parcel.edition)
    try room.store.pause(parcel.edition, because: reason, at: room.clock())
  }

  /// A refusal of the session at the dot is nobody's fault: it defers, whatever its code.
  mutating func note(_ refusal: SMTPRefusal, _ parcel: Parcel) throws {
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
