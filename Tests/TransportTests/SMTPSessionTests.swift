import Diagnostics
import Mail
import MailCatcher
import Testing

@testable import Transport

@Suite("A session with an SMTP server")
struct SMTPSessionTests {
  let ana: EmailAddress
  let ben: EmailAddress
  let message = Array("Subject: Hello\r\nMessage-ID: <m1@example.org>\r\n\r\nHello\r\n".utf8)

  init() throws {
    ana = try EmailAddress("ana@example.org")
    ben = try EmailAddress("Ben@example.org")
  }

  @Test("hands messages over one after the other, with the envelope and the bytes as given")
  func accepts() async throws {
    try await MailCatcher.running { catcher in
      let session = try await SMTPSession.open(relay(catcher))
      #expect(session.extensions.offersPipelining)
      for recipient in [ana, ben] {
        #expect(try await session.offer(Envelope(sender: ana, recipient: recipient)) == .ready)
        guard
          case .accepted(let reply) = await session.deliver(SMTPBody(message), announcing: nil)
            .outcome
        else {
          Issue.record("not accepted")
          return
        }
        #expect(reply.code == 250)
      }
      await session.close()
      let received = await catcher.received
      #expect(received.map(\.recipients) == [["ana@example.org"], ["Ben@example.org"]])
      #expect(received.map(\.sender) == ["ana@example.org", "ana@example.org"])
      #expect(received.map(\.bytes) == [message, message])
    }
  }

  @Test("sends from the null reverse-path where the envelope has no sender")
  func nullSender() async throws {
    try await MailCatcher.running { catcher in
      let session = try await SMTPSession.open(relay(catcher))
      #expect(try await session.offer(Envelope(sender: nil, recipient: ana)) == .ready)
      _ = await session.deliver(SMTPBody(message), announcing: nil).outcome
      await session.close()
      #expect(await catcher.received.map(\.sender) == [""])
    }
  }

