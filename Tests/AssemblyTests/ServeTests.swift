import Diagnostics
import Foundation
import Testing
import Web

@testable import Assembly

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("serve")
struct ServeTests {
  private static let siteSetting = #""site": { "url": "https://news.example.org" }, "smtp":"#
  private static let studioSetting = #""studio": {}, "smtp":"#

  private static func federation(_ pieces: String) throws -> Federation {
    let reading = ConfigurationSample.read(replacing: #""smtp":"#, by: pieces)
    return Federation(configuration: try reading.get(), console: Console(isQuiet: true))
  }

  @Test(
    "opens the studio where it is set, or where there is no site",
    arguments: [
      (#""smtp":"#, true), (siteSetting, false), (studioSetting, true),
      (siteSetting.replacingOccurrences(of: #""smtp":"#, with: studioSetting), true),
    ])
  func choice(_ pieces: String, _ opensStudio: Bool) throws {
    #expect(try Self.federation(pieces).opensStudio == opensStudio)
  }

  @Test("a port that is taken is told with the name of its server")
  func taken() async throws {
    let taken = try TakenPort()
    let address = "127.0.0.1:\(taken.port)"
    let federation = try Self.federation(#""studio": { "listen": "\#(address)" }, "smtp":"#)
    let error = await #expect(throws: ListeningError.self) { try await federation.serve() }
    #expect(
      error?.message == "the studio cannot listen on \(address): something else listens there")
    #expect(error?.hint == "end the other program, or set studio.listen to another port")
    #expect(error?.exitCode == .tryAgain)
  }
}

/// A port of this machine that somebody else has.
private final class TakenPort {
  let port: Int
  private let descriptor: Int32

  init() throws {
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    port = try withUnsafeMutablePointer(to: &address) { pointer in
      try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
        try #require(bind(descriptor, general, size) == 0)
        try #require(listen(descriptor, 1) == 0)
        try #require(getsockname(descriptor, general, &size) == 0)
      }
      return Int(UInt16(bigEndian: pointer.pointee.sin_port))
    }
  }

  deinit { close(descriptor) }
}
