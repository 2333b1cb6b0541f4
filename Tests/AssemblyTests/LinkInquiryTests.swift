import Curl
import Foundation
import Lint
import LoopbackServer
import Synchronization
import Testing

@testable import Assembly

@Suite("lint --online")
struct LinkInquiryTests {
  /// A page with links to a server's paths, one a line, the first in line 1.
  private static func page(_ server: LocalServer, _ paths: [String], image: String? = nil) -> String
  {
    paths.map { "<p><a href=\"\(server.url($0))\">News</a></p>\n" }.joined()
      + (image.map { "<img src=\"\(server.url($0))\" alt=\"x\">\n" } ?? "")
  }

  /// Everything on loopback may be asked for here.
  private static func inquiry(timeout: Duration = .seconds(10)) -> LinkInquiry {
    var inquiry = LinkInquiry()
    inquiry.timeout = timeout
    inquiry.isForbidden = { _ in false }
    return inquiry
  }

  /// The unspecified address of IPv6.
  private static let zeros = [UInt8](repeating: 0, count: 16)

  private static func told(_ findings: [Finding], _ server: LocalServer) -> [String] {
    findings.map { finding in
      let what = finding.what.replacingOccurrences(of: "http://127.0.0.1:\(server.port)", with: "")
      return "\(finding.place.line.map(String.init) ?? "-"): \(what)"
    }.sorted()
  }

