import NIOCore

extension CatcherSession {
  typealias Usual = (code: Int, text: String)

  /// Asks the rules and acts; whether the client was told to go on.
  ///
  /// - Parameter addresses: who is known to be meant; nil for the recipients so far.
  @discardableResult
  mutating func answer(
    _ moment: CatcherEvent.Moment, at verb: CatcherFault.Verb, for addresses: [String]? = nil,
    usual: Usual
  ) async -> Bool {
    let decision = await decide(moment, at: verb, for: addresses ?? recipients)
    await act(decision, at: verb, usual: usual)
    return goesOn(decision, usual)
  }

  func goesOn(_ decision: CatcherDecision, _ usual: Usual) -> Bool {
    switch decision.answer {
    case .usual: true
    case .reply(let code, _): code / 100 == usual.code / 100
    case .replyAndDisconnect, .disconnect, .silence: false
    }
  }

  /// What the rules want: their closure, or else their faults.
  func decide(
    _ moment: CatcherEvent.Moment?, at verb: CatcherFault.Verb, for addresses: [String] = []
  ) async -> CatcherDecision {
    if let moment, let wanted = await ask(moment), wanted != .usual {
      return CatcherDecision(wanted)
    }
    guard rules.hasFaults else { return CatcherDecision(.usual) }
    return CatcherDecision(await catcher.verdict(at: verb, for: addresses))
  }

  private func ask(_ moment: CatcherEvent.Moment) async -> CatcherAnswer? {
    await rules.answer?(CatcherEvent(connection: number, moment: moment))
  }

  mutating func act(
    _ decision: CatcherDecision, at verb: CatcherFault.Verb, usual: Usual
  ) async {
    await pause(decision.pause)
    switch decision.answer {
    case .usual: await reply(usual.code, usual.text, to: verb.name)
    case .reply(let code, let text): await reply(code, text, to: verb.name)
    case .replyAndDisconnect(let code, let text):
      await reply(code, text, to: verb.name)
      mode = .ended
    case .disconnect: mode = .ended
    case .silence: mode = .silent
    }
    if decision.isLast { mode = .ended }
  }

  /// Lets time pass; what was answered before it leaves before it.
  mutating func pause(_ time: Duration) async {
    guard time > .zero else { return }
    do {
      try await send()
      try await Task.sleep(for: time)
      now = .now()
    } catch {
      // The client has gone, or the catcher stops.
      mode = .ended
    }
  }

  /// Adds a reply; where somebody watches, sends it at once and tells them when it is out.
  mutating func reply(_ code: Int, _ text: String, to name: String) async {
    outbox.add(code, text)
    if let taken { unanswered.append(taken) }
    taken = nil
    guard rules.answer != nil else { return }
    do {
      try await send()
      // This returns when the system has the octets, not before.
      try await outbox.settle()
    } catch {
      // The client has gone.
      mode = .ended
      return
    }
    await tellReplied(code, to: name)
  }

  mutating func tellReplied(_ code: Int, to name: String) async {
    let wanted = await ask(.replied(to: name, code: code))
    if case .disconnect = wanted { mode = .ended }
  }
}
