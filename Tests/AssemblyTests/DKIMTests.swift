import Diagnostics
import Foundation
import Mail
import Newsletter
import Testing

@testable import Assembly

@Suite("Keys that sign mail")
struct DKIMTests {
  private static let ed25519 = """
    -----BEGIN PRIVATE KEY-----
    MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
    -----END PRIVATE KEY-----
    """

  /// 1024 bits, from RFC 8463 appendix A.
  private static let rsa = """
    -----BEGIN RSA PRIVATE KEY-----
    MIICXQIBAAKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQi
    Y/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqM
    KrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB
    AoGAH0cxOhFZDgzXWhDhnAJDw5s4roOXN4OhjiXa8W7Y3rhX3FJqmJSPuC8N9vQm
    6SVbaLAE4SG5mLMueHlh4KXffEpuLEiNp9Ss3O4YfLiQpbRqE7Tm5SxKjvvQoZZe
    zHorimOaChRL2it47iuWxzxSiRMv4c+j70GiWdxXnxe4UoECQQDzJB/0U58W7RZy
    6enGVj2kWF732CoWFZWzi1FicudrBFoy63QwcowpoCazKtvZGMNlPWnC7x/6o8Gc
    uSe0ga2xAkEA8C7PipPm1/1fTRQvj1o/dDmZp243044ZNyxjg+/OPN0oWCbXIGxy
    WvmZbXriOWoSALJTjExEgraHEgnXssuk7QJBALl5ICsYMu6hMxO73gnfNayNgPxd
    WFV6Z7ULnKyV7HSVYF0hgYOHjeYe9gaMtiJYoo0zGN+L3AAtNP9huqkWlzECQE1a
    licIeVlo1e+qJ6Mgqr0Q7Aa7falZ448ccbSFYEPD6oFxiOl9Y9se9iYHZKKfIcst
    o7DUw1/hz2Ck4N5JrgUCQQCyKveNvjzkkd8HjYs0SwM0fPjK16//5qDZ2UiDGnOe
    uEzxBDAr518Z8VFbR41in3W4Y3yCDgQlLlcETrS+zYcL
    -----END RSA PRIVATE KEY-----
    """

