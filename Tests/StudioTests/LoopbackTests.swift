import HTTPTypes
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

  @Test("nothing can be changed by any method", arguments: ["POST", "PUT", "DELETE", "OPTIONS"])
  func methods(_ method: String) async throws {
    let bench = try StudioBench()
    try await bench.test { visitor in
      let reply = try await visitor.send(.init(method)!, "/nurses")
      #expect(reply.status == 405)
    }
  }

  @Test("pages run their own script alone, messages run nothing")
  func policies() async throws {
    let bench = try StudioBench()
    try bench.publish(["A story"])
    try await bench.test { visitor in
      let page = try await visitor.get("/nurses")
      #expect(page.field("content-security-policy") == LoopbackHeaders.pagePolicy)
      #expect(page.field("cache-control") == "no-store")
      let message = try await visitor.get("/nurses/message.html")
      #expect(message.field("content-security-policy") == LoopbackHeaders.messagePolicy)
      #expect(message.field("content-security-policy")?.contains("script-src") == false)
      #expect(message.text.hasSuffix("<base target=\"_blank\">"))
    }
  }

  @Test("a page that waits hears of a change, and of nothing else")
  func watching() async throws {
    let bench = try StudioBench()
    try bench.publish(["A story"])
    try await bench.test { visitor in
      let mark = try #require(try await visitor.get("/nurses").mark)
      #expect(try await visitor.get("/changes.txt?since=another").text == mark)
      try bench.write("Hello\n", "Editions/nurses.md")
      #expect(try await visitor.get("/changes.txt?since=\(mark)").text != mark)
    }
  }
}
