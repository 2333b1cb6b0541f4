import Diagnostics
import Transport

/// How a courier gets its session, and how it parts from it.
extension Courier {
  /// Sees to it that a session is open; `tryAgain` says that one is, or that none could be had this
  /// time.
  mutating func openSession() async throws -> RelayGate.Advice {
    if let session, session.sent >= room.pace.messagesPerSession {
      // The last outcome is written before QUIT: a crash in between would leave it uncertain.
      try await commit()
      await closeSession()
    }
    guard session == nil else { return .tryAgain }
    // Opening may take minutes: what is known is not kept in memory for so long.
    try await commit()
    guard await gate.enter() else { return .stop }
    do {
      let line = try await room.openSession()
      let (number, era) = gate.opened(line)
      session = OpenSession(line: line, number: number, era: era)
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
  mutating func closeSession() async {
    guard let session else { return }
    self.session = nil
    await session.line.close()
    gate.closed(session.number)
  }

  /// Drops the connection.
  mutating func withdraw() async {
    guard let session else { return }
    self.session = nil
    await session.line.withdraw()
    gate.closed(session.number)
  }

  /// Gives up a session that failed; the run ends when the relay has failed too often.
  mutating func lose(_ why: String) async throws {
    guard let session else { return }
    self.session = nil
    await session.line.withdraw()
    switch gate.lost(session.number, era: session.era, why) {
    case .tryAgain: if !session.hasAnswered { try await pause() }
    case .retire, .stop: outbox.stop()
    }
  }

  mutating func pause() async throws {
    try await commit()
    try await Task.sleep(for: room.pace.pauseAfterFailure)
  }
}
