import Foundation
import MailCatcher
import NIOCore
import NIOPosix
import NIOSSL

/// A connection to a catcher, used step by step or with much at once.
struct Client {
  private let channel: any Channel
  private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
  private var bytes: [UInt8] = []

  /// Connects, runs `body` and hangs up.
  ///
  /// - Parameter isSecure: encrypted from the first octet.
  static func connected<Value: Sendable>(
    to catcher: MailCatcher, isSecure: Bool = false,
    _ body: (inout Client) async throws -> Value
  ) async throws -> Value {
    let connection = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .connect(host: "127.0.0.1", port: catcher.port) { channel in
        channel.eventLoop.makeCompletedFuture {
          if isSecure { try channel.pipeline.syncOperations.addHandler(encryption()) }
          return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
            wrappingChannelSynchronously: channel)
        }
      }
    return try await connection.executeThenClose { inbound, _ in
      var client = Client(channel: connection.channel, inbound: inbound.makeAsyncIterator())
      return try await body(&client)
    }
  }

  private init(
    channel: any Channel, inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
  ) {
    self.channel = channel
    self.inbound = inbound
  }

  /// Sends lines, written with LF, in one write.
  func send(_ lines: String) async throws {
    let wire = lines.replacingOccurrences(of: "\n", with: "\r\n")
    try await channel.writeAndFlush(ByteBuffer(string: wire))
  }

  /// Sends lines and does not wait until they are on their way.
  func sendUnheard(_ lines: String) {
    let wire = lines.replacingOccurrences(of: "\n", with: "\r\n")
    channel.writeAndFlush(ByteBuffer(string: wire), promise: nil)
  }

  /// Sends a command and returns its reply; nil when the connection has ended.
  mutating func ask(_ command: String) async -> String? {
    // A connection that takes nothing more may still hold a reply.
    try? await send(command + "\n")
    return await reply()
  }

  /// The next reply, its lines with LF between them; nil when the connection has ended.
  mutating func reply() async -> String? {
    var lines: [String] = []
    while let line = await line() {
      lines.append(line)
      if line.dropFirst(3).first != "-" { return lines.joined(separator: "\n") }
    }
    return nil
  }

  private mutating func line() async -> String? {
    while true {
      if let end = bytes.firstIndex(of: 0x0A) {
        defer { bytes.removeFirst(end + 1) }
        return String(decoding: bytes[..<end].filter { $0 != 0x0D }, as: UTF8.self)
      }
      // A connection that is reset has ended, too.
      guard let more = try? await inbound.next() else { return nil }
      bytes += Array(buffer: more)
    }
  }

  /// All replies up to the end of the connection.
  mutating func rest() async -> [String] {
    var replies: [String] = []
    while let reply = await reply() { replies.append(reply) }
    return replies
  }

  /// Says that nothing more comes; what is under way can still be read.
  func endSending() async throws { try await channel.close(mode: .output) }

  /// Encrypts from here on, as after the reply to STARTTLS.
  func encrypt() async throws {
    let channel = channel
    try await channel.eventLoop.submit {
      try channel.pipeline.syncOperations.addHandler(Self.encryption(), position: .first)
    }.get()
  }

  private static func encryption() throws -> NIOSSLClientHandler {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.trustRoots = .file(Certificates.authority)
    configuration.shutdownTimeout = .milliseconds(200)
    return try NIOSSLClientHandler(
      context: NIOSSLContext(configuration: configuration), serverHostname: "localhost")
  }
}

/// The certificates that all tests share.
enum Certificates {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Certificates").path

  static let authority = folder + "/authority.pem"

  static func localhost(_ use: CatcherTLS.Use) -> CatcherTLS {
    CatcherTLS(
      certificateFile: folder + "/localhost.pem", keyFile: folder + "/localhost.key", use: use)
  }
}
