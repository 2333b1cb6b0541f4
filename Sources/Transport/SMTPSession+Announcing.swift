import Mail

/// How a message is announced, and what the answers mean.
extension SMTPSession {
  /// Behind a final dot no RSET is owed: the dot has ended the transaction.
  func announcement(_ envelope: Envelope) -> SMTPAnnouncement {
    SMTPAnnouncement(envelope, resetting: false)
  }

  /// One command after the other, for servers without PIPELINING.
  func announce(
    _ announcement: SMTPAnnouncement
  ) async throws(TransportError) -> Offer {
    for command in announcement.commands {
      try await write(command.line, command.step)
      let reply = try await nextReply(to: command.step, timeout(of: command.step))
      guard command.isGranted(by: reply) else {
        return refused(SMTPRefusal(of: command.step, reply: reply))
      }
    }
    return ready()
  }

  /// The answers to a group. The first refused command decides.
  func answers(
    to announcement: SMTPAnnouncement
  ) async throws(TransportError) -> Offer {
    var refusal: SMTPRefusal?
    var awaitsBody = false
    for command in announcement.commands {
      let reply = try await nextReply(to: command.step, timeout(of: command.step))
      awaitsBody = command.step == .data && reply.code == 354
      if refusal == nil, !command.isGranted(by: reply) {
        refusal = SMTPRefusal(of: command.step, reply: reply)
      }
      // The server closes; the other commands get no answer.
      if reply.code == 421 { break }
    }
    guard let refusal else { return ready() }
    if awaitsBody { try await writeLoneDot(unless: refusal.scope == .session) }
    return refused(refusal)
  }

  private func ready() -> Offer {
    owesReset = false
    state = .ready
    readySince = .now
    return .ready
  }

  private func refused(_ refusal: SMTPRefusal) -> Offer {
    owesReset = true
    if refusal.scope == .session, state != .closed { state = .finished }
    return .refused(refusal)
  }

  /// The server waits for a message though it refused its recipient: it gets an empty one, which
  /// goes nowhere. What it says to that means nothing.
  private func writeLoneDot(unless mistrusts: Bool) async throws(TransportError) {
    guard !mistrusts else { return await withdraw() }
    try await write([UInt8(ascii: "."), 0x0D, 0x0A], .dot)
    _ = try await nextReply(to: .dot, relay.timeouts.dot)
  }
}
