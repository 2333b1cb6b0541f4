import MailCatcher
import Testing

@Suite("A catcher's manners")
struct BehaviourTests {
  private static let letter = "MAIL FROM:<>\nRCPT TO:<ana@b.org>\nDATA\n"

  @Test("without PIPELINING take one command at a time")
  func oneByOne() async throws {
    let rules = rules { $0.offersPipelining = false }
    try await MailCatcher.running(rules: rules) { catcher in
      try await Client.connected(to: catcher) { client in
        _ = await client.reply()
        #expect(await client.ask("EHLO a")?.contains("PIPELINING") == false)
        for (command, reply) in [
          ("MAIL FROM:<>", "250 2.1.0 Ok"), ("RCPT TO:<ana@b.org>", "250 2.1.5 Ok"),
          ("DATA", "354 End with a dot on a line of its own"),
          ("one\ntwo\n.", "250 2.0.0 Ok: queued as 1"), ("QUIT", "221 2.0.0 Bye"),
        ] { #expect(await client.ask(command) == reply) }
      }
      #expect(await catcher.received.map(\.text) == ["one\r\ntwo\r\n"])
    }
  }

  @Test(
    "without PIPELINING drop who does it all the same",
    arguments: [
      "MAIL FROM:<>\nRCPT TO:<ana@b.org>\n", "MAIL FROM:<>\nRC", "DATA\nx\n.\n",
      "AUTH LOGIN\nYQ==\n",
    ])
  func tooEager(_ words: String) async throws {
    let rules = rules { $0.offersPipelining = false }
    try await MailCatcher.running(rules: rules) { catcher in
      try await Client.connected(to: catcher) { client in
        _ = await client.reply()
        _ = await client.ask("EHLO a")
        try await client.send(words)
        #expect(await client.rest() == [])
      }
    }
  }

  @Test("without PIPELINING drop who goes on behind the dot, and take nothing")
  func behindTheDot() async throws {
    let rules = rules { $0.offersPipelining = false }
    try await MailCatcher.running(rules: rules) { catcher in
      try await Client.connected(to: catcher) { client in
        _ = await client.reply()
        for command in ["EHLO a", "MAIL FROM:<>", "RCPT TO:<ana@b.org>", "DATA"] {
          _ = await client.ask(command)
        }
        try await client.send("x\n.\nMAIL FROM:<>\n")
        #expect(await client.rest() == [])
      }
      #expect(await catcher.received.isEmpty)
    }
  }

  @Test("without PIPELINING drop who does not wait for a reply that is on its way")
  func tooEarly() async throws {
    let rules = rules {
      $0.offersPipelining = false
      $0.replyDelay = .milliseconds(300)
    }
    try await MailCatcher.running(rules: rules) { catcher in
      try await Client.connected(to: catcher) { client in
        // Before the greeting.
        try await client.send("EHLO a\n")
        #expect(await client.rest() == ["220 localhost catcher ready"])
      }
    }
  }

  @Test("say 421 after so many messages")
  func messagesPerConnection() async throws {
    let rules = rules { $0.messagesPerConnection = 2 }
    try await MailCatcher.running(rules: rules) { catcher in
      try await Client.connected(to: catcher) { client in
        let one = Self.letter + "x\n.\n"
        try await client.send("EHLO a\n" + one + one + one)
        #expect(
          await client.rest().suffix(2) == [
            "250 2.0.0 Ok: queued as 2", "421 4.7.0 Enough messages for one connection",
          ])
      }
      #expect(await catcher.received.count == 2)
    }
  }