  @Test("reports the queue id that the server names")
  func queueID() async throws {
    try await MailCatcher.running { catcher in
      let outcome = try await deliver(to: catcher)
      #expect(
        outcome
          == .accepted(
            SMTPReply(code: 250, status: EnhancedStatus(2, 0, 0), lines: ["Ok: queued as 1"])))
    }
  }

  @Test("goes on after a refused recipient or message", arguments: Refused.all)
  func goesOnAfterRefusal(_ refused: Refused) async throws {
    let rules = CatcherRules { event in
      switch event.moment {
      case .recipient("ana@example.org") where refused.step == .rcpt: refused.answer
      case .message(let message)
      where refused.step == .dot && message.recipients == ["ana@example.org"]:
        refused.answer
      case .data where refused.step == .data && event.connection == 1: refused.answer
      default: .usual
      }
    }
    try await MailCatcher.running(rules: rules) { catcher in
      let session = try await SMTPSession.open(relay(catcher))
      var refusal: SMTPRefusal?
      switch try await session.offer(Envelope(sender: ana, recipient: ana)) {
      case .refused(let found): refusal = found
      case .ready:
        let outcome = await session.deliver(SMTPBody(message), announcing: nil).outcome
        guard case .refused(let found) = outcome else {
          Issue.record("\(outcome)")
          return
        }
        refusal = found
      }
      #expect(refusal?.step == refused.step)
      #expect(refusal?.reply.text == refused.text)
      #expect(refusal?.scope == refused.scope)
      #expect(refusal?.isPermanent == (refused.code >= 500))
      #expect(await session.isUsable == (refused.scope != .session))
      if refused.scope != .session, refused.step != .data {
        #expect(try await session.offer(Envelope(sender: ana, recipient: ben)) == .ready)
        let outcome = await session.deliver(SMTPBody(message), announcing: nil).outcome
        #expect(outcome.isAccepted)
      }
      await session.close()
      #expect(await catcher.received.allSatisfy { $0.recipients != ["ana@example.org"] })
    }
  }

  @Test("counts a refusal of MAIL against itself and nobody else")
  func refusedSender() async throws {
    let rules = CatcherRules { event in
      if case .sender = event.moment { .reply(550, "5.7.1 Not you") } else { .usual }
    }
    try await MailCatcher.running(rules: rules) { catcher in
      let session = try await SMTPSession.open(relay(catcher))
      guard
        case .refused(let refusal) = try await session.offer(
          Envelope(sender: ana, recipient: ana))
      else {
        Issue.record("not refused")
        return
      }
      #expect(refusal.scope == .session)
      #expect(await session.isUsable == false)
      await session.close()
    }
  }

  @Test("does not know what became of a message that is answered with neither yes nor no")
  func neitherYesNorNo() async throws {
    let rules = CatcherRules { event in
      if case .message = event.moment { .reply(354, "Go on") } else { .usual }
    }
    try await MailCatcher.running(rules: rules) { catcher in
      let session = try await SMTPSession.open(relay(catcher))
      #expect(try await session.offer(Envelope(sender: ana, recipient: ana)) == .ready)
      guard
        case .lost(dotWritten: true, let error) = await session.deliver(
          SMTPBody(Array("a\r\n".utf8)), announcing: nil
        ).outcome
      else {
        Issue.record("it was answered")
        return
      }
      #expect(error.message.hasSuffix("neither yes nor no; the server's last reply was 354 Go on"))
      #expect(await session.isUsable == false)
    }
  }

  @Test(
    "that is hurried waits for nothing but the answer to a message",
    arguments: [SMTPStep.mail, .rcpt, .data])
  func hurried(_ step: SMTPStep) async throws {
    let heard = AsyncStream<Void>.makeStream()
    let rules = CatcherRules { event in
      let isNow =
        switch (event.moment, step) {
        case (.sender, .mail), (.recipient, .rcpt), (.data, .data): true
        default: false
        }
      guard isNow else { return .usual }
      heard.continuation.yield()
      return .silence
    }
    try await MailCatcher.running(rules: rules) { catcher in
      let session = try await SMTPSession.open(relay(catcher))
      async let hurrying: Void = {
        for await _ in heard.stream { break }
        session.hurry()
      }()
      await #expect {
        try await session.offer(Envelope(sender: ana, recipient: ana))
      } throws: { error in
        // An answer to an earlier command of the group may still be on its way.
        let steps = [SMTPStep.mail, .rcpt, .data].prefix { $0 != step } + [step]
        return steps.contains { (error as? TransportError)?.reason == .stopped($0) }
      }
      await hurrying
      #expect(await session.isUsable == false)
    }
  }

  @Test("that is hurried hears the answer to a message out, and no answer after it")
  func hurriedAtTheDot() async throws {
    let heard = AsyncStream<Void>.makeStream()
    let rules = CatcherRules { event in
      switch event.moment {
      case .message:
        heard.continuation.yield()
        // A nap cut short makes the server answer sooner, which this test can bear.
        try? await Task.sleep(for: .milliseconds(300))
        return .usual
      case .recipient("ben@example.org"): return .silence
      default: return .usual
      }
    }
    let ben = try EmailAddress("ben@example.org")
    try await MailCatcher.running(rules: rules) { catcher in
      let session = try await SMTPSession.open(relay(catcher))
      #expect(try await session.offer(Envelope(sender: ana, recipient: ana)) == .ready)
      async let hurrying: Void = {
        for await _ in heard.stream { break }
        session.hurry()
      }()
      let handover = await session.deliver(
        SMTPBody(Array("a\r\n".utf8)), announcing: Envelope(sender: ana, recipient: ben))
      await hurrying
      guard case .accepted = handover.outcome, case .failure(let error)? = handover.next else {
        Issue.record("\(handover)")
        return
      }
      // The answer to MAIL is there already, or is not waited for either.
      #expect([.stopped(.mail), .stopped(.rcpt)].contains(error.reason))
    }
  }

  @Test("knows that nothing was taken when the connection ends before the dot")
  func lostBeforeDot() async throws {
    let rules = CatcherRules { event in
      if case .replied(to: "DATA", _) = event.moment { .disconnect } else { .usual }
    }
    try await MailCatcher.running(rules: rules) { catcher in
      // More than all buffers on the way hold, so that writing fails before its end.
      let large = Array(repeating: Array("0123456789abcdef\r\n".utf8), count: 1_500_000).flatMap {
        $0
      }
      let session = try await SMTPSession.open(relay(catcher))
      #expect(try await session.offer(Envelope(sender: ana, recipient: ana)) == .ready)
      guard
        case .lost(dotWritten: false, let error) = await session.deliver(
          SMTPBody(large), announcing: nil
        ).outcome
      else {
        Issue.record("not lost before the dot")
        return
      }
      #expect(error.message.contains("the connection was lost at the message"))
      #expect(await session.isUsable == false)
      #expect(await catcher.received.isEmpty)
    }
  }

  @Test("cannot know when the connection ends after the dot")
  func lostAfterDot() async throws {
    let rules = CatcherRules { event in
      if case .message = event.moment { .disconnect } else { .usual }
    }
    try await MailCatcher.running(rules: rules) { catcher in
      guard case .lost(dotWritten: true, let error) = try await deliver(to: catcher) else {
        Issue.record("not lost after the dot")
        return
      }
      #expect(
        error.message
          == "127.0.0.1:\(catcher.port): the connection was lost at the message: the server closed the connection"
      )
      #expect(await catcher.received.count == 1)
    }
  }

  @Test("cannot know when the server is silent after the dot")
  func silentAfterDot() async throws {
    let rules = CatcherRules { event in
      if case .message = event.moment { .silence } else { .usual }
    }
    try await MailCatcher.running(rules: rules) { catcher in
      guard
        case .lost(dotWritten: true, let error) = try await deliver(
          by: impatientRelay(catcher, at: .dot))
      else {
        Issue.record("not lost after the dot")
        return
      }
      #expect(error.reason == .silence(.dot))
    }
  }

  @Test("throws when the connection ends or falls silent at a command", arguments: [true, false])
  func lostAtCommand(_ isSilent: Bool) async throws {
    let rules = CatcherRules { event in
      if case .recipient = event.moment { isSilent ? .silence : .disconnect } else { .usual }
    }
    try await MailCatcher.running(rules: rules) { catcher in
      let session = try await SMTPSession.open(
        isSilent ? impatientRelay(catcher, at: .rcpt) : relay(catcher))
      let error = await #expect(throws: TransportError.self) {
        _ = try await session.offer(Envelope(sender: ana, recipient: ana))
      }
      if isSilent {
        #expect(error?.reason == .silence(.rcpt))
      } else {
        #expect(error?.message.hasSuffix("the server closed the connection") == true)
      }
      #expect(error?.isPermanent == false)
      #expect(await session.isUsable == false)
      await session.close()
    }
  }

  @Test("leaves nothing behind when an offer is withdrawn")
  func withdraw() async throws {
    try await MailCatcher.running { catcher in
      let session = try await SMTPSession.open(relay(catcher))
      #expect(try await session.offer(Envelope(sender: ana, recipient: ana)) == .ready)
      await session.withdraw()
      #expect(await session.isUsable == false)
      await session.close()
      #expect(await catcher.received.isEmpty)
    }
  }

  @Test("carries bodies whose dots fall on every edge of its pieces", arguments: [0, 1, 2, 3, 4])
  func dotsAtEdges(_ offset: Int) async throws {
    // 16 KB pieces: with lines of "." and short ones, dots stand at every place around an edge.
    var body = Array("Subject: dots\r\n\r\n".utf8) + [UInt8](repeating: 97, count: offset)
    while body.count < 200_000 { body += Array("\r\n.\r\n..\r\n.a\r\nb.".utf8) }
    body += Array("\r\n".utf8)
    let sent = body
    try await MailCatcher.running { catcher in
      let outcome = try await deliver(sent, to: catcher)
      #expect(outcome.isAccepted)
      #expect(await catcher.received.first?.bytes == sent)
    }
  }

  @Test("logs in where the relay has a user name")
  func login() async throws {
    let rules = CatcherRules(extensions: ["AUTH PLAIN"]) { event in
      guard case .login(let username, let password) = event.moment else { return .usual }
      return username == "ana" && password == "päss" ? .usual : .reply(535, "5.7.8 Wrong")
    }
    try await MailCatcher.running(rules: rules) { catcher in
      var relay = relay(catcher)
      relay.username = "ana"
      relay.password = Secret("päss")
      let session = try await SMTPSession.open(relay)
      await session.close()
    }
  }

  @Test("says what is wrong when a session cannot be opened", arguments: Unopened.all)
  func unopened(_ unopened: Unopened) async throws {
    try await MailCatcher.running(rules: unopened.rules) { catcher in
      var relay = relay(catcher)
      relay.security = unopened.security
      relay.username = unopened.username
      if unopened.name == "silent" { relay.timeouts.opening = .seconds(2) }
      relay.password = unopened.username.map { _ in Secret("hunter2") }
      let wanted = unopened.message.replacing("PORT", with: "\(catcher.port)")
      let error = await #expect(throws: TransportError.self) {
        _ = try await SMTPSession.open(relay)
      }
      #expect(error?.message == wanted)
      #expect(error?.hint == unopened.hint)
      #expect(error?.isPermanent == unopened.isPermanent)
      #expect("\(String(describing: error)) \(relay)".contains("hunter2") == false)
    }
  }

  @Test("advises to start the catcher when nothing listens on this machine")
  func nothingListens() async throws {
    let catcher = try await MailCatcher.bind()
    let relay = relay(catcher)
    async let served: Void = catcher.run()
    await catcher.stop()
    try await served
    let error = await #expect(throws: TransportError.self) { _ = try await SMTPSession.open(relay) }
    #expect(error?.message.hasPrefix("\(relay.place): cannot connect: ") == true)
    #expect(error?.hint == "start 'broadsheet catch', or check smtp.url")
  }

  private func relay(_ catcher: MailCatcher) -> SMTPRelay {
    SMTPRelay(
      host: "127.0.0.1", port: catcher.port, security: .none, helloName: "news.example.org")
  }

  /// Does not wait for a server that is told to be silent.
  private func impatientRelay(_ catcher: MailCatcher, at step: SMTPStep) -> SMTPRelay {
    var relay = relay(catcher)
    if step == .dot { relay.timeouts.dot = .milliseconds(100) }
    if step == .rcpt { relay.timeouts.command = .seconds(2) }
    return relay
  }

  private func deliver(
    _ bytes: [UInt8]? = nil, to catcher: MailCatcher
  ) async throws -> DeliveryOutcome {
    try await deliver(bytes, by: relay(catcher))
  }

  private func deliver(
    _ bytes: [UInt8]? = nil, by relay: SMTPRelay
  ) async throws -> DeliveryOutcome {
    let session = try await SMTPSession.open(relay)
    #expect(try await session.offer(Envelope(sender: ana, recipient: ana)) == .ready)
    let outcome = await session.deliver(SMTPBody(bytes ?? message), announcing: nil).outcome
    await session.close()
    return outcome
  }
}