  @Test("tells what is gone, by line, and nothing of what answers, is elsewhere now, or is shut")
  func answers() async throws {
    let server = try LocalServer { exchange in
      switch exchange.path {
      case "/there": exchange.answer("200 OK")
      case "/moved": exchange.answer("301 Moved Permanently", ["Location: /there"])
      case "/astray": exchange.answer("302 Found", ["Location: /gone"])
      case "/round": exchange.answer("302 Found", ["Location: /round"])
      case "/shut": exchange.answer("403 Forbidden")
      case "/retired": exchange.answer("410 Gone")
      case "/broken": exchange.answer("500 Internal Server Error")
      case "/headless":
        exchange.answer(exchange.head.hasPrefix("HEAD") ? "404 Not Found" : "200 OK")
      default: exchange.answer("404 Not Found")
      }
    }
    defer { server.stop() }
    let paths = [
      "/there", "/gone", "/moved", "/astray", "/shut", "/retired", "/broken", "/headless", "/round",
    ]
    let findings = await Self.inquiry().findings(in: Self.page(server, paths))
    #expect(
      Self.told(findings, server).prefix(4) == [
        "2: /gone is not there (404)", "4: /astray is not there (404)",
        "6: /retired is gone (410)", "7: /broken answers with an error (500)",
      ])
    #expect(findings.count == 5)
    let round = try #require(findings.first { $0.place.line == 9 })
    #expect(round.what.contains("does not answer"))
    #expect(findings.allSatisfy { $0.id == .linkSilent && $0.severity == .warning })
  }

  @Test("asks once for each address, by HEAD, and by GET where that was not answered well")
  func methods() async throws {
    let server = try LocalServer { exchange in
      exchange.answer(exchange.path == "/a" ? "200 OK" : "404 Not Found")
    }
    defer { server.stop() }
    _ = await Self.inquiry().findings(in: Self.page(server, ["/a", "/a", "/b"]))
    let lines = server.requests.compactMap { $0.split(separator: "\r\n").first.map(String.init) }
    #expect(lines.sorted() == ["GET /b HTTP/1.1", "HEAD /a HTTP/1.1", "HEAD /b HTTP/1.1"])
  }

  @Test("does not wait for ever for who is silent")
  func silence() async throws {
    let server = try LocalServer { _ in
      Thread.sleep(forTimeInterval: 2)
    }
    defer { server.stop() }
    let findings = await Self.inquiry(timeout: .milliseconds(200))
      .findings(in: Self.page(server, ["/silent"]))
    #expect(findings.count == 1)
    #expect(findings.first?.place.line == 1)
    #expect(findings.first?.what.contains("/silent does not answer: ") == true)
  }

  @Test("tells that nobody listens")
  func refused() async throws {
    let server = try LocalServer { $0.answer("200 OK") }
    let page = Self.page(server, ["/there"])
    server.stop()
    let findings = await Self.inquiry().findings(in: page)
    #expect(findings.map(\.id) == [.linkSilent])
  }

  @Test("tells when the pictures together are more than a phone should load")
  func weight() async throws {
    let server = try LocalServer { exchange in
      let size = exchange.path == "/large.jpg" ? 1_600_000 : 900_000
      exchange.write("HTTP/1.1 200 OK\r\nContent-Length: \(size)\r\nConnection: close\r\n\r\n")
    }
    defer { server.stop() }
    let small = await Self.inquiry().findings(in: Self.page(server, [], image: "/small.jpg"))
    #expect(small == [])
    let large = await Self.inquiry().findings(in: Self.page(server, [], image: "/large.jpg"))
    #expect(large.map(\.what) == ["the pictures have 1600 kB together"])
    // What is linked to is not loaded.
    let linked = await Self.inquiry().findings(in: Self.page(server, ["/large.jpg"]))
    #expect(linked == [])
  }

  @Test("asks for nothing that was spared, and for nothing on this network")
  func spared() async throws {
    let asked = Mutex(0)
    let server = try LocalServer { exchange in
      asked.withLock { $0 += 1 }
      exchange.answer("404 Not Found")
    }
    defer { server.stop() }
    var inquiry = Self.inquiry()
    inquiry.spared = [server.url("/e/").absoluteString]
    #expect(await inquiry.findings(in: Self.page(server, ["/e/k1.AAAA"])) == [])
    #expect(await LinkInquiry().findings(in: Self.page(server, ["/gone"])) == [])
    #expect(asked.withLock { $0 } == 0)
  }

  @Test("goes to no neighbour under a name from elsewhere")
  func misleadingName() async throws {
    let server = try LocalServer { $0.answer("200 OK") }
    defer { server.stop() }
    // libcurl takes every name that ends so for this machine.
    let page = "<a href=\"http://news.localhost:\(server.port)/there\">News</a>"
    let findings = await LinkInquiry().findings(in: page)
    #expect(findings.count == 1 && findings.first?.id == .linkSilent)
    #expect(
      findings.first?.what.hasSuffix("does not answer: it leads to this machine or its network")
        == true, "\(findings)")
    #expect(server.requests == [])
  }

  @Test("says how many were left out of a page with very many links")
  func many() async throws {
    let server = try LocalServer { $0.answer("200 OK") }
    defer { server.stop() }
    let paths = (1...LinkInquiry.mostAddresses + 3).map { "/\($0)" }
    let findings = await Self.inquiry().findings(in: Self.page(server, paths))
    #expect(findings.map(\.what) == ["3 addresses were not asked, beyond the first 200"])
    #expect(findings.map(\.severity) == [.advice])
    #expect(server.requests.count == LinkInquiry.mostAddresses)
  }

  @Test(
    "knows the numbers of this machine and its network",
    arguments: [
      ([127, 0, 0, 1], true), ([192, 168, 4, 5], true), ([8, 8, 8, 8], false),
      ([172, 32, 0, 1], false), ([224, 0, 0, 1], true), (zeros.dropLast() + [1], true),
      (Array(zeros), true),
      ([0xFE, 0x80] + zeros.dropFirst(2), true), ([0xFD, 0x12] + zeros.dropFirst(2), true),
      ([0x20, 0x01, 0x0D, 0xB8] + zeros.dropFirst(4), false),
      (zeros.prefix(10) + [0xFF, 0xFF, 10, 0, 0, 1], true),
      (zeros.prefix(10) + [0xFF, 0xFF, 8, 8, 8, 8], false),
    ] as [([UInt8], Bool)])
  func numbers(_ octets: [UInt8], _ isNear: Bool) {
    #expect(NearAddress.isNear(octets) == isNear)
  }

  @Test(
    "knows this machine and its network by any name",
    arguments: [
      ("http://localhost/", true), ("https://printer.local/", true), ("http://10.1.2.3/", true),
      ("http://192.168.0.1:8080/x", true), ("http://[::1]/", true), ("http://172.20.0.1/", true),
      ("http://2130706433/", true), ("http://0x7f.1/", true), ("http://169.254.169.254/", true),
      ("http://intranet/", true), ("https://www.example.org/", false), ("http://8.8.8.8/", false),
      ("http://172.32.0.1/", false), ("http://100.128.0.1/", false), ("nothing", true),
    ])
  func privateHosts(_ address: String, _ isPrivate: Bool) {
    #expect(PrivateHost.isPrivate(address) == isPrivate)
  }
}
