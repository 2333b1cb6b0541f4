import NIOCore
import NIOPosix

/// The socket that the catcher listens on.
struct Listener: Sendable {
  private let socket: any Channel
  private let accepted: AsyncStream<any Channel>

  static func bind(port: Int) async throws(CatcherError) -> Listener {
    // The system would take the number's last 16 bits and listen somewhere else.
    guard 0...65535 ~= port else { throw CatcherError(reason: .noSuchPort(port)) }
    let (accepted, queue) = AsyncStream.makeStream(of: (any Channel).self)
    do {
      let socket = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .serverChannelOption(.backlog, value: 256)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        // Nothing is read until somebody serves the connection.
        .childChannelOption(.autoRead, value: false)
        .childChannelInitializer { connection in
          queue.yield(connection)
          return connection.eventLoop.makeSucceededVoidFuture()
        }
        .bind(host: "127.0.0.1", port: port).get()
      socket.closeFuture.whenComplete { _ in queue.finish() }
      return Listener(socket: socket, accepted: accepted)
    } catch {
      throw CatcherError(reason: .portTaken(port, "\(error)"))
    }
  }

  /// The port that it listens on.
  var port: Int { socket.localAddress?.port ?? 0 }

  /// Serves each connection in a task of its own until the socket is closed or the task is
  /// cancelled; then drops those that are open.
  func serve(_ handle: @escaping @Sendable (any Channel) async -> Void) async {
    await withDiscardingTaskGroup { group in
      for await connection in accepted {
        group.addTask { await handle(connection) }
      }
      group.cancelAll()
    }
    await close()
  }

  /// Stops listening, which ends ``serve(_:)``.
  func close() async {
    // A socket that is closed already is what was wanted.
    try? await socket.close()
  }
}
