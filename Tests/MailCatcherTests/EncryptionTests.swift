import Diagnostics
import MailCatcher
import Testing

@Suite("A catcher that encrypts")
struct EncryptionTests {
  private static let letter = "MAIL FROM:<>\nRCPT TO:<ana@b.org>\nDATA\nx\n.\nQUIT\n"

  @Test("offers STARTTLS until it is done, and takes mail through it")
  func offered() async throws {
    try await running(.offered) { catcher in
      try await Client.connected(to: catcher) { client in
        #expect(await client.reply() == "220 localhost catcher ready")
        #expect(await client.ask("EHLO a")?.contains("\n250 STARTTLS") == true)
        #expect(await client.ask("STARTTLS") == "220 2.0.0 Ready for the handshake")
        try await client.encrypt()
        #expect(await client.ask("EHLO a")?.contains("STARTTLS") == false)
        #expect(await client.ask("STARTTLS") == "503 5.5.1 Encrypted already")
        try await client.send(Self.letter)
        #expect(await client.rest().count == 5)
      }
      #expect(await catcher.received.map(\.text) == ["x\r\n"])
    }
  }

  @Test("forgets at STARTTLS what was said before")
  func forgets() async throws {
    try await running(.offered) { catcher in
      try await Client.connected(to: catcher) { client in
        _ = await client.reply()
        _ = await client.ask("EHLO a")
        _ = await client.ask("MAIL FROM:<>")
        _ = await client.ask("STARTTLS")
        try await client.encrypt()
        #expect(await client.ask("RCPT TO:<ana@b.org>") == "503 5.5.1 Sender first")
        #expect(await client.ask("MAIL FROM:<>") == "503 5.5.1 Say EHLO first")
      }
    }
  }

  @Test("obeys nothing that was slipped in behind STARTTLS")
  func injection() async throws {
    try await running(.offered) { catcher in
      try await Client.connected(to: catcher) { client in
        _ = await client.reply()
        _ = await client.ask("EHLO a")
        try await client.send("STARTTLS\nEHLO evil\nMAIL FROM:<evil@b.org>\n")
        #expect(await client.reply() == "220 2.0.0 Ready for the handshake")
        try await client.encrypt()
        #expect(await client.ask("NOOP") == "250 2.0.0 Ok")
        #expect(await client.ask("MAIL FROM:<>") == "503 5.5.1 Say EHLO first")
      }
    }
  }

  @Test("obeys nothing that came after STARTTLS and before its reply")
  func lateInjection() async throws {
    var rules = CatcherRules()
    rules.tls = Certificates.localhost(.offered)
    // Time for the words of a stranger.
    rules.replyDelay = .milliseconds(300)
    try await MailCatcher.running(rules: rules) { catcher in
      try await Client.connected(to: catcher) { client in
        _ = await client.reply()
        _ = await client.ask("EHLO a")
        try await client.send("STARTTLS\n")
        try await client.send("EHLO evil\nMAIL FROM:<evil@b.org>\n")
        #expect(await client.reply() == "220 2.0.0 Ready for the handshake")
        try await client.encrypt()
        #expect(await client.ask("MAIL FROM:<>") == "503 5.5.1 Say EHLO first")
      }
    }
  }

  @Test("where it is required, obeys nothing else before it")
  func required() async throws {
    try await running(.required) { catcher in
      try await Client.connected(to: catcher) { client in
        _ = await client.reply()
        for command in [
          "MAIL FROM:<>", "RCPT TO:<a@b.org>", "DATA", "RSET", "AUTH PLAIN", "VRFY a",
        ] {
          #expect(await client.ask(command) == "530 5.7.0 Say STARTTLS first")
        }
        #expect(await client.ask("NOOP") == "250 2.0.0 Ok")
        #expect(await client.ask("EHLO a")?.contains("AUTH") == false)
        _ = await client.ask("STARTTLS")
        try await client.encrypt()
        #expect(await client.ask("EHLO a")?.contains("AUTH PLAIN LOGIN") == true)
        #expect(await client.ask("AUTH PLAIN AGFuYQBzZWNyZXQ=") == "235 2.7.0 Welcome")
        #expect(await client.ask("MAIL FROM:<>") == "250 2.1.0 Ok")
        #expect(await client.ask("QUIT") == "221 2.0.0 Bye")
      }
    }
  }

  @Test("encrypts from the first octet where it should")
  func implicit() async throws {
    try await running(.implicit) { catcher in
      try await Client.connected(to: catcher, isSecure: true) { client in
        #expect(await client.reply() == "220 localhost catcher ready")
        #expect(await client.ask("EHLO a")?.contains("STARTTLS") == false)
        #expect(await client.ask("AUTH PLAIN AGFuYQBzZWNyZXQ=") == "235 2.7.0 Welcome")
        try await client.send(Self.letter)
        #expect(await client.rest().count == 5)
      }
      // Whoever does not encrypt hears nothing and is let go.
      try await Client.connected(to: catcher) { client in
        try await client.send("EHLO a\n")
        #expect(await client.rest().allSatisfy { !$0.hasPrefix("2") })
      }
      #expect(await catcher.received.count == 1)
    }
  }

  @Test("without a certificate, offers none")
  func none() async throws {
    try await MailCatcher.running { catcher in
      try await Client.connected(to: catcher) { client in
        _ = await client.reply()
        #expect(await client.ask("EHLO a")?.contains("STARTTLS") == false)
        #expect(await client.ask("STARTTLS") == "502 5.5.1 No encryption here")
      }
    }
  }

  @Test("says which files it cannot use")
  func badFiles() async {
    var rules = CatcherRules()
    rules.tls = CatcherTLS(certificateFile: "none.pem", keyFile: "none.key")
    let error = await #expect(throws: CatcherError.self) {
      try await MailCatcher.bind(rules: rules)
    }
    #expect(error?.message.hasPrefix("none.pem and none.key: cannot encrypt with these: ") == true)
    #expect(
      error?.hint
        == "name a certificate and its private key, both in PEM files, with --certificate and --key"
    )
    #expect(error?.exitCode == .badData)
  }

  private func running(
    _ use: CatcherTLS.Use, _ body: @Sendable (MailCatcher) async throws -> Void
  ) async throws {
    var rules = CatcherRules()
    rules.tls = Certificates.localhost(use)
    if use != .offered { rules.login = CatcherLogin("ana:secret") }
    try await MailCatcher.running(rules: rules, body)
  }
}
