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
  mutating func closeSession() async {
    guard let session else { return }
    self.session = nil
    await session.line.close()
    gate.closed()
  }

  /// Drops the connection.
  mutating func withdraw() async {
    guard let session else { return }
    self.session = nil
    await session.line.withdraw()
    gate.closed()
  }

  /// Gives up a session that failed; the run ends when the relay has failed too often.
  mutating func lose(_ why: String) async throws {
    guard let session else { return }
    self.session = nil
    await session.line.withdraw()
    switch gate.lost(era: session.era, why) {
    case .tryAgain: if !session.hasAnswered { try await pause() }
    case .retire, .stop: outbox.stop()
    }
  }

  func pause() async throws {
    try await Task.sleep(for: room.pace.pauseAfterFailure)
  }
}
