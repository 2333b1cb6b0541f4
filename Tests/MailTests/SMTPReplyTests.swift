import Testing

@testable import Mail

@Suite("A reply of a server")
struct SMTPReplyTests {
  @Test("is read whole, however it is cut", arguments: 1...12)
  func pieces(_ size: Int) throws {
    let wire = Array(
      "250-mx.example.org\r\n250-SIZE 100\r\n250 PIPELINING\r\n550 5.1.1 No such\r\n354\r\n".utf8)
    var parser = SMTPReplyParser()
    var replies: [SMTPReply] = []
    for start in stride(from: 0, to: wire.count, by: size) {
      parser.append(wire[start..<min(start + size, wire.count)])
      while let reply = try parser.next() { replies.append(reply) }
    }
    #expect(
      replies == [
        SMTPReply(code: 250, lines: ["mx.example.org", "SIZE 100", "PIPELINING"]),
        SMTPReply(code: 550, status: EnhancedStatus(5, 1, 1), lines: ["No such"]),
        SMTPReply(code: 354, lines: [""]),
      ])
    #expect(!parser.isInsideReply)
  }

  @Test("is the same each time it comes, whatever came between")
  func again() throws {
    let lines =
      ["250 2.1.0 Ok", "354 Go on"] + (1...9).map { "250 2.0.0 Ok: queued as \($0)" }
      + ["250-2.1.0 Ok\r\n250 2.1.0 Ok"]
    let order = (0..<60).map { lines[($0 * $0 + $0 / 3) % lines.count] }
    var parser = SMTPReplyParser()
    for line in order {
      parser.append(Array("\(line)\r\n".utf8))
      #expect(try parser.next() == read("\(line)\r\n"))
    }
  }

  @Test("says its enhanced status once, from whichever lines repeat it")
  func enhancedStatus() throws {
    let reply = try #require(try read("550-5.7.26 Your mail\r\n550 5.7.26 is not signed\r\n"))
    #expect(reply.status == EnhancedStatus(5, 7, 26))
    #expect(reply.lines == ["Your mail", "is not signed"])
    #expect(reply.text == "550 5.7.26 Your mail is not signed")
    #expect(try read("250 4.5.1 is our version\r\n")?.status == nil)
    #expect(try read("250 2.0.0\r\n")?.status == EnhancedStatus(2, 0, 0))
  }

  @Test(
    "is refused when it is none",
    arguments: [
      ("HTTP/1.1 400 Bad Request\r\n", SMTPReplyError.malformed("HTTP/1.1 400 Bad Request")),
      ("25 Ok\r\n", .malformed("25 Ok")),
      ("250Ok\r\n", .malformed("250Ok")),
      ("150 Go\r\n", .malformed("150 Go")),
      ("\r\n", .malformed("")),
      ("250-a\r\n251 b\r\n", .malformed("251 b")),
      (String(repeating: "2", count: 5000), .lineTooLong),
      (String(repeating: "2", count: 5000) + "\n", .lineTooLong),
      (String(repeating: "250-a\r\n", count: 200), .tooManyLines),
    ])
  func malformed(_ wire: String, _ wanted: SMTPReplyError) {
    let error = #expect(throws: SMTPReplyError.self) { try read(wire) }
    #expect(error == wanted)
  }

  @Test("never carries control characters to a terminal")
  func controls() throws {
    #expect(try read("550 \u{1B}[2J\u{7}no\r\n")?.lines == [" [2J no"])
  }

  @Test(
    "tells the queue id that servers of many kinds give",
    arguments: [
      ("250 2.0.0 Ok: queued as 4F1AB2C\r\n", "4F1AB2C"),
      ("250 OK id=1tAbcD-000123-4x\r\n", "1tAbcD-000123-4x"),
      ("250 2.0.0 4AJx1y2z012345 Message accepted for delivery\r\n", "4AJx1y2z012345"),
      ("250 ok 1732000000 qp 991\r\n", "991"),
      ("250 Ok 0100018bcdef-1234-abcd-000000\r\n", "0100018bcdef-1234-abcd-000000"),
      ("250 Thank you\r\n", nil), ("250 2.0.0 Ok\r\n", nil),
    ])
  func queueIDs(_ wire: String, _ wanted: String?) throws {
    let reply = try #require(try read(wire))
    #expect(reply.queueID == wanted)
    // As the log has it, in one line.
    #expect(SMTPReply(text: reply.text)?.queueID == wanted)
  }

  @Test(
    "is read again from its one line, and nothing else is",
    arguments: [
      ("250 2.0.0 Ok", true), ("550 5.1.1 No such person here", true), ("250", true),
      ("the connection was lost", false), ("", false), ("250-", false), ("99 Hm", false),
    ])
  func oneLine(_ text: String, _ isReply: Bool) {
    #expect(SMTPReply(text: text)?.text == (isReply ? text : nil))
  }

  @Test(
    "is about the address, the message or the session",
    arguments: [
      (SMTPStep.rcpt, "550 5.1.1 No such person", SMTPRefusal.Scope.address),
      (.rcpt, "550 No such person", .address),
      (.rcpt, "450 4.2.1 Greylisted", .address),
      (.rcpt, "552 5.2.2 Mailbox full", .address),
      (.rcpt, "550 5.7.1 You may not write to this person", .address),
      (.rcpt, "554 5.7.1 Relay access denied", .session),
      (.rcpt, "550 relaying prohibited", .session),
      (.rcpt, "554 5.7.1 Client host [192.0.2.1] blocked using zen.example", .session),
      (.rcpt, "550 5.7.606 Access denied, banned sending IP [192.0.2.1]", .session),
      (.rcpt, "550 5.7.705 Access denied, tenant has exceeded threshold", .session),
      (.rcpt, "550 5.7.505 Access denied, banned recipient", .address),
      (.rcpt, "450 4.7.25 Client host rejected: cannot find your hostname", .session),
      (.rcpt, "421 4.7.0 Try later", .session),
      (.rcpt, "530 5.7.0 Authentication required", .session),
      (.rcpt, "535 5.7.8 Bad credentials", .session),
      (.rcpt, "452 4.5.3 Too many recipients", .session),
      (.rcpt, "550 5.4.5 Daily quota exceeded", .session),
      (.rcpt, "503 5.5.1 MAIL first", .session),
      (.data, "554 5.6.0 No", .message),
      (.data, "421 4.3.2 Closing", .session),
      (.dot, "550 5.7.1 Spam", .message),
      (.dot, "554 5.7.26 Not signed", .session),
      (.dot, "451 4.3.0 Later", .message),
      (.dot, "552 5.3.4 Too big", .message),
      (.dot, "421 4.3.2 Closing", .session),
      (.dot, "550 5.4.5 Daily quota exceeded", .session),
      (.dot, "550 5.7.1 Contains the word relay", .message),
      (.data, "250 2.0.0 Ok", .session),
      (.dot, "354 Go on", .session),
      (.mail, "550 5.1.8 Bad sender", .session),
      (.greeting, "554 Go away", .session),
      (.ehlo, "501 Bad name", .session),
      (.auth, "535 5.7.8 Wrong", .session),
    ])
  func scopes(_ step: SMTPStep, _ text: String, _ wanted: SMTPRefusal.Scope) throws {
    let refusal = SMTPRefusal(of: step, reply: try #require(try read(text + "\r\n")))
    #expect(refusal.scope == wanted)
    #expect(refusal.isPermanent == text.hasPrefix("5"))
  }

  @Test(
    "follows a body whose lines cannot be mistaken for the end",
    arguments: [
      ("", ".\r\n"),
      ("a", "a\r\n.\r\n"),
      ("a\r\n", "a\r\n.\r\n"),
      (".", "..\r\n.\r\n"),
      (".\r\n.a\r\n..\r\n", "..\r\n..a\r\n...\r\n.\r\n"),
      ("a.b\r\n", "a.b\r\n.\r\n"),
      ("a\n.\nb", "a\r\n..\r\nb\r\n.\r\n"),
      ("a\r.\rb", "a\r\n..\r\nb\r\n.\r\n"),
      ("a\r\n\r\n", "a\r\n\r\n.\r\n"),
    ])
  func dotStuffing(_ message: String, _ wanted: String) {
    #expect(String(decoding: SMTPBody(Array(message.utf8)).octets, as: UTF8.self) == wanted)
  }

  private func read(_ wire: String) throws -> SMTPReply? {
    var parser = SMTPReplyParser()
    parser.append(wire.utf8)
    return try parser.next()
  }
}
