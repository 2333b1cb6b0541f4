import Feeds
import Foundation
import LoopbackServer
import Newsletter
import Testing

@Suite("Fetching sources")
struct SourceReaderTests {
  private static let feed = Array(
    "<rss><channel><title>T</title><item><title>One</title><link>/1</link></item></channel></rss>"
      .utf8)

  private func reading(
    of path: String, sizeLimit: Int = 100_000, timeout: Duration = .seconds(20),
    etag: String? = nil, lastModified: String? = nil,
    _ answer: @escaping @Sendable (LocalServer.Exchange) -> Void
  ) async throws -> (result: Result<SourceReading, FeedError>, server: LocalServer) {
    let server = try LocalServer(answer)
    defer { server.stop() }
    let reader = SourceReader(
      website: URL(string: "https://union.example/"), sizeLimit: sizeLimit, timeout: timeout)
    let request = SourceRequest(address: server.url(path), etag: etag, lastModified: lastModified)
    return (await reader.read(request), server)
  }

  private func failure(_ result: Result<SourceReading, FeedError>) -> FeedError.Reason? {
    if case .failure(let error) = result { error.reason } else { nil }
  }

  private func document(_ result: Result<SourceReading, FeedError>) -> SourceDocument? {
    if case .success(.read(let document, _)) = result { document } else { nil }
  }

