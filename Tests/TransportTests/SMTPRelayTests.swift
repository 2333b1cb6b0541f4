import Diagnostics
import Testing

@testable import Transport

@Suite("A relay")
struct SMTPRelayTests {
  @Test(
    "is this machine or is not",
    arguments: [
      ("localhost", true), ("LocalHost", true), ("127.0.0.1", true), ("127.1.2.3", true),
      ("::1", true), ("[::1]", true), ("127.example.org", false), ("127.0.0.1.example.org", false),
      ("mail.example.org", false), ("10.0.0.1", false),
    ])
  func isLoopback(_ host: String, _ wanted: Bool) {
    #expect(SMTPRelay(host: host, port: 25, security: .none).isLoopback == wanted)
  }

  @Test("shows its password in no text that is made of it")
  func hidesPassword() {
    let relay = SMTPRelay(
      host: "h", port: 25, security: .none, username: "ana", password: Secret("hunter2"))
    var dumped = ""
    dump(relay, to: &dumped)
    #expect(!"\(relay) \(String(reflecting: relay)) \(dumped)".contains("hunter2"))
    #expect(dumped.contains("•••"))
  }
}
