import NIOCore
import NIOSSL

/// A connection: what comes, with its time, and a place for what goes.
typealias CatcherConnection = NIOAsyncChannel<Arrival, ByteBuffer>

extension CatcherConnection {
  /// Takes over a connection and begins to read from it.
  ///
  /// - Parameter encryption: set when it is encrypted from the first octet.
  static func take(
    _ channel: any Channel, encryption: NIOSSLContext?
  ) async throws -> CatcherConnection {
    let connection = try await channel.eventLoop.submit {
      let pipeline = channel.pipeline.syncOperations
      if let encryption { try pipeline.addHandler(NIOSSLServerHandler(context: encryption)) }
      try pipeline.addHandler(ArrivalHandler(isSecure: encryption != nil))
      return try CatcherConnection(wrappingChannelSynchronously: channel)
    }.get()
    // A connection that is gone already says so when it is read.
    channel.setOption(.autoRead, value: true).whenFailure { _ in }
    return connection
  }

  /// Sends the last words in the clear and encrypts from then on.
  ///
  /// In one turn of the event loop: nothing can come between, and what came before counts as
  /// unencrypted, whenever it is looked at.
  func encrypt(_ context: NIOSSLContext, after words: ByteBuffer) async throws {
    let channel = channel
    try await channel.eventLoop.submit {
      let pipeline = channel.pipeline.syncOperations
      channel.writeAndFlush(words, promise: nil)
      try pipeline.handler(type: ArrivalHandler.self).becomeSecure()
      try pipeline.addHandler(NIOSSLServerHandler(context: context), position: .first)
    }.get()
  }
}
