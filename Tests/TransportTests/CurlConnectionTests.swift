import Curl
import MailCatcher
import Testing

@Suite("A connection that libcurl opened")
struct CurlConnectionTests {
  /// Far longer than anything here takes, on a machine that does much else as well.
  private static let patience = Duration.seconds(60)

  @Test("hears that the server has closed though the end came together with the last reply")
  func endBehindReply() async throws {
    let rules = CatcherRules { event in
      event.moment == .reset ? .replyAndDisconnect(250, "2.0.0 Ok") : .usual
    }
    try await MailCatcher.running(rules: rules) { catcher in
      let settings = CurlConnectionSettings(
        host: "127.0.0.1", port: catcher.port, security: .none, timeout: Self.patience)
      let connection = try await CurlConnection.open(settings).connection
      #expect(await connection.receive(until: .now + .milliseconds(300)) == .silence)
      #expect(await connection.send(Array("RSET\r\n".utf8), timeout: Self.patience) == .all)
      // Long enough for both to be here, so that the system tells of neither again.
      try await Task.sleep(for: .milliseconds(300))
      let deadline = ContinuousClock.now + Self.patience
      #expect(await connection.receive(until: deadline) == .bytes(Array("250 2.0.0 Ok\r\n".utf8)))
      #expect(
        await connection.receive(until: deadline)
          == .closed(reason: "the server closed the connection"))
    }
  }
}
