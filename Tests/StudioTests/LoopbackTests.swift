import Testing

@testable import Studio

@Suite("On this machine alone")
struct LoopbackTests {
  @Test(
    "a request must name this machine itself",
    arguments: [
      ("127.0.0.1:8081", true), ("localhost", true), ("LOCALHOST:1", true), ("[::1]:8081", true),
      ("evil.example:8081", false), ("127.0.0.1.evil.example", false), ("", false),
      ("localhost.evil.example:8081", false), ("[::2]", false),
    ])
  func names(_ authority: String, _ isHere: Bool) {
    #expect(LoopbackResponder.isNamedHere(authority) == isHere)
  }
}