extension DeliveryOutcome {
  var isAccepted: Bool {
    if case .accepted = self { true } else { false }
  }
}

/// A refusal at a step, and what it is about.
struct Refused: Sendable, CustomTestStringConvertible {
  let step: SMTPStep
  let code: Int
  let words: String
  let scope: SMTPRefusal.Scope
  var closes = false

  var text: String { "\(code) \(words)" }
  var answer: CatcherAnswer { closes ? .replyAndDisconnect(code, words) : .reply(code, words) }
  var testDescription: String { "\(step.rawValue): \(text)" }

  static let all = [
    Refused(step: .rcpt, code: 550, words: "5.1.1 No such person", scope: .address),
    Refused(step: .rcpt, code: 450, words: "4.2.1 Try later", scope: .address),
    Refused(step: .rcpt, code: 421, words: "4.3.2 Shutting down", scope: .session, closes: true),
    Refused(step: .rcpt, code: 554, words: "5.7.1 Relay access denied", scope: .session),
    Refused(step: .data, code: 554, words: "5.6.0 Not that", scope: .message),
    Refused(step: .dot, code: 451, words: "4.3.0 Not now", scope: .message),
    Refused(step: .dot, code: 550, words: "5.7.1 Looks like spam", scope: .message),
    Refused(step: .dot, code: 421, words: "4.3.2 Shutting down", scope: .session, closes: true),
    Refused(step: .dot, code: 550, words: "5.4.5 Daily quota exceeded", scope: .session),
  ]
}