  private static func use(
    _ keys: [(pem: String, domain: String, omit: [String])], senders: [String] = ["example.org"]
  ) throws -> DKIMUse {
    DKIMUse(
      keys: try keys.enumerated().map {
        try DKIMKey(
          pem: $1.pem, domain: $1.domain, selector: "s\($0)", omit: $1.omit)
      },
      senders: try senders.enumerated().map {
        DKIMUse.Sender(affiliate: try #require(AffiliateID("a\($0)")), domain: $1)
      })
  }

  @Test("that fit leave nothing to say")
  func fine() throws {
    let use = try Self.use([(Self.ed25519, "example.org", ["Date", "message-id"])], senders: [])
    #expect(use.domainFindings == [])
    #expect(use.keyFindings.map(\.reason) == [.unused(senders: [])])
    #expect(try Self.use([], senders: ["example.org"]).domainFindings == [])
  }

  @Test("of one kind alone are told of")
  func kinds() throws {
    let alone = try Self.use([(Self.ed25519, "example.org", [])])
    #expect(alone.keyFindings == [])
    #expect(alone.domainFindings.map(\.entry.severity) == [.advice])
    #expect(
      alone.domainFindings.map(\.message) == [
        "only an Ed25519 key signs mail from example.org, and many receivers know just RSA"
      ])
    let both = try Self.use([(Self.ed25519, "example.org", []), (Self.rsa, "example.org", [])])
    #expect(both.domainFindings == [])
    #expect(
      both.keyFindings.map(\.message) == ["the DKIM key s1._domainkey.example.org has 1024 bits"])
    #expect(both.keyFindings.map(\.entry.severity) == [.warning])
  }

  @Test("that fit no sender, and senders without a key, are told of")
  func alignment() throws {
    let use = try Self.use(
      [(Self.rsa, "news.example.org", [])],
      senders: ["example.org", "deep.news.example.org", "example.org", "example.net"])
    #expect(use.keyFindings.map(\.reason) == [.shortRSA(bits: 1024)])
    #expect(
      use.domainFindings.map(\.message) == [
        "mail of a0, a2 is not signed: no DKIM key is for example.org",
        "mail of a3 is not signed: no DKIM key is for example.net",
      ])
    let idle = try Self.use([(Self.rsa, "news.example.org", [])])
    #expect(
      idle.keyFindings.last?.message
        == "the DKIM key s0._domainkey.news.example.org signs nothing: no sender is at its domain or below"
    )
    #expect(
      idle.keyFindings.last?.hint
        == "DMARC wants the domain of the From address or one above it: example.org")
  }

  @Test(
    "that omit what they should not are told of",
    arguments: [
      ("From", "omits From, which is signed all the same", "take it out of \"omit\""),
      (
        "Mesage-ID", "omits 'mesage-id', which is not signed in any case",
        "did you mean 'Message-ID'?"
      ),
      ("Received", "omits 'received', which is not signed in any case", nil),
      (
        "List-Unsubscribe",
        "omits list-unsubscribe, and unsubscribing in one click needs it signed",
        "take it out of \"omit\""
      ),
      (
        "List-Unsubscribe-Post",
        "omits list-unsubscribe-post, and unsubscribing in one click needs it signed",
        "take it out of \"omit\""
      ),
    ] as [(String, String, String?)])
  func omit(name: String, words: String, hint: String?) throws {
    let use = try Self.use([(Self.rsa, "example.org", [name])])
    let finding = try #require(use.keyFindings.last)
    #expect(finding.message == "the DKIM key s0._domainkey.example.org " + words)
    #expect(finding.hint == hint)
    #expect(finding.entry.severity == .warning)
  }

  @Test("that share a name are told of")
  func names() throws {
    let key = try DKIMKey(pem: Self.ed25519, domain: "example.org", selector: "s")
    let sender = DKIMUse.Sender(affiliate: try #require(AffiliateID("a")), domain: "example.org")
    let use = DKIMUse(keys: [key, key], senders: [sender])
    #expect(use.keyFindings.map(\.message) == ["two DKIM keys are called s._domainkey.example.org"])
  }

  @Test("stand in a file, whose faults are named")
  func files() throws {
    let folder = try ScratchFolder()
    func read(_ file: URL) throws -> DKIMKey {
      try DKIMKeyFile(
        DKIMConfiguration(domain: "example.org", selector: "s", keyFile: file, omit: ["Date"])
      ).read()
    }
    let good = try read(try folder.write(Self.ed25519, "good.pem", mode: 0o600))
    #expect(good.dnsName == "s._domainkey.example.org")
    #expect(good.omit == ["date"])
    let missing = folder.url.appendingPathComponent("missing.pem")
    let error = #expect(throws: DKIMKeyFileError.self) { try read(missing) }
    #expect(error?.message == "the DKIM key missing.pem does not exist")
    #expect(
      error?.hint == "make one with 'openssl genpkey -algorithm ed25519 -out \(missing.path)'")
    let bad = try folder.write("hello", "bad.pem")
    #expect(throws: DKIMKeyFileError.self) { try read(bad) }
    #expect(
      #expect(throws: DKIMKeyFileError.self) { try read(bad) }?.message
        == "bad.pem holds no private key in PEM")
    let octets = folder.url.appendingPathComponent("der.pem")
    try Data([0x30, 0x82, 0xFF]).write(to: octets)
    #expect(
      #expect(throws: DKIMKeyFileError.self) { try read(octets) }?.message
        == "the DKIM key der.pem is not text, and should be PEM")
    #expect(
      #expect(throws: DKIMKeyFileError.self) { try read(folder.url) }?.exitCode
        == .badConfiguration)
  }

  @Test("of a federation are read in the configuration's order, and checked")
  func federation() throws {
    let folder = try ScratchFolder()
    _ = try folder.write(Self.ed25519, "new.pem", mode: 0o600)
    _ = try folder.write("hello", "old.pem", mode: 0o600)
    func federation(_ keys: [String]) throws -> Federation {
      let entries = keys.map {
        #"{ "domain": "example.org", "selector": "\#($0)", "keyFile": "\#($0).pem" }"#
      }
      let text = ConfigurationSample.text.replacingOccurrences(
        of: "\"smtp\":", with: "\"dkim\": [\(entries.joined(separator: ", "))], \"smtp\":")
      let file = try folder.write(text, "config.json")
      return try Federation(path: file.path, console: Console())
    }
    #expect(try federation(["new"]).dkimKeys().map(\.selector) == ["new"])
    let check = try federation(["new", "old"]).dkimCheck()
    #expect(check.records.map(\.name) == ["new._domainkey.example.org"])
    #expect(
      check.records.map(\.text) == [
        """
        DKIM: the DNS should have this TXT record
          name:  new._domainkey.example.org
          value: v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
        """
      ])
    #expect(check.findings.map(\.message) == ["old.pem holds no private key in PEM"])
    #expect(check.findings.map(\.exitCode) == [78])
    #expect(throws: DKIMKeyFileError.self) { try federation(["new", "old"]).dkimKeys() }
  }
}
