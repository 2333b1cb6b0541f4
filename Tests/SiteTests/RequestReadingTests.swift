import SeededRandom
import Testing

@testable import Site

@Suite("Reading requests")
struct RequestReadingTests {
  @Test(
    "a path leads to one route or nowhere",
    arguments: [
      ("/", SiteRoute.home), ("/subscribe", .signUp(nil)),
      ("/subscribe/jpu", .signUp(SiteBench.jpu)),
      ("/u/k1.AQ", .leave(token: "k1.AQ")), ("/style/ntu.css", .affiliateStyle(SiteBench.ntu)),
    ])
  func routes(_ path: String, _ route: SiteRoute) {
    #expect(SiteRoute(path: path) == route)
  }

  @Test(
    "tricks lead nowhere",
    arguments: [
      "", "u/x", "//", "/u", "/u/", "/u//x", "//u/x", "/u/x/", "/u/x/y", "/./find", "/find/",
      "/FIND", "/subscribe/..", "/subscribe/JPU", "/style/../jpu.css", "/style/.css", "/%66ind",
      "/find%00", "http://evil.example/find", "*", "/u/" + String(repeating: "a", count: 300),
    ])
  func tricks(_ path: String) {
    #expect(SiteRoute(path: path) == nil)
  }

  @Test(
    "encoded forms are read",
    arguments: [
      ("", []), ("a=b", [("a", "b")]), ("a=b+c%20d", [("a", "b c d")]), ("a", [("a", "")]),
      ("a=1&&b=2&", [("a", "1"), ("b", "2")]), ("a==", [("a", "=")]),
      ("n=%C3%A9", [("n", "é")]), ("a=1&a=2", [("a", "1"), ("a", "2")]),
    ] as [(String, [(String, String)])])
  func encoded(_ text: String, _ fields: [(String, String)]) throws {
    let form = try #require(FormBody(urlEncoded: Array(text.utf8)))
    #expect(form.fields.map(\.name) == fields.map(\.0))
    #expect(form.fields.map(\.value) == fields.map(\.1))
  }

  @Test("broken forms are none", arguments: ["a=%", "a=%4", "a=%zz", "a=%ff", "%c3=1"])
  func broken(_ text: String) {
    #expect(FormBody(urlEncoded: Array(text.utf8)) == nil)
  }

  @Test("a form has so many fields and no more")
  func many() {
    let most = Array(repeating: "a=1", count: 400).joined(separator: "&")
    #expect(FormBody(urlEncoded: Array(most.utf8))?.fields.count == 400)
    #expect(FormBody(urlEncoded: Array("\(most)&a=1".utf8)) == nil)
  }

  @Test("a form in parts is read")
  func parts() throws {
    let text =
      "--x\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: text/plain\r\n\r\n1\r\n2"
      + "\r\n--x\r\ncontent-disposition: form-data; name=b; filename=\"f\"\r\n\r\n\r\n--x--\r\n"
    let form = try #require(FormBody(multipart: Array(text.utf8), boundary: "x"))
    #expect(form["a"] == "1\r\n2")
    #expect(form["b"] == "")
  }

  @Test(
    "what is no form in parts is refused",
    arguments: [
      "", "--x", "--x\r\n", "--y--", "--x\r\n\r\n--x--", "--x\r\nA: b\r\n\r\nc\r\n--x--",
      "--x\r\nContent-Disposition: form-data\r\n\r\nc\r\n--x--",
      "--x\r\nContent-Disposition: form-data; name=a\r\n\r\nc",
      "--x\nContent-Disposition: form-data; name=a\n\nc\n--x--",
    ])
  func brokenParts(_ text: String) {
    #expect(FormBody(multipart: Array(text.utf8), boundary: "x") == nil)
  }

  @Test("no body makes the readers fall over")
  func anyBody() {
    var random = SeededGenerator(seed: 4)
    let pieces = ["--x", "\r\n", "--", "%", "&", "=", "name=", "Content-Disposition:", "é", "\0"]
    for _ in 0..<5000 {
      var text: [UInt8] = []
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        text += (pieces.randomElement(using: &random) ?? "").utf8
      }
      _ = FormBody(urlEncoded: text)
      _ = FormBody(multipart: text, boundary: "x")
    }
  }

  @Test(
    "a client is an IPv4 address, or the /64 of an IPv6 one",
    arguments: [
      ("192.0.2.1", "192.0.2.1:443", true), ("192.0.2.1", "::ffff:192.0.2.1", true),
      ("192.0.2.1", "192.0.2.2", false), ("2001:db8::1", "[2001:db8::2]:80", true),
      ("2001:db8::1", "2001:db8:0:1::1", false),
    ])
  func clients(_ one: String, _ other: String, _ isSame: Bool) throws {
    let one = try #require(ClientAddress(one))
    #expect((one == ClientAddress(other)) == isSame)
  }

  @Test("what is no address is none", arguments: ["", "localhost", "1.2.3", "1.2.3.4.5", "::g"])
  func noClients(_ text: String) {
    #expect(ClientAddress(text) == nil)
  }

  @Test(
    "proxies are counted from the right",
    arguments: [
      (0, ["1.1.1.1"], "9.9.9.9"), (1, [], "9.9.9.9"), (1, ["1.1.1.1, 2.2.2.2"], "2.2.2.2"),
      (2, ["1.1.1.1", "2.2.2.2, 3.3.3.3"], "2.2.2.2"), (5, ["1.1.1.1, 2.2.2.2"], "1.1.1.1"),
      (1, ["1.1.1.1, nonsense"], "9.9.9.9"),
    ] as [(Int, [String], String)])
  func proxies(_ hops: Int, _ fields: [String], _ client: String) {
    #expect(
      ClientAddress.client(
        peer: ClientAddress("9.9.9.9"), forwarded: fields, trustedHops: hops)
        == ClientAddress(client))
  }

  @Test(
    "the language is what the reader likes best of ours",
    arguments: [
      ("es", SiteLanguage.spanish), ("en-US,en;q=0.9,es;q=0.8", .english),
      ("es;q=0.5, en;q=0.4", .spanish), ("de, es-419;q=0.2", .spanish), ("ES_mx", .spanish),
    ])
  func languages(_ field: String, _ language: SiteLanguage) {
    #expect(SiteLanguage(accepted: field) == language)
  }

  @Test("or none", arguments: ["", "de", "es;q=0", "*", ";;,,", "q=1"])
  func noLanguage(_ field: String) {
    #expect(SiteLanguage(accepted: field) == nil)
  }
}