/// A server that no session can be opened with.
struct Unopened: Sendable, CustomTestStringConvertible {
  let name: String
  var rules = CatcherRules.accepting
  var security = SMTPRelay.Security.none
  var username: String?
  let message: String
  let hint: String
  let isPermanent: Bool

  var testDescription: String { name }

  static let all = [
    Unopened(
      name: "wrong password",
      rules: CatcherRules(extensions: ["AUTH PLAIN"]) { event in
        if case .login = event.moment { .reply(535, "5.7.8 Wrong password") } else { .usual }
      },
      username: "ana",
      message:
        "127.0.0.1:PORT: the server refused the user name or password: 535 5.7.8 Wrong password",
      hint: "check smtp.username and where the password comes from", isPermanent: true),
    Unopened(
      name: "no login offered", username: "ana",
      message: "127.0.0.1:PORT: the server offers no login that can be used here",
      hint: "take smtp.username out, or use a server or port that offers login",
      isPermanent: true),
    Unopened(
      name: "no STARTTLS offered", security: .starttls,
      message: "127.0.0.1:PORT: the server offers no STARTTLS, and mail must not go in the clear",
      hint: "use smtps:// with its port (465), or set smtp.security to none if this path is safe",
      isPermanent: true),
    Unopened(
      name: "silent",
      rules: CatcherRules { event in event.moment == .connected ? .silence : .usual },
      message: "127.0.0.1:PORT: the server did not answer the connection in time",
      hint: "check that smtp.security fits the port: starttls for 587, tls for 465",
      isPermanent: false),
    Unopened(
      name: "busy at the greeting",
      rules: CatcherRules { event in
        if case .connected = event.moment {
          .replyAndDisconnect(421, "4.3.2 Too busy")
        } else {
          .usual
        }
      },
      message: "127.0.0.1:PORT: the server refused the connection: 421 4.3.2 Too busy",
      hint: "try again later", isPermanent: false),
  ]
}