  @Test("A feed is read with its validators, and asked for by our name")
  func plain() async throws {
    let (result, server) = try await reading(of: "/feed") { exchange in
      exchange.answer(
        "200 OK", ["ETag: \"v1\"", "Last-Modified: Fri, 06 May 2022 14:00:00 GMT"], body: Self.feed)
    }
    guard case .success(.read(let document, let validators)) = result else {
      Issue.record("not read: \(result)")
      return
    }
    #expect(document.listings.map(\.url) == [server.url("/1")])
    #expect(
      validators
        == SourceValidators(etag: "\"v1\"", lastModified: "Fri, 06 May 2022 14:00:00 GMT"))
    let head = try #require(server.requests.first)
    #expect(head.contains("User-Agent: Broadsheet/1 (+https://union.example/)\r\n"))
    #expect(!head.contains("If-None-Match"))
  }

  @Test("Validators are given back, and 304 means not modified")
  func notModified() async throws {
    let (result, server) = try await reading(of: "/", etag: "\"v1\"", lastModified: "D") {
      exchange in
      exchange.answer(
        exchange.field("If-None-Match") == "\"v1\"" ? "304 Not Modified" : "200 OK", body: [])
    }
    #expect(result == .success(.notModified))
    #expect(server.requests.first?.contains("If-Modified-Since: D\r\n") == true)
  }

  @Test("A gzip answer is unpacked")
  func gzip() async throws {
    // gzip of the feed "<rss><channel><title>Z</title></channel></rss>".
    let packed = try #require(
      Data(base64Encoded: Self.packedFeed))
    let (result, server) = try await reading(of: "/") { exchange in
      exchange.answer("200 OK", ["Content-Encoding: gzip"], body: [UInt8](packed))
    }
    #expect(document(result)?.title == "Z")
    #expect(server.requests.first?.lowercased().contains("accept-encoding:") == true)
  }

  @Test("A redirect is followed, and relative links belong to where it led")
  func redirect() async throws {
    let (result, server) = try await reading(of: "/old") { exchange in
      if exchange.path == "/old" {
        exchange.answer("301 Moved", ["Location: /new/feed"])
      } else {
        exchange.answer(
          "200 OK",
          body: Array(String(decoding: Self.feed, as: UTF8.self).replacing("/1", with: "1").utf8))
      }
    }
    #expect(document(result)?.listings.map(\.url) == [server.url("/new/1")])
  }

  @Test("A redirect without end, and one to a file, fail")
  func badRedirects() async throws {
    let (loop, server) = try await reading(of: "/a") { $0.answer("302 Found", ["Location: /a"]) }
    #expect(failure(loop) == .transfer("Maximum (5) redirects followed"))
    #expect(server.requests.count == 6)
    let (file, _) = try await reading(of: "/") {
      $0.answer("302 Found", ["Location: file:///etc/passwd"])
    }
    guard case .transfer(let words)? = failure(file) else {
      Issue.record("followed: \(file)")
      return
    }
    #expect(words.contains("Protocol \"file\""))
  }

  @Test("A status of 400 or more is an error that names the address")
  func status() async throws {
    let (result, server) = try await reading(of: "/gone") {
      $0.answer("404 Not Found", body: Self.feed)
    }
    guard case .failure(let error) = result else {
      Issue.record("read: \(result)")
      return
    }
    #expect(error.message == "http://127.0.0.1:\(server.port)/gone: the server answered 404")
    #expect(error.hint == "check the address; the site may have moved its feed")
  }

  @Test("A body beyond the limit is refused, with its size told or not, packed or not")
  func tooLarge() async throws {
    let body = [UInt8](repeating: 0x20, count: 200_000)
    let (told, _) = try await reading(of: "/") { $0.answer("200 OK", body: body) }
    #expect(failure(told) == .tooLarge(limit: 100_000))
    let (chunked, _) = try await reading(of: "/") { exchange in
      exchange.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
      while exchange.write(Array("1000\r\n".utf8) + body.prefix(0x1000) + Array("\r\n".utf8)) {}
    }
    #expect(failure(chunked) == .tooLarge(limit: 100_000))
    let bomb = try #require(Data(base64Encoded: Self.packedSpaces))
    let (packed, _) = try await reading(of: "/") { exchange in
      exchange.answer("200 OK", ["Content-Encoding: gzip"], body: [UInt8](bomb))
    }
    #expect(failure(packed) == .tooLarge(limit: 100_000))
  }

  @Test("A server that says nothing, or stops in the middle, is given up")
  func silence() async throws {
    let (silent, _) = try await reading(of: "/", timeout: .milliseconds(300)) { exchange in
      Thread.sleep(forTimeInterval: 2)
      exchange.answer("200 OK", body: Self.feed)
    }
    guard case .transfer(let words)? = failure(silent) else {
      Issue.record("read: \(silent)")
      return
    }
    #expect(words.contains("timed out"))
    let (cut, _) = try await reading(of: "/") {
      $0.write("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<rss>")
    }
    guard case .transfer(let cutWords)? = failure(cut) else {
      Issue.record("read: \(cut)")
      return
    }
    #expect(cutWords.contains("bytes remaining"))
  }

  @Test("One bad source stops no other, and the outcomes keep their order")
  func several() async throws {
    let server = try LocalServer { exchange in
      exchange.path == "/bad"
        ? exchange.answer("500 Oops") : exchange.answer("200 OK", body: Self.feed)
    }
    defer { server.stop() }
    var requests = (0..<12).map {
      SourceRequest(address: server.url($0 % 3 == 0 ? "/bad" : "/\($0)"))
    }
    requests.append(SourceRequest(address: try #require(URL(string: "http://127.0.0.1:1/"))))
    requests.append(SourceRequest(address: try #require(URL(string: "gopher://127.0.0.1/"))))
    let results = await SourceReader().read(requests, atOnce: 3)
    #expect(results.count == 14)
    for index in 0..<12 {
      #expect(failure(results[index]) == (index % 3 == 0 ? .status(500) : nil))
    }
    #expect(failure(results[13]) == .unsupportedAddress)
    #expect(await SourceReader().read([], atOnce: 3).isEmpty)
  }

  @Test("Files are read; what is missing, a folder or too large is told")
  func files() async throws {
    let seed = SeedFiles.folder.appending(path: "feeds/jpu.rss")
    let base = URL(string: "https://federation.example/")
    let reader = SourceReader()
    let read = await reader.read(SourceRequest(address: seed, base: base))
    #expect(document(read)?.listings.count == 10)
    let missing = await reader.read(SourceRequest(address: URL(filePath: "/no/such/feed.rss")))
    #expect(failure(missing) == .unreadableFile("there is no such file"))
    let folder = await reader.read(SourceRequest(address: SeedFiles.folder))
    #expect(failure(folder) == .unreadableFile("it is not a regular file"))
    let small = await SourceReader(sizeLimit: 1_000).read(SourceRequest(address: seed))
    #expect(failure(small) == .tooLarge(limit: 1_000))
  }

  @Test("A listing page is fetched like a feed")
  func page() async throws {
    let bytes = try SeedFiles.bytes("pages/aaag.html")
    let server = try LocalServer { $0.answer("200 OK", ["Content-Type: text/html"], body: bytes) }
    defer { server.stop() }
    let request = SourceRequest(
      address: server.url("/affiliates/aaag"), format: .page(PageRules(preset: .drupal)))
    let listings = document(await SourceReader().read(request))?.listings
    #expect(listings?.count == 5)
    #expect(
      listings?.first?.url == server.url("/story/realizing-historic-wins-to-secure-a-better-future")
    )
  }

  private static let packedFeed =
    "H4sIAAAAAAACA7MpKi62s0nOSMzLS82xsynJLMlJtYuy0YcwbPThMvoghQBcUOiGLgAAAA=="
  private static let packedSpaces =
    "H4sIAAAAAAACA+3BMQEAAADCoCrrn9IM/kABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAK8BMWFiEEANAwA="
}
