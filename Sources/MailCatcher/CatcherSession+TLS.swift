import NIOCore

extension CatcherSession {
  /// STARTTLS (RFC 3207): all that was said before it is forgotten.
  mutating func startTLS() async {
    let name = CatcherFault.Verb.starttls.name
    if isSecure { return await reply(503, "5.5.1 Encrypted already", to: name) }
    guard encryption != nil else {
      return await reply(502, "5.5.1 No encryption here", to: name)
    }
    let usual = (220, "2.0.0 Ready for the handshake")
    let decision = await decide(nil, at: .starttls)
    guard decision.answer == .usual, !decision.isLast else {
      return await act(decision, at: .starttls, usual: usual)
    }
    await pause(decision.pause)
    if mode == .ended { return }
    await shakeHands(usual)
  }

  private mutating func shakeHands(_ usual: Usual) async {
    guard let context = encryption else { return }
    do {
      try await send()
      try await outbox.settle()
      try await Task.sleep(for: .nanoseconds((now + delay - .now()).nanoseconds))
      outbox.add(usual.code, usual.text)
      try await connection.encrypt(context, after: outbox.takeWaiting())
    } catch {
      // The client has gone, or the catcher stops.
      mode = .ended
      return
    }
    (isSecure, encryption) = (true, nil)
    (hasGreeted, isLoggedIn, loginName) = (false, false, nil)
    forget()
    await tellReplied(usual.code, to: CatcherFault.Verb.starttls.name)
  }

  private var delay: TimeAmount { TimeAmount(rules.replyDelay) }
}