  @Test("say 421 to connections that are too many, until one has ended")
  func mostConnections() async throws {
    let rules = rules { $0.mostConnections = 1 }
    try await MailCatcher.running(rules: rules) { catcher in
      try await Client.connected(to: catcher) { first in
        #expect(await first.reply() == "220 localhost catcher ready")
        try await Client.connected(to: catcher) { second in
          #expect(
            await second.rest() == ["421 4.3.2 Too many connections, try again later"])
        }
        _ = await first.ask("QUIT")
      }
      // The catcher notices the end of the first in its own time.
      var greeting: String?
      while greeting?.hasPrefix("220") != true {
        greeting = try await Client.connected(to: catcher) { await $0.reply() }
      }
      #expect(greeting == "220 localhost catcher ready")
    }
  }

  @Test(
    "take mail from the one who logs in, one way or another",
    arguments: [
      (["AUTH PLAIN AGFuYQBzZWNyZXQ="], ["235 2.7.0 Welcome"], "250 2.1.0 Ok"),
      (["AUTH PLAIN", "AGFuYQBzZWNyZXQ="], ["334 ", "235 2.7.0 Welcome"], "250 2.1.0 Ok"),
      (
        ["AUTH LOGIN", "YW5h", "c2VjcmV0"],
        ["334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", "235 2.7.0 Welcome"], "250 2.1.0 Ok"
      ),
      (
        ["AUTH LOGIN YW5h", "c2VjcmV0"], ["334 UGFzc3dvcmQ6", "235 2.7.0 Welcome"],
        "250 2.1.0 Ok"
      ),
      (
        ["AUTH PLAIN AGFuYQBndWVzcw=="], ["535 5.7.8 Wrong user name or password"],
        "530 5.7.0 Log in first"
      ),
      (
        ["AUTH LOGIN", "*"], ["334 VXNlcm5hbWU6", "501 5.5.2 Cannot decode the credentials"],
        "530 5.7.0 Log in first"
      ),
      (["AUTH MAGIC"], ["501 5.5.4 Syntax error in the arguments"], "530 5.7.0 Log in first"),
      (["NOOP"], ["250 2.0.0 Ok"], "530 5.7.0 Log in first"),
    ])
  func login(_ words: [String], _ replies: [String], _ mail: String) async throws {
    let rules = rules { $0.login = CatcherLogin("ana:secret") }
    try await MailCatcher.running(rules: rules) { catcher in
      try await Client.connected(to: catcher) { client in
        _ = await client.reply()
        #expect(await client.ask("EHLO a")?.hasSuffix("250 AUTH PLAIN LOGIN") == true)
        for (line, reply) in zip(words, replies) {
          #expect(await client.ask(line) == reply)
        }
        #expect(await client.ask("MAIL FROM:<>") == mail)
      }
    }
  }

  @Test("let a recipient bring a fault along, and say when it cannot be one")
  func localParts() async throws {
    let rules = rules { $0.obeysLocalParts = true }
    try await MailCatcher.running(rules: rules) { catcher in
      try await Client.connected(to: catcher) { client in
        _ = await client.reply()
        for (command, reply) in [
          ("EHLO a", nil), ("MAIL FROM:<>", "250 2.1.0 Ok"),
          ("RCPT TO:<rcpt-450-4.2.2-full-x1@b.org>", "450 4.2.2 full"),
          ("RCPT TO:<rcpt-450-4.2.2-full-x1@b.org>", "250 2.1.5 Ok"),
          ("RCPT TO:<greylist-60@b.org>", "450 4.7.1 Greylisted, try again later"),
          (
            "RCPT TO:<mail-450@b.org>",
            "553 5.1.3 fault 'mail-450': at MAIL the server does not know whom a message is for"
          ),
          ("RCPT TO:<dot-554@b.org>", "250 2.1.5 Ok"),
          ("DATA", "354 End with a dot on a line of its own"), ("x\n.", "554 5.0.0 No"),
        ] {
          let heard = await client.ask(command)
          if let reply { #expect(heard == reply) }
        }
      }
      #expect(await catcher.received.isEmpty)
    }
  }

  @Test("ask the closure first, then the faults")
  func closureFirst() async throws {
    let rules = CatcherRules(faults: [try CatcherFault("rcpt 450 4.2.0 Later")]) { event in
      event.moment == .recipient("ana@b.org") ? .reply(550, "5.1.1 Unknown") : .usual
    }
    try await MailCatcher.running(rules: rules) { catcher in
      try await Client.connected(to: catcher) { client in
        _ = await client.reply()
        _ = await client.ask("EHLO a")
        _ = await client.ask("MAIL FROM:<>")
        #expect(await client.ask("RCPT TO:<ana@b.org>") == "550 5.1.1 Unknown")
        #expect(await client.ask("RCPT TO:<ben@b.org>") == "450 4.2.0 Later")
      }
    }
  }

  @Test("end when they are stopped though a client reads no reply")
  func deafClient() async throws {
    let rules = CatcherRules(extensions: [String(repeating: "X", count: 10_000)])
    let catcher = try await MailCatcher.bind(rules: rules)
    async let served: Void = catcher.run()
    try await Client.connected(to: catcher) { client in
      // More replies than the buffers on the way hold.
      client.sendUnheard(String(repeating: "EHLO a\n", count: 3_000))
      _ = await client.reply()
      await catcher.stop()
    }
    try await served
  }

  private func rules(_ change: (inout CatcherRules) -> Void) -> CatcherRules {
    var rules = CatcherRules()
    change(&rules)
    return rules
  }
}
