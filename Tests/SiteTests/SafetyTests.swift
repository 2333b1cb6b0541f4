import Composer
import Foundation
import HTTPTypes
import Mail
import Newsletter
import Storage
import Testing

@testable import Site

@Suite("The site's safety")
struct SafetyTests {
  @Test("every answer carries the security headers", arguments: ["/", "/nowhere", "/style.css"])
  func headers(_ path: String) async throws {
    let bench = try SiteBench()
    try await bench.test { visitor in
      let reply = try await visitor.get(path)
      #expect(
        reply.field("content-security-policy")
          == "default-src 'none'; style-src 'self'; img-src 'self' https:; form-action 'self'; "
          + "base-uri 'none'; frame-ancestors 'none'")
      #expect(reply.field("x-content-type-options") == "nosniff")
      #expect(reply.field("referrer-policy") == "no-referrer")
      #expect(reply.field("strict-transport-security") == "max-age=31536000")
      #expect(
        reply.field("cache-control")
          == (path == "/style.css" ? "public, max-age=300" : "no-store"))
      #expect(reply.field("x-robots-tag") == nil)
    }
  }

  @Test("without https there is no HSTS")
  func plain() async throws {
    let bench = try SiteBench(url: "http://localhost:8080")
    try await bench.test { visitor in
      let reply = try await visitor.get("/")
      #expect(reply.field("strict-transport-security") == nil)
    }
  }

  @Test("links are relative: a made-up Host gets into no page")
  func host() async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let path = "/u/\(try bench.token())"
    try await bench.test { visitor in
      for path in [path, "/", "/find", "/nowhere"] {
        let reply = try await visitor.get(
          path, ["host": "evil.example", "x-forwarded-host": "evil.example"])
        #expect(!reply.text.contains("evil.example"))
      }
    }
  }

  @Test(
    "a form from another site is refused, and changes nothing",
    arguments: [
      ["sec-fetch-site": "cross-site"], ["sec-fetch-site": "same-site"],
      ["origin": "https://evil.example"], ["origin": "http://news.rivervalley.example"],
      ["sec-fetch-site": "cross-site", "origin": "https://news.rivervalley.example"],
    ])
  func foreign(_ fields: [String: String]) async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let path = "/u/\(try bench.token())"
    try await bench.test { visitor in
      let reply = try await visitor.post(path, [("action", "leave")], fields)
      #expect(reply.status == 403)
      #expect(reply.title == "Please use our own page")
    }
    #expect(try !bench.hasLeft())
  }

  @Test(
    "a form of ours is taken",
    arguments: [
      [:], ["origin": "null"], ["origin": "https://news.rivervalley.example"],
      ["sec-fetch-site": "same-origin", "origin": "null"], ["sec-fetch-site": "none"],
    ])
  func own(_ fields: [String: String]) async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let path = "/u/\(try bench.token())"
    try await bench.test { visitor in
      let reply = try await visitor.post(path, [("action", "leave")], fields)
      #expect(reply.status == 200)
    }
    #expect(try bench.hasLeft())
  }

  @Test("what is wrong is told on a page, in the reader's language")
  func problems() async throws {
    let bench = try SiteBench()
    try await bench.test { visitor in
      let spanish = ["accept-language": "fr, es-MX;q=0.8, en;q=0.3"]
      let missing = try await visitor.get("/nowhere", spanish)
      #expect(missing.status == 404)
      #expect(missing.title == "No encontramos esta página")
      #expect(missing.text.contains("<html lang=\"es\">"))
      let method = try await visitor.send("/", .post, [:], "")
      #expect(method.status == 405)
      #expect(method.field("allow") == "GET, HEAD, OPTIONS")
      #expect(try await visitor.send("/find", .put).field("allow") == "GET, HEAD, OPTIONS, POST")
      let type = try await visitor.send("/find", .post, ["content-type": "application/json"], "{}")
      #expect(type.status == 415)
      let broken = try await visitor.send(
        "/find", .post, ["content-type": "application/x-www-form-urlencoded"], "address=%zz")
      #expect(broken.status == 400)
      let large = try await visitor.send(
        "/find", .post, ["content-type": "application/x-www-form-urlencoded"],
        String(repeating: "a", count: 16 * 1024 + 1))
      #expect(large.status == 413)
      for reply in [method, type, broken, large] { #expect(reply.title != nil) }
    }
  }

  @Test("OPTIONS tells the methods; HEAD is GET without the page")
  func safeMethods() async throws {
    let bench = try SiteBench()
    try await bench.test { visitor in
      let options = try await visitor.send("/find", .options)
      #expect(options.status == 204)
      #expect(options.field("allow") == "GET, HEAD, OPTIONS, POST")
      let (head, get) = (try await visitor.send("/", .head), try await visitor.get("/"))
      #expect(head.status == 200)
      #expect(head.text == "")
      #expect(head.field("content-length") == String(get.text.utf8.count))
    }
  }

  @Test("one client may ask so often, then is told how long to wait")
  func requests() async throws {
    let bench = try SiteBench(trustedHops: 1)
    try await bench.test { visitor in
      let ana = ["x-forwarded-for": "203.0.113.9, 192.0.2.1"]
      for _ in 0..<240 { #expect(try await visitor.get("/healthz", ana).status == 200) }
      let reply = try await visitor.get("/healthz", ana)
      #expect(reply.status == 429)
      #expect(reply.field("retry-after") == "1")
      #expect(reply.title == "Please wait a little")
      // What a client adds in front makes nobody else of it; others are not concerned.
      let forged = ["x-forwarded-for": "198.51.100.1, 192.0.2.1"]
      #expect(try await visitor.get("/healthz", forged).status == 429)
      let other = ["x-forwarded-for": "192.0.2.2"]
      #expect(try await visitor.get("/healthz", other).status == 200)
      bench.time.advance(by: 1)
      #expect(try await visitor.get("/healthz", ana).status == 200)
    }
  }

  @Test("forms that make letters are counted by client, and all together")
  func letters() async throws {
    let bench = try SiteBench(trustedHops: 1)
    try await bench.test { visitor in
      let one = try await statuses(32, from: "192.0.2.1", visitor, bench)
      #expect(one == [200: 30, 429: 2])
      let net = try await statuses(15, from: "2001:db8:1:2::1", visitor, bench)
      #expect(net == [200: 15])
      let same = try await statuses(17, from: "2001:db8:1:2:ffff::9", visitor, bench)
      #expect(same == [200: 15, 429: 2])
      for other in 2...9 {
        let more = try await statuses(30, from: "192.0.2.\(other)", visitor, bench)
        #expect(more == [200: 30])
      }
      let last = try await statuses(2, from: "192.0.2.99", visitor, bench)
      #expect(last == [429: 2])
    }
  }

  /// Posts a form so many times, and counts the answers.
  private func statuses(
    _ count: Int, from client: String, _ visitor: SiteVisitor, _ bench: SiteBench
  ) async throws -> [Int: Int] {
    let stamp = bench.site.stamps.text(for: "find", at: bench.time.now)
    var statuses: [Int: Int] = [:]
    for index in 0..<count {
      let reply = try await visitor.post(
        "/find", [("address", "p\(index)@example.org"), ("stamp", stamp)],
        ["x-forwarded-for": client])
      statuses[reply.status, default: 0] += 1
    }
    return statuses
  }

  @Test("an address gets three letters an hour, and nobody is told")
  func lettersOfAnAddress() async throws {
    let bench = try SiteBench()
    try bench.subscribe()
    let stamp = bench.site.stamps.text(for: "find", at: bench.time.now)
    try await bench.test { visitor in
      var pages: Set<String> = []
      for _ in 0..<5 {
        let reply = try await visitor.post(
          "/find", [("address", "ana.silva@example.org"), ("stamp", stamp)])
        pages.insert(reply.text)
      }
      #expect(pages.count == 1)
    }
    #expect(try bench.letters().count == 3)
  }

  @Test("the fixed paths answer")
  func fixedPaths() async throws {
    let bench = try SiteBench()
    try await bench.test { visitor in
      #expect(try await visitor.get("/healthz").text == "ok\n")
      #expect(try await visitor.get("/robots.txt").text.contains("Disallow: /u/"))
      #expect(try await visitor.get("/favicon.ico").status == 204)
      let style = try await visitor.get("/style/ntu.css")
      #expect(style.field("content-type") == "text/css; charset=utf-8")
      #expect(style.text.contains("--accent: #f2c14e;"))
      #expect(style.text.contains("--on-accent: #1e1f22;"))
    }
  }
}
