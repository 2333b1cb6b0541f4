/// An answer with what only faults ask for: a wait before it, an end after it.
struct CatcherDecision {
  var answer = CatcherAnswer.usual
  var pause = Duration.zero
  var isLast = false

  init(_ answer: CatcherAnswer) { self.answer = answer }

  init(_ verdict: FaultLedger.Verdict) {
    pause = verdict.pause
    switch verdict.effect {
    case nil, .slow: break
    case .reply(421, let text): answer = .replyAndDisconnect(421, Self.words(421, text))
    case .reply(let code, let text): answer = .reply(code, Self.words(code, text))
    case .disconnect: answer = .disconnect
    case .disconnectAfter: isLast = true
    case .silence: answer = .silence
    case .greylist: answer = .reply(450, "4.7.1 Greylisted, try again later")
    }
  }

  /// Whether the answer takes the message: also when the connection ends before it is said.
  var takesMessage: Bool {
    switch answer {
    case .usual, .disconnect, .silence: true
    case .reply(let code, _), .replyAndDisconnect(let code, _): code < 300
    }
  }

  private static func words(_ code: Int, _ text: String) -> String {
    guard text.isEmpty else { return text }
    return switch code {
    case 421: "4.3.2 Closing, try again later"
    case 200..<300: "2.0.0 Ok"
    case 400..<500: "4.0.0 Not now, try again later"
    case 500..<600: "5.0.0 No"
    default: "Go on"
    }
  }
}
