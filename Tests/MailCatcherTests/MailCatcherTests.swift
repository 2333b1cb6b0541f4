import Foundation
import Mail
import NIOCore
import NIOPosix
import Testing

@testable import MailCatcher

@Suite("The mail catcher")
struct MailCatcherTests {
  @Test("listens on no port that there is not", arguments: [-1, 65536, 70000])
  func noSuchPort(port: Int) async {
    let error = await #expect(throws: CatcherError.self) { try await MailCatcher.bind(port: port) }
    #expect(error?.reason == .noSuchPort(port))
  }

  @Test("answers a whole session that came at once, in order")
  func pipelined() async throws {
    try await MailCatcher.running { catcher in
      let replies = try await talk(
        to: catcher,
        """
        EHLO a
        MAIL FROM:<ana@example.org> SIZE=10
        RCPT TO:<ben@example.org>
        DATA
        Subject: x

        ..dot
        ..
        .
        NOOP
        VRFY ben
        RSET
        QUIT

        """)
      #expect(
        replies == [
          "220 localhost catcher ready", "250-localhost", "250-PIPELINING", "250-8BITMIME",
          "250-SIZE 33554432", "250 ENHANCEDSTATUSCODES", "250 2.1.0 Ok", "250 2.1.5 Ok",
          "354 End with a dot on a line of its own", "250 2.0.0 Ok: queued as 1", "250 2.0.0 Ok",
          "252 2.5.0 Send and see", "250 2.0.0 Ok", "221 2.0.0 Bye",
        ])
      let message = try #require(await catcher.received.first)
      #expect(message.text == "Subject: x\r\n\r\n.dot\r\n.\r\n")
      #expect(message.sender == "ana@example.org")
      #expect(message.recipients == ["ben@example.org"])
      #expect(message.header("subject") == "x")
    }
  }

  @Test(
    "refuses what is out of order, unknown or too long, and goes on",
    arguments: [
      ("MAIL FROM:<a@b.org>", "503 5.5.1 Say EHLO first"),
      ("EHLO a\nRCPT TO:<a@b.org>", "503 5.5.1 Sender first"),
      ("EHLO a\nDATA", "503 5.5.1 Recipient first"),
      ("EHLO a\nMAIL FROM:<>\nMAIL FROM:<>", "503 5.5.1 Sender was given"),
      ("EHLO a\nMAIL FROM:<> SIZE=99999999999", "552 5.3.4 Message too big"),
      ("MAIL FROM:a@b.org", "501 5.5.4 Syntax error in the arguments"),
      ("MAIL FROM:<a@b.org", "501 5.5.4 Syntax error in the arguments"),
      ("GET / HTTP/1.1", "500 5.5.2 Command not known"),
      ("NOOP " + String(repeating: "x", count: 5000), "500 5.5.2 Line too long"),
    ])
  func refuses(_ input: String, _ wanted: String) async throws {
    try await MailCatcher.running { catcher in
      let replies = try await talk(to: catcher, input + "\nQUIT\n")
      #expect(replies.suffix(2) == [wanted, "221 2.0.0 Bye"])
    }
  }

  @Test("refuses a message that is too big, having read it, and goes on")
  func tooBig() async throws {
    let limits = CatcherLimits(commandLine: 100, message: 50, recipients: 1)
    try await MailCatcher.running(limits: limits) { catcher in
      let head = "EHLO a\nMAIL FROM:<>\nRCPT TO:<a@b.org>\n"
      let body = String(repeating: "0123456789\n", count: 1000)
      let replies = try await talk(to: catcher, head + "DATA\n" + body + ".\nQUIT\n")
      #expect(replies.suffix(2) == ["552 5.3.4 Message too big", "221 2.0.0 Bye"])
      let many = try await talk(to: catcher, head + "RCPT TO:<c@b.org>\nQUIT\n")
      #expect(many.suffix(2) == ["452 4.5.3 Too many recipients", "221 2.0.0 Bye"])
      #expect(await catcher.received.isEmpty)
    }
  }

  @Test("finds the end of a message wherever it is cut", arguments: 1...9)
  func unstuffing(_ size: Int) {
    let wire = Array("..a\r\n.\n.\r\r\n\r.\r\n..\r\n.\r\nNOOP".utf8)
    var unstuffing = DotUnstuffing(limit: 1000)
    var start = 0
    while start < wire.count {
      let (count, isComplete) = unstuffing.take(wire[start..<min(start + size, wire.count)])
      start += count
      if isComplete { break }
    }
    #expect(String(decoding: unstuffing.message, as: UTF8.self) == ".a\r\n\n.\r\r\n\r.\r\n.\r\n")
    #expect(String(decoding: wire[start...], as: UTF8.self) == "NOOP")
  }

  @Test("writes message and envelope into its folder and counts on where it stopped")
  func folder() async throws {
    let folder = NSTemporaryDirectory() + "catcher-\(UUID().uuidString)"
    // What a test leaves in the temporary folder harms nobody.
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let input = "EHLO a\nMAIL FROM:<>\nRCPT TO:<a/b@b.org>\nDATA\nSubject: x\n\nx\n.\nQUIT\n"
    for _ in 1...2 {
      try await MailCatcher.running(folder: folder) { catcher in
        _ = try await talk(to: catcher, input)
        #expect(await catcher.receivedCount == 1)
      }
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [
        "0001-a_b@b.org.eml", "0001-a_b@b.org.json", "0002-a_b@b.org.eml", "0002-a_b@b.org.json",
      ])
    let eml = try Data(contentsOf: URL(fileURLWithPath: folder + "/0002-a_b@b.org.eml"))
    #expect(Array(eml) == Array("Subject: x\r\n\r\nx\r\n".utf8))
    let json = try String(contentsOfFile: folder + "/0002-a_b@b.org.json", encoding: .utf8)
    #expect(
      json == """
        {
          "recipients" : [
            "a/b@b.org"
          ],
          "sender" : ""
        }
        """)
  }

  @Test("asks its rules before each answer and tells them after it")
  func events() async throws {
    let seen = Seen()
    let rules = CatcherRules { event in
      await seen.note(event)
      return .usual
    }
    try await MailCatcher.running(rules: rules) { catcher in
      let input = "EHLO a\nMAIL FROM:<>\nRCPT TO:<a@b.org>\nDATA\nx\n.\nQUIT\n"
      _ = try await talk(to: catcher, input)
    }
    #expect(
      await seen.words == [
        "connected", "220 connect", "hello a", "250 EHLO", "sender ", "250 MAIL",
        "recipient a@b.org", "250 RCPT", "data", "354 DATA", "message x\r\n", "250 dot", "quit",
        "221 QUIT",
      ])
  }

  @Test(
    "keeps the message when it goes away after the dot, and none that it refuses",
    arguments: [
      (CatcherAnswer.disconnect, 1), (.reply(451, "4.3.0 Later"), 0), (.reply(250, "2.0.0 Ok"), 1),
      (.replyAndDisconnect(421, "4.3.2 Closing"), 0),
    ])
  func keeps(_ answer: CatcherAnswer, _ count: Int) async throws {
    let rules = CatcherRules { event in
      if case .message = event.moment { answer } else { .usual }
    }
    try await MailCatcher.running(rules: rules) { catcher in
      let input = "EHLO a\nMAIL FROM:<>\nRCPT TO:<a@b.org>\nDATA\nx\n.\nQUIT\n"
      _ = try await talk(to: catcher, input)
      #expect(await catcher.received.count == count)
    }
  }

  @Test("stops while connections are open, half made and waiting")
  func stops() async throws {
    let catcher = try await MailCatcher.bind()
    var clients: [any Channel] = []
    for _ in 1...20 {
      clients.append(
        try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
          .connect(host: "127.0.0.1", port: catcher.port).get())
    }
    async let served: Void = catcher.run()
    await catcher.stop()
    try await served
    // Each of them ends: none was forgotten with its socket open.
    for client in clients { try await client.closeFuture.get() }
  }

  @Test("says when its port is taken")
  func portTaken() async throws {
    try await MailCatcher.running { catcher in
      let error = await #expect(throws: CatcherError.self) {
        _ = try await MailCatcher.bind(port: catcher.port)
      }
      #expect(error?.message.hasPrefix("cannot listen on 127.0.0.1:\(catcher.port): ") == true)
      #expect(error?.hint == "choose another port with --port, or 0 for any that is free")
    }
  }

  /// Sends lines at once and returns the reply lines up to the end of the connection.
  private func talk(to catcher: MailCatcher, _ lines: String) async throws -> [String] {
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .connect(host: "127.0.0.1", port: catcher.port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      let wire = lines.replacingOccurrences(of: "\n", with: "\r\n")
      try await outbound.write(ByteBuffer(string: wire))
      var answer: [UInt8] = []
      for try await chunk in inbound { answer += Array(buffer: chunk) }
      return String(decoding: answer, as: UTF8.self).split(separator: "\r\n").map(String.init)
    }
  }
}

/// The events that a catcher told of, as words.
private actor Seen {
  private(set) var words: [String] = []

  func note(_ event: CatcherEvent) {
    switch event.moment {
    case .connected: words.append("connected")
    case .hello(let name): words.append("hello \(name)")
    case .login(let username, _): words.append("login \(username)")
    case .sender(let path): words.append("sender \(path)")
    case .recipient(let path): words.append("recipient \(path)")
    case .data: words.append("data")
    case .message(let message): words.append("message \(message.text)")
    case .reset: words.append("reset")
    case .quit: words.append("quit")
    case .replied(let command, let code): words.append("\(code) \(command)")
    }
  }
}
