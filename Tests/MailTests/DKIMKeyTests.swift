import Diagnostics
import Foundation
import Testing

@testable import Mail

@Suite("A DKIM key")
struct DKIMKeyTests {
  private static func key(_ pem: String, _ selector: String = "press2026") throws -> DKIMKey {
    try DKIMKey(pem: pem, domain: "Example.org", selector: selector)
  }

  @Test("of Ed25519 has this record")
  func ed25519() throws {
    let key = try Self.key(DKIMSample.ed25519)
    #expect(key.dnsName == "press2026._domainkey.example.org")
    #expect(
      key.dnsRecord == "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
    #expect(key.dnsStrings == [key.dnsRecord])
    #expect(key.algorithm == .ed25519)
    #expect(key.rsaBits == nil)
  }

  @Test("of RSA in PKCS#1 has this record")
  func rsa() throws {
    let key = try Self.key(DKIMSample.rsa)
    #expect(
      key.dnsRecord
        == "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08"
        + "a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqM"
        + "KrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB")
    #expect(key.rsaBits == 1024)
    #expect(key.zoneLine == "press2026._domainkey.example.org. IN TXT \"\(key.dnsRecord)\"")
  }

  @Test("of RSA in PKCS#8 has a record in two strings")
  func longRSA() throws {
    let key = try Self.key(DKIMSample.longRSA)
    #expect(key.rsaBits == 2048)
    #expect(key.dnsStrings.map(\.utf8.count) == [255, 155])
    #expect(key.dnsStrings.joined() == key.dnsRecord)
    #expect(key.zoneLine.hasSuffix("TXT \"\(key.dnsStrings[0])\" \"\(key.dnsStrings[1])\""))
  }

  @Test("may stand behind other text, with line ends of any kind")
  func surroundings() throws {
    let text =
      "Our key of 2026\r\n\r\n" + DKIMSample.ed25519.replacingOccurrences(of: "\n", with: " \r\n")
    #expect(try Self.key(text).dnsRecord == Self.key(DKIMSample.ed25519).dnsRecord)
  }

  @Test("is printed nowhere")
  func secrecy() throws {
    let key = try Self.key(DKIMSample.ed25519)
    #expect("\(key)" == "DKIMKey(press2026._domainkey.example.org, ed25519-sha256)")
    var dumped = ""
    dump(key, to: &dumped)
    #expect(dumped.contains("example.org") && !dumped.contains("material"))
  }

  static let faults: [(name: String, pem: String, DKIMKeyError.Reason)] = [
    ("nothing", "", .noKey),
    ("a text", "hello\n", .noKey),
    ("a block of another kind", block("X509 CRL", "AAAA"), .noKey),
    ("half a file", String(DKIMSample.longRSA.prefix(300)), .damaged),
    ("no base64", block("PRIVATE KEY", "MC4C*"), .damaged),
    ("an empty block", block("PRIVATE KEY", ""), .damaged),
    ("a short seed", block("PRIVATE KEY", "MAwCAQAwBQYDK2VwBAA="), .damaged),
    ("DER that lies about its length", block("PRIVATE KEY", "MIP///8CAQA="), .damaged),
    ("an RSA key without numbers", block("RSA PRIVATE KEY", "MAMCAQA="), .damaged),
    (
      "RSA with a wrong number",
      DKIMSample.rsa.replacingOccurrences(of: "KrM3rG4h", with: "KrM3rG4i"),
      .damaged
    ),
    (
      "a public key",
      block("PUBLIC KEY", "MCowBQYDK2VwAyEA3MdTqpjLmRDv5k/VM/S6fcxjHJFR8f/cgN0MSZaEcW4="),
      .publicKey
    ),
    ("an RSA public key", block("RSA PUBLIC KEY", "MAA="), .publicKey),
    ("a certificate", block("CERTIFICATE", "MAA="), .certificate),
    ("an encrypted key", block("ENCRYPTED PRIVATE KEY", "MAA="), .encrypted),
    (
      "an encrypted key of the old form",
      block("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,563B\n\nMAA="),
      .encrypted
    ),
    (
      "a curve behind its parameters",
      block("EC PARAMETERS", "BggqhkjOPQMBBw==") + block("EC PRIVATE KEY", "MAA="),
      .otherKind("an elliptic curve key")
    ),
    (
      "a curve in PKCS#8",
      block(
        "PRIVATE KEY",
        """
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgLvSLnKGlBVRRcjHa
        b7opeHUupZlV1CznfaKwjtHmlHShRANCAARds1f+IMgAfmQUySHYfuLNnidCDsuX
        OwX4MyekQHssEwedXbyECSAam1a67kwcmULxeBwL0fDm2+7k8QybBMcE
        """), .otherKind("a key of another kind")
    ),
    ("an OpenSSH key", block("OPENSSH PRIVATE KEY", "MAA="), .otherKind("an OpenSSH key")),
    (
      "512 bits",
      block(
        "PRIVATE KEY",
        """
        MIIBVQIBADANBgkqhkiG9w0BAQEFAASCAT8wggE7AgEAAkEAqxpgjAWyfohC3qXg
        HRJ5yOAU+LwUl3YXUJhL0tLewwisjGlUaX907DuQ/hf3myDiPrLJ5q68WhsFDTeY
        F2FPAQIDAQABAkBTrPieQYMDIjwhillJnml0dTGMWt5vG89XGMOr/Hf4RI6Z8skN
        OpAxB0BrEvW/NpaP1CG6n6Xk/QPdRiQny4LJAiEA3k9BZ4qLSn3LJoDvu+PuE2xf
        zRrTULsHHS8i2F2nmg8CIQDFCIHTJqcfbYhyZNkeSchiTMBXFMnDiv1n8/uXwabV
        7wIhALagCSzUBaWGPXM+DLMfhZ7zMqg910bEvg1dgZSZK2xFAiBEibIHTiHCR+q3
        yCbSZ14B+6rIX93TXGzLlU5GOsGbFwIhAKSMg1wAcb6/Ik9g0/jP7mslvJr0amGJ
        C+UWGUf4r3L5
        """), .tooShort(bits: 512)
    ),
  ]

  private static func block(_ label: String, _ content: String) -> String {
    "-----BEGIN \(label)-----\n\(content)\n-----END \(label)-----\n"
  }

  @Test("is refused with the reason", arguments: faults)
  func refused(name: String, pem: String, reason: DKIMKeyError.Reason) {
    let error = #expect(throws: DKIMKeyError.self) { try Self.key(pem) }
    #expect(error?.reason == reason)
  }

  @Test("that was cut anywhere crashes nothing")
  func cut() {
    for length in stride(from: 0, to: DKIMSample.rsa.utf8.count - 30, by: 7) {
      let text = String(DKIMSample.rsa.prefix(length)) + "\n-----END RSA PRIVATE KEY-----\n"
      #expect(throws: DKIMKeyError.self) { try Self.key(text) }
    }
  }

  @Test("has a domain of at least two labels", arguments: ["", "org", "a b.org", "-a.org", "a..b"])
  func domains(domain: String) {
    let error = #expect(throws: DKIMKeyError.self) {
      try DKIMKey(pem: DKIMSample.ed25519, domain: domain, selector: "a")
    }
    #expect(error?.reason == .badDomain(domain))
  }

  @Test(
    "has a selector of one label or more",
    arguments: ["", "a b", "-a", "a-", "a..b", "é", "a;b", "a\r\nb"])
  func selectors(selector: String) {
    let error = #expect(throws: DKIMKeyError.self) { try Self.key(DKIMSample.ed25519, selector) }
    #expect(error?.reason == .badSelector(selector))
  }

  @Test(
    "says what is wrong and what to do",
    arguments: [
      (
        DKIMKeyError.Reason.encrypted,
        "dkim.pem is encrypted, and nobody is there to type its password",
        "write it without one: openssl pkey -in OLD.pem -out dkim.pem && chmod 600 dkim.pem"
      ),
      (
        .publicKey, "dkim.pem is the public half of a key; the private half signs",
        "make one with 'openssl genpkey -algorithm ed25519 -out dkim.pem', or use the private file"
      ),
      (
        .tooShort(bits: 512), "dkim.pem has 512 bits; receivers ignore RSA keys below 1024",
        "make one with 'openssl genpkey -algorithm rsa -pkeyopt rsa_keygen_bits:2048 -out dkim.pem'"
      ),
      (
        .badSelector("a b"), "dkim.pem has 'a b' for its selector, which is none",
        "name the key with letters, digits and hyphens, as in press2026"
      ),
    ])
  func words(reason: DKIMKeyError.Reason, message: String, hint: String) {
    let error = DKIMKeyError(reason).named("dkim.pem")
    #expect(error.message == message)
    #expect(error.hint == hint)
    #expect(error.exitCode == .badConfiguration)
  }
}
