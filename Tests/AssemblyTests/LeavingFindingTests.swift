import Foundation
import Mail
import Testing

@testable import Assembly

@Suite("What check says about leaving")
struct LeavingFindingTests {
  private func site(_ url: String) throws -> SiteConfiguration { try site(url, hops: 1) }

  private func site(
    _ url: String, hops: Int, listen: String = "127.0.0.1:8080"
  ) throws -> SiteConfiguration {
    SiteConfiguration(
      url: try #require(URL(string: url)), listen: try #require(ListenAddress(listen)),
      trustedHops: hops)
  }

  private func findings(_ url: String?, _ addresses: [String]) throws -> [LeavingFinding] {
    try LeavingFinding.all(
      url.map(site), addresses: addresses.map { try EmailAddress($0) }, keyID: "k1")
  }

  @Test("An https site and a short address are in order")
  func inOrder() throws {
    #expect(try findings("https://news.example.org", ["leave@example.org"]) == [])
    #expect(try findings("http://127.0.0.1:8080", ["leave@example.org"]) == [])
    #expect(try findings("http://localhost:8080/", ["leave@example.org"]) == [])
  }

  @Test("A site is missing, not https, or has a query")
  func sites() throws {
    #expect(try findings(nil, ["leave@example.org"]) == [.noSite])
    #expect(
      try findings("http://news.example.org", []) == [.notHTTPS(site: "http://news.example.org")])
    #expect(
      try findings("https://news.example.org/?a=b", [])
        == [.siteHasQuery(site: "https://news.example.org/?a=b")])
  }

  @Test(
    "Behind a web server on this machine readers are told apart by trustedHops alone",
    arguments: [
      ("https://news.example.org", 0, "127.0.0.1:8080", true),
      ("https://news.example.org", 1, "127.0.0.1:8080", false),
      ("https://news.example.org", 0, "192.0.2.1:8080", false),
      ("http://127.0.0.1:8080", 0, "127.0.0.1:8080", false),
    ])
  func hops(_ url: String, _ hops: Int, _ listen: String, _ isTold: Bool) throws {
    let findings = LeavingFinding.all(
      try site(url, hops: hops, listen: listen), addresses: [], keyID: "k1")
    #expect(findings == (isTold ? [.proxyNotCounted(site: url, listen: listen)] : []))
    #expect(findings.allSatisfy { $0.severity == .warning })
  }

  @Test("An address that takes no token is told once, with how long it may be")
  func addresses() throws {
    let plus = "news+leave@example.org"
    let quoted = "\"leave me\"@example.org"
    let long = String(repeating: "x", count: 21) + "@example.org"
    #expect(
      try findings("https://news.example.org", [plus, plus, quoted, long])
        == [
          .hasPlus(EmailAddress(plus)), .isQuoted(EmailAddress(quoted)),
          .isLong(EmailAddress(long), octetsForName: 20),
        ])
    #expect(
      try findings("https://news.example.org", [String(long.dropFirst())]) == [])
  }

  @Test("Only a site whose pages nobody can reach is a mistake")
  func severity() throws {
    let findings = try findings("http://news.example.org?x", ["a+b@example.org"])
    #expect(findings.map(\.severity) == [.mistake, .warning, .advice])
    #expect(LeavingFinding.noSite.severity == .advice)
    #expect(
      findings.map(\.message) == [
        "site.url is http://news.example.org?x, and no page can be put behind a '?' or '#'",
        "site.url is http://news.example.org?x, and inboxes offer one click over https alone",
        "mail to leave goes to a+b@example.org, which has a '+' already: the reader's token stands "
          + "in the subject instead",
      ])
  }
}
