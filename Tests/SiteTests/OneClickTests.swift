import Composer
import Foundation
import HTTPTypes
import Mail
import Newsletter
import Storage
import Testing

@testable import Site

@Suite("Leaving in one click (RFC 8058)")
struct OneClickTests {
  static let oneClick = [("List-Unsubscribe", "One-Click")]

  @Test("a post leaves, without cookie, login or redirect")
  func urlEncoded() async throws {
    let bench = try SiteBench()
    try bench.subscribe(to: [SiteBench.jpu, SiteBench.ntu])
    let path = "/u/\(try bench.token())"
    try await bench.test { visitor in
      let reply = try await visitor.post(path, Self.oneClick)
      #expect(reply.status == 200)
      #expect(reply.field("location") == nil)
      #expect(reply.field("set-cookie") == nil)
    }
    #expect(try bench.hasLeft())
    #expect(try !bench.hasLeft(bench.ana, SiteBench.ntu))
  }

  @Test("a post leaves an affiliate that the configuration has no more")
  func formerAffiliate() async throws {
    let bench = try SiteBench(affiliates: [SiteBench.affiliates[1]])
    try bench.subscribe()
    let path = "/u/\(try bench.token())"
    try await bench.test { visitor in
      let page = try await visitor.get(path)
      #expect(page.title == "Leave the list of jpu?")
      let reply = try await visitor.post(path, Self.oneClick)
      #expect(reply.status == 200)
    }
    #expect(try bench.hasLeft())
  }

  /// A post as one or another program sends it.
  struct Form: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var type: String? = "application/x-www-form-urlencoded"
    var body = "List-Unsubscribe=One-Click"

