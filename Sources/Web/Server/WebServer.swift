public import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// An HTTP/1.1 server with limits on what one connection may take.
///
/// Nothing is logged of a request: its address may be somebody's key.
public struct WebServer: Sendable {
  /// Where it listens: a host, and a port; 0 for any that is free.
  public var host: String
  public var port: Int
  public var limits: ConnectionLimits

  public init(host: String, port: Int, limits: ConnectionLimits = ConnectionLimits()) {
    self.host = host
    self.port = port
    self.limits = limits
  }

  /// The server with what answers, to be run with others; it ends in good order when it is asked
  /// to.
  ///
  /// - Parameter listening: is told the port once it listens.
  public func application(
    answering responder: some HTTPResponder<WebContext>,
    listening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) -> some ApplicationProtocol {
    let silent = Logger(label: "org.broadsheet.web") { _ in SwiftLogNoOpLogHandler() }
    let count = ConnectionCount()
    return Application(
      responder: responder,
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [ConnectionGuard(limits, count)],
          idleTimeout: limits.request,
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 8 * 1024, maxHeaderListSize: 16 * 1024, maxHeaderFieldCount: 100))),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port),
        availableConnectionsDelegate: .maximum(limits.connections, logger: silent)),
      onServerRunning: { channel in await listening(channel.localAddress?.port ?? port) },
      logger: silent)
  }
}