    static let disposition = "Content-Disposition: form-data; name=\"List-Unsubscribe\""
  }

  @Test(
    "a post is understood however it is written",
    arguments: [
      Form(testDescription: "no type", type: nil),
      Form(
        testDescription: "a charset", type: "application/x-www-form-urlencoded; charset=UTF-8"),
      Form(testDescription: "a type in capitals", type: "Application/X-WWW-Form-URLEncoded"),
      Form(testDescription: "CRLF at the end", body: "List-Unsubscribe=One-Click\r\n"),
      Form(testDescription: "LF at the end", body: "List-Unsubscribe=One-Click\n"),
      Form(testDescription: "other fields", body: "a=b&List-Unsubscribe=One-Click&c=d"),
      Form(testDescription: "an escape", body: "List%2DUnsubscribe=One%2DClick"),
      Form(
        testDescription: "parts", type: "multipart/form-data; boundary=b1",
        body: "--b1\r\n\(Form.disposition)\r\n\r\nOne-Click\r\n--b1--\r\n"),
      Form(
        testDescription: "parts with a quoted boundary and a charset",
        type: "multipart/form-data; charset=utf-8; boundary=\"b 1\"",
        body: "--b 1\r\n\(Form.disposition)\r\n\r\nOne-Click\r\n--b 1--"),
      Form(
        testDescription: "parts after a blank line", type: "multipart/form-data; boundary=b1",
        body: "\r\n--b1\r\n\(Form.disposition)\r\n\r\nOne-Click\r\n--b1--\r\n"),
      Form(
        testDescription: "parts with blanks behind the boundary",
        type: "multipart/form-data; boundary=b1",
        body: "--b1 \r\n\(Form.disposition)\r\n\r\nOne-Click\r\n--b1-- \r\n"),
      Form(
        testDescription: "parts whose lines end in LF", type: "multipart/form-data; boundary=b1",
        body: "--b1\n\(Form.disposition)\n\nOne-Click\n--b1--\n"),
      Form(
        testDescription: "parts without an end", type: "multipart/form-data; boundary=b1",
        body: "--b1\r\n\(Form.disposition)\r\n\r\nOne-Click\r\n"),
    ])
  func written(_ form: Form) async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let path = "/u/\(try bench.token())"
    try await bench.test { visitor in
      let reply = try await visitor.send(
        path, .post, form.type.map { ["content-type": $0] } ?? [:], form.body)
      #expect(reply.status == 200)
    }
    #expect(try bench.hasLeft())
  }

  @Test("a token whose full stop was escaped on the way is the same")
  func escapedToken() async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let token = try bench.token()
    try await bench.test { visitor in
      let path = "/u/\(token.replacingOccurrences(of: ".", with: "%2E"))"
      let reply = try await visitor.post(path, Self.oneClick)
      #expect(reply.status == 200)
      let other = try await visitor.get("/u/\(token.replacingOccurrences(of: "1", with: "%31"))")
      #expect(other.status == 404)
    }
    #expect(try bench.hasLeft())
  }

  @Test("the origin of the post does not matter, nor how many came before")
  func fromAnywhere() async throws {
    let bench = try SiteBench()
    let people = try (0..<400).map { try EmailAddress("p\($0)@example.org") }
    for person in people { try bench.subscribe(person) }
    let paths = try people.map { "/u/\(try bench.token($0))" }
    try await bench.test { visitor in
      for path in paths {
        let reply = try await visitor.post(
          path, Self.oneClick,
          ["origin": "https://mail.example.com", "sec-fetch-site": "cross-site"])
        #expect(reply.status == 200)
      }
    }
    for person in people { #expect(try bench.hasLeft(person)) }
  }

  @Test(
    "a repeat is answered as the first, and writes nothing", arguments: [nil, "page", "page, all"])
  func repeated(_ wayBefore: String?) async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let path = "/u/\(try bench.token())"
    if let wayBefore {
      try bench.store.optOut(
        Subscriber(bench.ana), of: wayBefore == "page" ? SiteBench.jpu : nil, source: wayBefore,
        reason: nil, at: bench.time.now)
    }
    try await bench.test { visitor in
      let first = try await visitor.post(path, Self.oneClick)
      bench.time.advance(by: 60)
      for _ in 0..<3 {
        let again = try await visitor.post(path, Self.oneClick)
        #expect(again.status == 200)
        #expect(again.text == first.text)
      }
    }
    let rows = try bench.store.export(Subscriber(bench.ana), at: bench.time.now).optOuts
    #expect(rows.map(\.source) == [wayBefore ?? "one-click"])
  }

  @Test(
    "nothing but a post with a form changes anything",
    arguments: ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"])
  func otherMethods(_ method: String) async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let path = "/u/\(try bench.token())"
    try await bench.test { visitor in
      for target in [path, "\(path)?List-Unsubscribe=One-Click&action=leave"] {
        let reply = try await visitor.send(
          target, try #require(.init(rawValue: method)),
          ["content-type": "application/x-www-form-urlencoded"], "List-Unsubscribe=One-Click")
        let isSafe = ["GET", "HEAD", "OPTIONS"].contains(method)
        #expect((200..<300).contains(reply.status) == isSafe)
      }
    }
    #expect(try !bench.hasLeft())
  }

  @Test(
    "a post that does not ask for it changes nothing",
    arguments: [
      "", "List-Unsubscribe=", "List-Unsubscribe=one-click-not", "List-Unsubscribe", "a=b",
      "action=", "action=LEAVE", "action=return", "action=reason&reason=other",
    ])
  func otherForms(_ body: String) async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let path = "/u/\(try bench.token())"
    try await bench.test { visitor in
      let reply = try await visitor.send(
        path, .post, ["content-type": "application/x-www-form-urlencoded"], body)
      #expect(reply.status < 500)
    }
    #expect(try !bench.hasLeft())
  }

  @Test("a forged link is a page that cannot be found, the same as any other")
  func forged() async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let token = try bench.token()
    let changed = token.dropLast() + (token.hasSuffix("A") ? "B" : "A")
    let foreign = TokenSeal(
      keys: MessageKeys(current: SigningKey(id: "k1", secret: Array(repeating: 8, count: 32))!)
    ).token(subscriber: 1, address: bench.ana, affiliate: SiteBench.jpu)
    try await bench.test { visitor in
      let nowhere = try await visitor.get("/nowhere")
      for path in ["/u/\(changed)", "/u/\(foreign)", "/u/k1.AAAA", "/u/x", "/s/\(foreign)"] {
        let page = try await visitor.get(path)
        #expect(page.status == 404)
        #expect(page.text == nowhere.text)
        let reply = try await visitor.post(path, Self.oneClick)
        #expect(reply.status == 404)
        #expect(reply.text == nowhere.text)
      }
    }
    #expect(try !bench.hasLeft())
  }

  @Test(
    "the link of an erased person is answered like that of one who has left",
    arguments: [false, true])
  func erased(_ leavesAll: Bool) async throws {
    let bench = try SiteBench()
    let bob = try EmailAddress("bob@example.org")
    try bench.subscribe(language: "es")
    try bench.subscribe(bob)
    let (left, erased) = (try bench.token(), try bench.token(bob))
    _ = try bench.store.optOut(
      Subscriber(bench.ana), of: leavesAll ? nil : SiteBench.jpu, source: "test", reason: nil,
      at: bench.time.now)
    _ = try bench.store.erase(Subscriber(bob), at: bench.time.now)
    try await bench.test { visitor in
      for (page, form) in [
        ("u", []), ("s", []), ("u", Self.oneClick), ("u", [("action", "leave")]),
        ("u", [("action", "leave-all")]),
        ("u", [("action", "return"), ("scope", "list")]), ("s", [("action", "link")]),
        ("u", [("action", "destroy")]), ("u", [("action", "reason"), ("reason", "x")]),
      ] {
        let replies = [
          form.isEmpty
            ? try await visitor.get("/\(page)/\(left)")
            : try await visitor.post("/\(page)/\(left)", form),
          form.isEmpty
            ? try await visitor.get("/\(page)/\(erased)")
            : try await visitor.post("/\(page)/\(erased)", form),
        ]
        #expect(replies[0].status == replies[1].status)
        #expect(
          replies[0].text.replacingOccurrences(of: left, with: "TOKEN")
            == replies[1].text.replacingOccurrences(of: erased, with: "TOKEN"))
        #expect(replies[0].title == "This subscription has ended")
      }
    }
  }
}
